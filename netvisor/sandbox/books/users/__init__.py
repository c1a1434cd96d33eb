"""The books of the area `users`: a handler in any of its modules is found."""
