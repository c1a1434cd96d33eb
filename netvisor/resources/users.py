"""Invitations of users and their access rights."""
