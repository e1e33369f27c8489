"""``python -m textfix`` is the command ``textfix``."""

import sys

from .cli import main

if __name__ == "__main__":
    sys.exit(main())
