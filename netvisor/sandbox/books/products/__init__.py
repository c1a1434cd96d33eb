"""The books of the area `products`: a handler in any of its modules is found."""
