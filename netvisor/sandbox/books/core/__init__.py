"""Shared by all areas of the books."""
