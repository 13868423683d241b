"""PURE: a text, and where people are named in it."""
