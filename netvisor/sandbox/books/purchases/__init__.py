"""The books of the area `purchases`: a handler in any of its modules is found."""
