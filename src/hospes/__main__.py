"""`python -m hospes` is `hospes`."""

import sys

from hospes.cli import main

if __name__ == "__main__":
    sys.exit(main())
