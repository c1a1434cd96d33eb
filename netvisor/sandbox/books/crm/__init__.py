"""The books of the area `crm`: a part of it is a module, and a handler in any of them is found."""
