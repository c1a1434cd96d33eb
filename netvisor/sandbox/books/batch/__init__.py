"""The books of the area `batch`: a handler in any of its modules is found."""
