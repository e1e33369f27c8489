"""Is a file ever lost or half written? A run over many files is killed again and again, at random moments.

    python benchmarks/killed.py [--files 1000] [--times 50] [--jobs 1]

After each kill every file must be as it was or as it should become, nothing else may lie in the folder but what a run had
on its way, and after one run to the end every file must be repaired and the folder clean. Exits 1 where that fails.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

WRONG = "He called it “a fine day» and left. Nobody knew where the the key was.\n"
RIGHT = "He called it “a fine day” and left. Nobody knew where the key was.\n"
KINDS = {".txt": "{}", ".md": "# Title\n\n{}", ".html": "<p>{}</p>", ".srt": "1\n00:00:01,000 --> 00:00:02,000\n{}"}


def contents(number: int) -> tuple[str, str, str]:
    """Name of a file, its text, and its repaired text; every tenth is large enough to be written in pieces."""
    suffix, pattern = list(KINDS.items())[number % len(KINDS)]
    times = 400 if number % 10 == 0 else 1
    return f"{number:04}{suffix}", pattern.format(WRONG) * times, pattern.format(RIGHT) * times


def command(folder: Path, jobs: int) -> list[str]:
    """The run that is killed."""
    rules = "mixed-quotes,repeated-word"
    return [
        sys.executable,
        "-m",
        "textfix",
        "clean",
        "-i",
        "-q",
        "--lang",
        "en",
        "--select",
        rules,
        "-j",
        str(jobs),
        str(folder),
    ]


def judged(folder: Path, files: int) -> Counter[str]:
    """How many files are old, new or neither, and what else there is."""
    seen: Counter[str] = Counter()
    names = {p.name for p in folder.iterdir()}
    for number in range(files):
        name, old, new = contents(number)
        text = (folder / name).read_text("utf-8") if name in names else None
        seen["lost" if text is None else "old" if text == old else "new" if text == new else "half"] += 1
        names.discard(name)
    seen["on their way"] = sum(n.startswith(".textfix-") for n in names)
    seen["other"] = len(names) - seen["on their way"]
    return seen


def main() -> int:
    """Run the check."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=1000)
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    rng = random.Random(arguments.seed)
    bad, litter = 0, 0
    whole = 0.0  # seconds of a run to the end
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for round_ in range(arguments.times + 1):
            if round_ < 2 or judged(folder, arguments.files)["old"] < arguments.files // 4:
                for number in range(arguments.files):
                    file, old, _ = contents(number)
                    (folder / file).write_text(old, "utf-8")
            start = time.monotonic()
            process = subprocess.Popen(command(folder, arguments.jobs), start_new_session=True)
            if round_:  # the first run tells how long one takes
                time.sleep(rng.uniform(0.1, 1) * whole)
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            whole = whole or time.monotonic() - start
            seen = judged(folder, arguments.files)
            bad += seen["lost"] + seen["half"] + seen["other"]
            litter += seen["on their way"]
            print(f"{round_}: {dict(seen)}", flush=True)
        subprocess.run(command(folder, arguments.jobs), check=True)
        seen = judged(folder, arguments.files)
        print(f"to the end: {dict(seen)}")
        bad += arguments.files - seen["new"] + seen["on their way"]
    print(f"{arguments.times} kills, {bad} files lost, half written or left over; {litter} on their way, swept later")
    return 1 if bad else 0


if __name__ == "__main__":
    raise SystemExit(main())
