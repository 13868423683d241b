"""Onym: one person, every spelling."""
