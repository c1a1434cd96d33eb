"""Working hours and absences by day, record types and travel expenses."""
