"""The books of the area `workday`: a handler in any of its modules is found."""
