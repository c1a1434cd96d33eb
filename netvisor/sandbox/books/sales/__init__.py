"""The books of the area `sales`: a handler in any of its modules is found."""
