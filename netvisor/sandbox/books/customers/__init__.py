"""The books of the area `customers`: a handler in any of its modules is found."""
