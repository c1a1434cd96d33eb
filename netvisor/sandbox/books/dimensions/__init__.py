"""The books of the area `dimensions`: a handler in any of its modules is found."""
