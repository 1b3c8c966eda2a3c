#!/bin/sh
# One way to set up, run and check the application on Debian or Ubuntu (as root or with sudo).
# Everything comes from requirements.lock with its hashes; the project itself runs from this folder.
# macOS and Windows: see README.md.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
venv=$root/.venv
python=$venv/bin/python
lock=$root/requirements.lock
least_glibc_x86_64=2.34   # of the PySide6 6.11.3 wheels
least_glibc_aarch64=2.39

say() { printf '%s\n' "$*" >&2; }
fail() { say "dev.sh: $*"; exit 1; }

usage() {
    cat <<'TEXT'
Usage: sh dev.sh COMMAND

  run            open the sample workspace; without a screen, do the main job headless into out/
  test [ARGS…]   every check: style, types, layers, tests (with ARGS: only pytest, with these)
  cli ARGS…      a headless command, as `negotiator ARGS…` (try: sh dev.sh cli --help)
  bench [ARGS…]  the benchmarks, each beside its yardstick
  office         optional: LibreOffice recalculates the workbooks, to the penny; its time beside the engine's
  setup          only the set-up that each of the above does first
  lock           renew requirements.lock from pyproject.toml (needs uv)
  build          the one-folder program under dist/ (PyInstaller)
TEXT
}

# ---- system libraries ----------------------------------------------------------------------------------------------
# What the Qt wheels link to and do not bring along: library, then the package that holds it (the newer name first).
libraries_always='
libEGL.so.1 libegl1
libGL.so.1 libgl1
libX11.so.6 libx11-6
libdbus-1.so.3 libdbus-1-3
libfontconfig.so.1 libfontconfig1
libfreetype.so.6 libfreetype6
libglib-2.0.so.0 libglib2.0-0t64 libglib2.0-0
libgthread-2.0.so.0 libglib2.0-0t64 libglib2.0-0
libxkbcommon.so.0 libxkbcommon0
libstdc++.so.6 libstdc++6
libgcc_s.so.1 libgcc-s1
libz.so.1 zlib1g
libzstd.so.1 libzstd1'
libraries_of_a_screen='
libX11-xcb.so.1 libx11-xcb1
libxcb.so.1 libxcb1
libxcb-cursor.so.0 libxcb-cursor0
libxcb-glx.so.0 libxcb-glx0
libxcb-icccm.so.4 libxcb-icccm4
libxcb-image.so.0 libxcb-image0
libxcb-keysyms.so.1 libxcb-keysyms1
libxcb-randr.so.0 libxcb-randr0
libxcb-render.so.0 libxcb-render0
libxcb-render-util.so.0 libxcb-render-util0
libxcb-shape.so.0 libxcb-shape0
libxcb-shm.so.0 libxcb-shm0
libxcb-sync.so.1 libxcb-sync1
libxcb-util.so.1 libxcb-util1
libxcb-xfixes.so.0 libxcb-xfixes0
libxcb-xkb.so.1 libxcb-xkb1
libxkbcommon-x11.so.0 libxkbcommon-x11-0
libwayland-client.so.0 libwayland-client0
libwayland-cursor.so.0 libwayland-cursor0
libwayland-egl.so.1 libwayland-egl1'

as_root() {
    if [ "$(id -u)" -eq 0 ]; then
        "$@"
    else
        sudo "$@"
    fi
}

lists_are_fresh=no

# apt_install PACKAGE…: installs, or ends with a sentence that says what to do by hand.
apt_install() {
    command -v apt-get >/dev/null 2>&1 ||
        fail "these are lacking and there is no apt-get here to install them: $*. Install them in your system's way, then start again."
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null 2>&1; then
        fail "these are lacking, and installing needs root or sudo: $*. Ask whoever keeps this machine for: apt-get install $*"
    fi
    say "Installing from the system's packages: $*"
    refresh_lists
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "$@" >&2 ||
        fail "the system's packages could not be installed (the reason stands above). By hand: apt-get install $*"
}

refresh_lists() {
    [ "$lists_are_fresh" = no ] || return 0
    as_root apt-get update -q >&2 || fail "the lists of packages could not be fetched (the reason stands above). Is there a network?"
    lists_are_fresh=yes
}

# The first of the names given that this system's archive knows.
known_package() {
    for name in "$@"; do
        if [ -n "$(apt-cache madison "$name" 2>/dev/null)" ]; then
            printf '%s' "$name"
            return 0
        fi
    done
    return 1
}

present_libraries() {
    PATH=$PATH:/usr/sbin:/sbin ldconfig -p 2>/dev/null
}

# system_libraries TABLE: installs what `ldconfig` does not list.
system_libraries() {
    [ "$(uname -s)" = Linux ] || return 0
    listed=$(present_libraries)
    lacking=$(printf '%s\n' "$1" | while read -r library names; do
        case $library in '') continue ;; esac
        case $listed in *"$library "*) ;; *) printf '%s|%s\n' "$library" "$names" ;; esac
    done)
    [ -n "$lacking" ] || return 0
    if command -v apt-get >/dev/null 2>&1; then
        if [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null 2>&1; then
            refresh_lists
        fi
    fi
    packages=''
    for row in $(printf '%s\n' "$lacking" | tr ' ' ','); do
        names=$(printf '%s' "${row#*|}" | tr ',' ' ')
        # shellcheck disable=SC2086  # the names are words
        package=$(known_package $names) || package=${names##* }
        case " $packages " in *" $package "*) ;; *) packages="$packages $package" ;; esac
    done
    # shellcheck disable=SC2086
    apt_install $packages
}

# ---- Python ----------------------------------------------------------------------------------------------------------
fits() {
    "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' >/dev/null 2>&1
}

makes_venv() {
    "$1" -c 'import venv, ensurepip' >/dev/null 2>&1
}

find_python() {
    for candidate in python3.14 python3.13 python3.12 python3.11 python3; do
        if command -v "$candidate" >/dev/null 2>&1 && fits "$candidate" && makes_venv "$candidate"; then
            command -v "$candidate"
            return 0
        fi
    done
    return 1
}

install_python() {
    command -v apt-get >/dev/null 2>&1 ||
        fail "no Python 3.11 to 3.14 with venv was found. Install one (python.org, or your system's packages), then start again."
    # A Python that is there and only lacks its venv part is completed before another one is brought.
    for candidate in python3.14 python3.13 python3.12 python3.11 python3; do
        if command -v "$candidate" >/dev/null 2>&1 && fits "$candidate"; then
            version=$("$candidate" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
            name=$(known_package "python$version-venv" python3-venv) || continue
            apt_install "$name"
            if makes_venv "$candidate"; then return 0; fi
        fi
    done
    if [ "$(id -u)" -eq 0 ] || command -v sudo >/dev/null 2>&1; then refresh_lists; fi
    name=$(known_package python3.14-venv python3.13-venv python3.12-venv python3.11-venv) ||
        fail "this system's packages have no Python 3.11 to 3.14. Install one (python.org, or a newer Debian or Ubuntu), then start again."
    apt_install "$name"
}

# at_least A B: A is version B or later.
at_least() {
    [ "$(printf '%s\n%s\n' "$1" "$2" | sort -t. -k1,1n -k2,2n | head -n 1)" = "$2" ]
}

check_glibc() {
    [ "$(uname -s)" = Linux ] || return 0
    case $(uname -m) in
        x86_64) least=$least_glibc_x86_64 ;;
        aarch64) least=$least_glibc_aarch64 ;;
        *) fail "there is no Qt for Python for this processor ($(uname -m)); it is made for x86_64 and aarch64." ;;
    esac
    have=$(getconf GNU_LIBC_VERSION 2>/dev/null | cut -d' ' -f2)
    [ -n "$have" ] || fail "this system does not use glibc, which Qt for Python needs ($least or later)."
    at_least "$have" "$least" ||
        fail "Qt for Python needs glibc $least or later on $(uname -m); this system has $have. Ubuntu 24.04 or Debian 13 will do."
}

digest() {
    if command -v sha256sum >/dev/null 2>&1; then sha256sum; else shasum -a 256; fi | cut -d' ' -f1
}

# The environment is right when this has not changed: the lock, the place and this recipe's own version.
wanted_stamp() {
    { cat "$lock"; printf '%s recipe 1' "$root"; } | digest
}

set_up() {
    stamp=$venv/.negotiator-lock
    if [ -x "$python" ] && [ "$(cat "$stamp" 2>/dev/null || true)" = "$(wanted_stamp)" ] && "$python" -c '' 2>/dev/null; then
        return 0
    fi
    check_glibc
    if ! { [ -x "$python" ] && fits "$python" && "$python" -m pip --version >/dev/null 2>&1; }; then
        base=$(find_python) || { install_python; base=$(find_python); } ||
            fail "no Python 3.11 to 3.14 that can make an environment (venv) was found, even after installing one."
        say "Making the environment .venv with $("$base" --version 2>&1) ($base)"
        rm -rf "$venv"
        "$base" -m venv "$venv" || fail "the environment .venv could not be made in $root (the reason stands above). Is the disk full or the folder read-only?"
    fi
    rm -f "$stamp"
    say "Installing $(grep -c '==' "$lock") packages from requirements.lock (about 150 MB the first time; some minutes on a slow line)"
    log=$venv/install.log
    { "$python" -m pip install --disable-pip-version-check --no-input --no-deps --only-binary :all: --require-hashes -r "$lock" 2>&1 &&
        : >"$venv/.installed"; } | tee "$log" | sed -n -e 's/^\(Collecting [^ ]*\).*/  \1/p' -e '/^ERROR/p' >&2
    if [ ! -e "$venv/.installed" ]; then
        if grep -qiE 'DO NOT MATCH THE HASHES' "$log"; then
            fail "a package is not the one that requirements.lock names (its hash differs); nothing was taken over. Details: .venv/install.log"
        elif grep -qiE 'connection|resolve|timed out|unreachable|proxy|ssl' "$log"; then
            fail "the packages could not be fetched. Is there a network, and may this machine reach a package index? Details: .venv/install.log"
        fi
        fail "the packages could not be installed. Details: .venv/install.log"
    fi
    rm -f "$venv/.installed"
    packages_folder=$("$python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
    printf '%s\n' "$root" >"$packages_folder/negotiator-source.pth"
    wanted_stamp >"$stamp"
    say "Ready."
}

# ---- commands --------------------------------------------------------------------------------------------------------
run() {
    system_libraries "$libraries_always"
    set_up
    cd "$root"
    if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
        system_libraries "$libraries_of_a_screen"
    fi
    # Qt ends the process without a screen, so ask first.
    trouble=$("$python" -c 'import sys, ui.screen; sys.stdout.write(ui.screen.why_no_window())')
    if [ -z "$trouble" ]; then
        say "Opening the sample workspace."
        exec "$python" -m ui --sample "$@"
    fi
    say "$trouble"
    say "So the main job is done here without a window; everything it makes goes to out/."
    exec "$python" -m negotiator demo --out out
}

summary=''
failures=0

# check NAME COMMAND…: runs one check, goes on after a failure, keeps a line for the end.
check() {
    name=$1
    shift
    say ""
    say "== $name"
    began=$(date +%s)
    if "$@"; then word='passed'; else
        word='FAILED'
        failures=$((failures + 1))
    fi
    summary="$summary$(printf '  %-8s %-22s %4d s' "$word" "$name" "$(($(date +%s) - began))")
"
}

tests() {
    system_libraries "$libraries_always"
    set_up
    cd "$root"
    QT_QPA_PLATFORM=offscreen
    export QT_QPA_PLATFORM
    if [ $# -gt 0 ]; then
        exec "$python" -m pytest "$@"
    fi
    check 'style (ruff check)' "$python" -m ruff check .
    check 'format (ruff format)' "$python" -m ruff format --check .
    check 'types (mypy)' "$python" -m mypy
    check 'layers, house rules' "$python" -m pytest tests/architecture
    check 'tests (pytest)' "$python" -m pytest --ignore=tests/architecture -n 2 --dist loadfile
    say ""
    say "Checks:"
    printf '%s' "$summary" >&2
    if [ "$failures" -gt 0 ]; then
        fail "$failures of 5 checks failed; what failed stands above."
    fi
    say "All 5 checks passed."
}

# LibreOffice is installed by this command alone: nothing else needs it.
office() {
    system_libraries "$libraries_always"
    set_up
    cd "$root"
    soffice=$(find_office) || {
        apt_install libreoffice-calc
        soffice=$(find_office)
    } || fail "LibreOffice was installed, yet neither soffice nor libreoffice is on the PATH. Put it there, then start again."
    exec "$python" -m tests.office.recalculate "$soffice"
}

find_office() {
    command -v soffice || command -v libreoffice
}

command=${1:-}
[ $# -eq 0 ] || shift
case $command in
    run) run "$@" ;;
    test) tests "$@" ;;
    cli)
        system_libraries "$libraries_always"
        set_up
        exec "$python" -m negotiator "$@"
        ;;
    bench)
        system_libraries "$libraries_always"
        set_up
        cd "$root"
        QT_QPA_PLATFORM=offscreen exec "$python" tests/benchmarks/run.py "$@"
        ;;
    office) office ;;
    setup)
        system_libraries "$libraries_always"
        set_up
        ;;
    lock)
        cd "$root"
        if command -v uv >/dev/null 2>&1; then uv='uv'; else uv='python3 -m uv'; fi
        $uv --version >/dev/null 2>&1 || fail "renewing the lock needs uv (pip install uv)."
        # shellcheck disable=SC2086
        $uv pip compile pyproject.toml --group dev --group build --universal --python-version 3.11 --fork-strategy fewest \
            --generate-hashes --no-header --no-annotate --quiet --output-file requirements.lock
        ;;
    build)
        system_libraries "$libraries_always"
        set_up
        cd "$root"
        exec "$python" -m PyInstaller --noconfirm --clean build.spec
        ;;
    '' | help | -h | --help) usage ;;
    *)
        usage >&2
        fail "there is no command \"$command\"."
        ;;
esac
