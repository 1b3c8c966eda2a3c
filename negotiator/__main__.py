"""``python -m negotiator …`` runs the headless commands."""

import sys

from negotiator.cli import main

sys.exit(main())
