"""PURE: one personal name, or two. Knows no database, no web, no clock."""
