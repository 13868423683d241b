"""What the commands of `onym` do, where they are more than one call."""
