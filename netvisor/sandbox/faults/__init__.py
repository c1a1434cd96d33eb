"""Faults that a test asks for: what they are, how they are written, when they strike."""
