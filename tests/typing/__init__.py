"""What a user's type checker, editor and traceback show of the package, seen from where the user stands."""
