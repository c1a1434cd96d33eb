"""The books of the area `payments`: a part of it is a module, and a handler in any of them is found."""
