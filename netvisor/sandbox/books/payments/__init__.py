"""The books of the area `payments`: a handler in any of its modules is found."""
