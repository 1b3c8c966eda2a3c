"""What a fresh machine is set up from: one script and one lock."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
REQUIREMENT = re.compile(r"^([A-Za-z0-9_.-]+)==(\S+)(?: ; .+?)?(?: \\)?$")


def plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def locked() -> dict[str, tuple[str, int]]:
    """Version and number of hashes of each requirement of the lock."""
    found: dict[str, tuple[str, int]] = {}
    name = ""
    for line in (ROOT / "requirements.lock").read_text("utf-8").splitlines():
        if match := REQUIREMENT.match(line):
            name = plain(match[1])
            found[name] = (match[2], 0)
        else:
            assert re.fullmatch(r"    --hash=sha256:[0-9a-f]{64}(?: \\)?", line), line
            found[name] = (found[name][0], found[name][1] + 1)
    return found


def project() -> dict[str, object]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def sh(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["sh", str(ROOT / "dev.sh"), *arguments], capture_output=True, text=True, check=False)


def test_every_package_of_the_lock_has_hashes() -> None:
    assert [name for name, (_, hashes) in locked().items() if not hashes] == []


def test_the_lock_holds_every_dependency_of_the_project() -> None:
    data = project()
    wanted = [*data["project"]["dependencies"], *(r for group in data["dependency-groups"].values() for r in group)]  # type: ignore[index,attr-defined]
    names = {plain(re.split(r"[<>=!~\[; ]", requirement)[0]) for requirement in wanted}
    assert names - set(locked()) == set()


def test_qt_is_essentials_of_the_version_that_is_safe_on_every_python() -> None:
    assert locked()["pyside6-essentials"][0] == "6.11.3"
    assert {"pyside6", "pyside6-addons"} & set(locked()) == set()


def test_the_script_lists_its_commands() -> None:
    told = sh("help")
    assert told.returncode == 0
    assert all(
        f"\n  {command}" in told.stdout
        for command in ("run", "test", "cli", "bench", "office", "setup", "lock", "build")
    )


def test_the_script_refuses_a_command_that_it_does_not_know() -> None:
    told = sh("tset")
    assert told.returncode == 1
    assert told.stderr.splitlines()[-1] == 'dev.sh: there is no command "tset".'


def test_the_libraries_that_the_script_looks_for_are_those_that_qt_links_to() -> None:
    """On a Linux where Qt runs, nothing that the offscreen window needs is missing from the script's table."""
    script = (ROOT / "dev.sh").read_text("utf-8")
    table = set(re.findall(r"^(lib\S+\.so\.\d+) [a-z]\S+", script, re.MULTILINE))
    import PySide6

    folder = Path(PySide6.__file__).parent
    modules = [*folder.glob("Qt/lib/libQt6*.so.6"), *folder.glob("Qt/plugins/platforms/libq*.so")]
    used = {
        path.name: _needed(path)
        for path in modules
        if re.search(r"Qt6(Core|Gui|Widgets|Svg|DBus|XcbQpa)|offscreen|xcb", path.name)
    }
    libc = {"libc.so.6", "libm.so.6", "libdl.so.2", "librt.so.1", "libpthread.so.0"}
    brought = {path.name for path in folder.glob("Qt/lib/*.so*")}
    lacking = {
        name: sorted(needs - table - libc - brought) for name, needs in used.items() if needs - table - libc - brought
    }
    assert lacking == {}


def _needed(library: Path) -> set[str]:
    """The names of shared libraries in an ELF file's string table; empty where the file is not one."""
    data = library.read_bytes()
    if not data.startswith(b"\x7fELF"):
        return set()
    return {
        name.decode()
        for name in re.findall(rb"\x00(lib[A-Za-z0-9_+-]+(?:-\d(?:\.\d)?)?\.so\.\d+)(?=\x00)", data)
        if not name.startswith((b"libQt6", b"libpyside", b"libshiboken"))
    }
