"""The books of the area `budget`: a handler in any of its modules is found."""
