"""``python -m ui [--sample] [FILE]`` starts the window.

The built program has one entry: with ``--module=ui.screens`` or ``--module=ui.selftest`` first, it runs that instead.
"""

import sys
from importlib import import_module

_OTHERS = ("ui.screens", "ui.selftest")

if __name__ == "__main__":
    name = sys.argv[1].removeprefix("--module=") if len(sys.argv) > 1 else ""
    if name in _OTHERS and name != sys.argv[1]:
        sys.exit(import_module(name).main(sys.argv[2:]))
    from ui.app import main

    sys.exit(main(sys.argv[2:] if name == "ui" and name != sys.argv[1] else None))
