"""What comes in (unknown fields refused) and what goes out, as the contract names it."""
