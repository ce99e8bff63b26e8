"""Who is at the table, and how they decide."""
