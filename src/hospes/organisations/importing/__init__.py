"""Reading lists of organisations, such as the Commission's list of accredited ones."""
