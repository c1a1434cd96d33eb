"""Test cases for bug reports: a call with the books before it, without personal data, in one file."""
