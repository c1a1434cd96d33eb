"""The books of the area `company`: a handler in any of its modules is found."""
