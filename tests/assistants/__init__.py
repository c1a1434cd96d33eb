"""The server for assistants, driven by the client of the official SDK."""
