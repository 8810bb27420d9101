"""Numbers that the radar goes by."""

# Up to so many entries the market is looked at after each change; a larger one by night alone, in a process of its own.
QUICK = 3_000
