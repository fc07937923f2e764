"""`make bench`: run every measurement, print it and keep it in build/benchmarks.txt.

`python -m benchmarks [NAME …] [--documents N]` runs some of them, or on a smaller ledger.
"""

import argparse
import os
import platform
import subprocess
import sys
from pathlib import Path

from benchmarks import generate

FOLDER = Path(__file__).resolve().parent


def main() -> int:
    """Run each in a process of its own, so that none finds what another warmed up."""
    names = sorted(path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.py"))
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(names)}")
    parser.add_argument("--documents", type=int, default=generate.DOCUMENTS)
    given = parser.parse_args()
    environment = {**os.environ, generate.SIZE_VARIABLE: str(given.documents)}
    head = f"Python {platform.python_version()}, {platform.machine()}, {os.cpu_count()} cores"
    written = [head]
    print(head, flush=True)
    failed = 0
    for name in given.names or names:
        done = subprocess.run(
            [sys.executable, "-m", f"benchmarks.bench_{name}"],
            cwd=FOLDER.parent,
            env=environment,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        print(done.stdout, end="", flush=True)
        written.append(done.stdout.rstrip())
        failed |= done.returncode
    file = FOLDER.parent / "build" / "benchmarks.txt"
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join(written) + "\n", encoding="utf-8")
    return failed


if __name__ == "__main__":
    sys.exit(main())
