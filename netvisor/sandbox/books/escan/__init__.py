"""The books of the area `escan`: a handler in any of its modules is found."""
