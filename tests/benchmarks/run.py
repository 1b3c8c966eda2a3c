"""Runs the benchmarks and prints one table: ``sh dev.sh bench [NAME…]``.

Each module ``bench_*.py`` beside this file has ``run()``, which gives rows of (name, measured, yardstick) or `Row`s.
Each runs in a process of its own, so that no one's memory or warm caches count for another. The status is 1 where a
bound is not kept or a module fails.
"""

from __future__ import annotations

import json
import os
import platform
import subprocess
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.rows import Row, table  # noqa: E402

ELSEWHERE = "Not here: the engine beside LibreOffice recalculating the equal workbook. sh dev.sh office tells that."


def _machine() -> str:
    model, memory = platform.processor() or platform.machine(), ""
    cpu, meminfo = Path("/proc/cpuinfo"), Path("/proc/meminfo")
    if cpu.exists():
        models = [
            line.split(":", 1)[1].strip() for line in cpu.read_text().splitlines() if line.startswith("model name")
        ]
        model = models[0] if models else model
    if meminfo.exists():
        memory = f", {int(meminfo.read_text().split()[1]) / 1024**2:.0f} GB"
    return f"{model}, {os.cpu_count()} cores{memory}; {platform.platform()}; Python {platform.python_version()}"


def _run_one(name: str) -> None:
    """In the child: the rows of one module, as JSON on the last line."""
    rows = [row if isinstance(row, Row) else Row(*row) for row in import_module(f"tests.benchmarks.{name}").run()]
    sys.stdout.write("\n" + json.dumps([asdict(row) for row in rows]) + "\n")


def _rows_of(name: str) -> list[Row]:
    done = subprocess.run(
        [sys.executable, __file__, "--one", name],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ},
        check=False,
    )
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        return [Row(name.removeprefix("bench_"), "failed", reason, False)]
    return [Row(**row) for row in json.loads(done.stdout.strip().splitlines()[-1])]


def main(arguments: list[str]) -> int:
    """Run the modules named (all without a name). Returns the exit status."""
    if arguments[:1] == ["--one"]:
        _run_one(arguments[1])
        return 0
    names = sorted(path.stem for path in Path(__file__).parent.glob("bench_*.py"))
    if arguments:
        wanted = {f"bench_{argument.removeprefix('bench_')}" for argument in arguments}
        if unknown := wanted - set(names):
            sys.stderr.write(f"There is no benchmark {', '.join(sorted(unknown))}; there are: {', '.join(names)}.\n")
            return 2
        names = [name for name in names if name in wanted]
    rows: list[Row] = []
    for name in names:
        sys.stderr.write(f"{name.removeprefix('bench_')} …\n")
        rows += _rows_of(name)
    sys.stdout.write(f"{_machine()}\n\n{table(rows)}\n\n{ELSEWHERE}\n")
    return int(any(row.within is False for row in rows))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
