"""`factcheck check` beside proselint on the same drafts: many at once, one cold, and a second run.

    python benchmarks/check.py [--drafts 1000] [--words 700]

The drafts are made here, from sentences of our own. proselint is timed where it is installed (`pip install proselint`);
it looks for other things (style, not facts), so the comparison is one of speed alone. Prints the time of each, drafts a
second, and the bars that must hold.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SENTENCES = """\
The council of Marrow Bay met on a grey afternoon and agreed to repair the sea wall before winter.
Residents counted {n} boats in the harbour, which is more than in the spring.
“We have waited long enough for this road,” said Ada Quill, who runs the bakery.
The new library holds about {n} books and opens in May 2024.
Nobody could say why the bell rang that night, and the sexton was not there to ask.
Fishermen landed {n} tonnes of herring, and prices fell by 3 percent.
A spokesman for the Drug Enforcement Administration declined to comment.
The bridge was closed for a week while engineers tested its cables and painted its rails.
Schools will stay open, the mayor said, though the buses run every other hour.
Who pays for the lighthouse has been argued over since it was built in 1931.
""".splitlines()


def main() -> None:
    """Time the commands and print the result."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--drafts", type=int, default=1000)
    parser.add_argument("--words", type=int, default=700)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = drafts(Path(folder) / "drafts", asked.drafts, asked.words)
        check = [sys.executable, "-m", "bot.cli", "check", "--offline"]
        cold = min(timed([*check, "--no-cache", str(made[0])], folder)[0] for _ in range(5))
        many, busy = timed([*check, "--no-cache", "drafts"], folder)
        two_hundred = [str(path) for path in made[:200]]
        timed([*check, *two_hundred], folder)
        again = min(timed([*check, *two_hundred], folder)[0] for _ in range(3))
        cores = len(os.sched_getaffinity(0))
        print(f"one draft, cold                {cold:6.2f} s   (bar: 0.8)")
        print(f"{len(two_hundred)} unchanged drafts          {again:6.2f} s   (bar: 1.0)")
        idle = cores * asked.drafts / busy
        print(f"{asked.drafts} drafts                 {many:6.2f} s   {asked.drafts / many:6.1f} a second (bar: 50)")
        print(f"  processor time              {busy:6.2f} s   {idle:6.1f} a second, were {cores} cores idle")
        if shutil.which("proselint"):
            theirs, busy = timed(["proselint", "check", *map(str, made)], folder)
            print(f"proselint, the same drafts     {theirs:6.2f} s   {asked.drafts / theirs:6.1f} a second")


def drafts(folder: Path, count: int, words: int) -> list[Path]:
    """Write the drafts; the same ones each time."""
    chance = random.Random(4)  # noqa: S311 - no secret
    folder.mkdir()
    paths = []
    for number in range(count):
        text: list[str] = []
        while sum(len(sentence.split()) for sentence in text) < words:
            text.append(chance.choice(SENTENCES).format(n=chance.randint(12, 9000)))
        body = "\n\n".join(" ".join(text[at : at + 4]) for at in range(0, len(text), 4))
        paths.append(folder / f"{number:04}.md")
        paths[-1].write_text(f"# Report {number} from Marrow Bay\n\n{body}\n", encoding="utf-8")
    return paths


def timed(command: list[str], folder: str) -> tuple[float, float]:
    """Seconds on the clock and of processor time."""
    before, began = os.times(), time.perf_counter()
    subprocess.run(command, cwd=folder, capture_output=True, check=False)
    seconds, after = time.perf_counter() - began, os.times()
    busy = after.children_user + after.children_system - before.children_user - before.children_system
    return seconds, busy


if __name__ == "__main__":
    main()
