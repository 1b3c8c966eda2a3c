"""Whether there is a screen: without one Qt ends the process, so it is asked first and said in words."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any

_WITHOUT_SCREEN = ("offscreen", "minimal", "vnc", "linuxfb", "eglfs", "vkkhrdisplay")


def why_no_window(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """One sentence saying why no window can be opened; empty where one can."""
    if platform in ("win32", "darwin") or environment.get("QT_QPA_PLATFORM", "").split(":")[0] in _WITHOUT_SCREEN:
        return ""
    wayland, display = environment.get("WAYLAND_DISPLAY"), environment.get("DISPLAY")
    if not wayland and not display:
        return (
            "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set), so no window can be opened. "
            "The same work can be done without one: negotiator --help."
        )
    if wayland:
        return ""
    if display and not _answers(display):
        return (
            f"The screen {display} (DISPLAY) does not answer, so no window can be opened. "
            "The same work can be done without one: negotiator --help."
        )
    import ctypes.util

    if ctypes.util.find_library("xcb-cursor") is None:
        return (
            "The system library libxcb-cursor0 is missing, so no window can be opened. "
            "Install it (sudo apt-get install libxcb-cursor0) and start again."
        )
    return ""


def _answers(display: str) -> bool:
    """True where an X server takes a connection."""
    import socket

    host, _, number = display.rpartition(":")
    number = number.split(".")[0]
    if not number.isdigit():
        return False
    if host in ("", "unix"):
        if not hasattr(socket, "AF_UNIX"):
            return True
        path = f"/tmp/.X11-unix/X{number}"
        places: list[tuple[int, Any]] = [(socket.AF_UNIX, path), (socket.AF_UNIX, f"\0{path}")]
    else:
        places = [(socket.AF_INET, (host, 6000 + int(number)))]
    for family, address in places:
        with socket.socket(family, socket.SOCK_STREAM) as line:
            line.settimeout(2)
            try:
                line.connect(address)
            except OSError:
                continue
            return True
    return False
