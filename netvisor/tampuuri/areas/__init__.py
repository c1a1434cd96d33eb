"""The areas of the interface: models, operations and the functions that make calls, each in the module of its name."""
