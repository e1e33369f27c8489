"""Files of any size: generated JSON Lines are cleaned in place; memory, speed, and what a second process brings.

    python benchmarks/scale.py [--size 10GB] [--jobs 1 --jobs 2] [--folder DIR]

Each line has a text of one to three sentences in English; one in a hundred has a fault. The peak is that of all processes
together, as the kernel tells it, at its highest. Speed is compared by wall time, so the machine must be idle for that.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

WHO = ("The captain", "Our neighbour", "A visitor from Leeds", "The woman at the desk", "Nobody in the village")
DID = ("said that", "had not known that", "wrote in March 2019 that", "was told, twice, that", "believes that")
WHAT = (
    "the first ferry leaves at nine",
    "the harbour would stay open until the end of May",
    "tickets cost 14 euros, or 9 for children",
    "it was “far too late” to turn back",
    "most of the island's guests (some 2,400 a year) come for the birds",
)
UNITS = {"KB": 10**3, "MB": 10**6, "GB": 10**9}


def size(text: str) -> int:
    """Bytes of a size such as 10GB."""
    m = re.fullmatch(r"(\d+)\s*(KB|MB|GB)", text)
    if m is None:
        raise argparse.ArgumentTypeError("a size such as 500MB or 10GB")
    return int(m[1]) * UNITS[m[2]]


def lines(seed: int = 1) -> Iterator[bytes]:
    """Records without end."""
    rng = random.Random(seed)
    for number in range(sys.maxsize):
        sentences = (f"{rng.choice(WHO)} {rng.choice(DID)} {rng.choice(WHAT)}." for _ in range(rng.randint(1, 3)))
        text = " ".join(sentences)
        if rng.random() < 0.01:
            text = text.replace(" the ", " the the ", 1)
        yield json.dumps({"id": number, "text": text, "score": round(rng.random(), 3)}).encode() + b"\n"


def generate(path: Path, wanted: int) -> None:
    """Write records until the file has `wanted` bytes; after the first 100 MB they repeat."""
    block = bytearray()
    for line in lines():
        block += line
        if len(block) >= min(wanted, 10**8):
            break
    with path.open("wb") as file:
        written = 0
        while written < wanted:
            written += file.write(block)


def peak(pid: int) -> int:
    """Bytes of memory that a process and its children hold now: what they share counts once, files in memory too."""
    total = 0
    for child in (pid, *children(pid)):
        try:
            text = Path(f"/proc/{child}/smaps_rollup").read_text()
        except OSError:
            continue
        total += sum(int(m) for m in re.findall(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)) * 1024
    return total


def children(pid: int) -> list[int]:
    """The processes that a process has begun."""
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [int(c) for c in found]


def clean(path: Path, jobs: int) -> tuple[float, int]:
    """Clean a file in place; return the seconds it took, and the highest memory seen."""
    command = [sys.executable, "-m", "textfix", "clean", "-q", "-i", "--lang", "en", "--field", "text", "-j", str(jobs)]
    start, highest = time.monotonic(), 0
    with subprocess.Popen([*command, str(path)]) as process:
        while process.poll() is None:
            highest = max(highest, peak(process.pid))
            time.sleep(0.2)
    if process.returncode:
        raise SystemExit(f"textfix ended with {process.returncode}")
    return time.monotonic() - start, highest


def main() -> None:
    """Run the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=size, default=size("10GB"))
    parser.add_argument("--jobs", type=int, action="append")
    parser.add_argument("--folder", help="where the file is made; it needs twice its size")
    arguments = parser.parse_args()
    first: float | None = None
    for jobs in arguments.jobs or [1, 2]:
        with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
            path = Path(folder) / "records.jsonl"
            generate(path, arguments.size)
            length = path.stat().st_size
            seconds, highest = clean(path, jobs)
        first = first or seconds
        print(
            f"--jobs {jobs}: {length / 1e6:,.0f} MB in {seconds:,.1f} s, {length / 1e6 / seconds:.2f} MB/s, "
            f"peak {highest / 1e6:.0f} MB, {first / seconds:.2f} times the first",
            flush=True,
        )


if __name__ == "__main__":
    main()
