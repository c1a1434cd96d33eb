"""Writes everything in the repository that is made from the declarations, and tells whether it is up to date."""
