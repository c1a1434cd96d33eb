"""What the pages of this library have in common: how they look, what they answer, and whom they answer."""
