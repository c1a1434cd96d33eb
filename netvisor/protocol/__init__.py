"""The protocol without I/O: calls, parameters, credentials, signing and the reading of answers."""
