"""What a request must pass before the books see it: identity, signature, time, form and content."""
