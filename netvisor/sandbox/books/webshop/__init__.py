"""The books of the area `webshop`: a handler in any of its modules is found."""
