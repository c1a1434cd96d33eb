"""The books of the area `accounting`: a handler in any of its modules is found."""
