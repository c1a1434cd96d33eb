"""The books of the area `crm`: a handler in any of its modules is found."""
