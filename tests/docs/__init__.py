"""Whatever the documentation shows is run."""
