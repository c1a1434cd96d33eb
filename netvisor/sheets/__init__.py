"""Sheets of people: the columns of a resource, and rows that become messages or problems with their cells.

Nothing here sends anything. `netvisor import` does, see `docs/sheets.md`.
"""
