"""The books of the area `payroll`: a handler in any of its modules is found."""
