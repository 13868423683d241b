"""STATE: the tables and every line of SQL."""
