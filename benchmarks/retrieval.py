"""How often the passage that settles a claim is among the first that ranking gives (recall@k), and how fast.

On the seeds: one archive of every page of the local web that may be evidence, some 1,200 pages of them others; the gold
passage of an expectation counts as found when one of the first k passages holds it. With `--data FOLDER`, also
`foolmetwice_dev.jsonl` there (one row a line: id, claim, evidence): all its evidence makes one archive, and a claim's
own evidence counts. `--show` prints what was missed.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parent.parent
sys.path += [str(ROOT / "tests"), str(Path(__file__).parent)]

import expected  # noqa: E402 - script folders, not packages
import finding  # noqa: E402 - same
import local_web  # noqa: E402 - same

from bot import article as articles  # noqa: E402 - after the path is set
from bot.evidence import Index, before  # noqa: E402 - same
from bot.evidence.meaning import Meaning  # noqa: E402 - same
from bot.language.locate import locate  # noqa: E402 - same
from bot.records import Claim, Kind, Snapshot, Source, Tier  # noqa: E402 - same
from bot.sources.extract import extract  # noqa: E402 - same

if TYPE_CHECKING:
    from collections.abc import Sequence

DEPTHS = (1, 3, 5, 10)
Query = tuple[str, Claim, str, list[str]]  # a label, the claim, the gold passage, the sentences before the claim


def snapshot(text: str, url: str, tier: Tier = Tier.PRIMARY, title: str | None = None) -> Snapshot:
    """A text as the archive keeps it."""
    digest = sha256(text.encode()).hexdigest()
    return Snapshot(digest, digest, text, Source(url, None, title, None, tier), None, 200)


def seeds() -> tuple[list[Snapshot], list[Query]]:
    """The local web as an archive, and for each expectation with a gold passage its claim and that passage."""
    kept = []
    for page in local_web.load().values():
        if page.status == 200 and page.title:  # noqa: PLR2004 - HTTP's own number
            read = extract(page.body, page.content_type.partition(";")[0], page.url)
            if not read.blocked:
                kept.append(snapshot(read.text, page.url, Tier(page.tier), read.title))
    queries = []
    for slug in expected.slugs():
        want = expected.load(slug)
        draft = articles.read(str(ROOT / "seeds" / want["article"]))
        for entry in want["claims"]:
            if "gold" in entry:
                made = finding.claim(draft, entry)
                queries.append((f"{slug} {entry['id']}", made, entry["gold"], before(draft, made)))
    return kept, queries


def labelled(path: Path) -> tuple[list[Snapshot], list[Query]]:
    """A labelled set as one archive of all its evidence."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    kept = {row["evidence"]: snapshot(row["evidence"], str(row["id"])) for row in rows}
    made = [
        (
            str(row["id"]),
            Claim(0, 1, row["claim"], row["claim"], Kind.OTHER, str(row["id"])),
            row["evidence"],
            list[str](),
        )
        for row in rows
    ]
    return list(kept.values()), made


def measure(
    name: str, kept: Sequence[Snapshot], queries: Sequence[Query], meaning: Meaning | None, *, shown: bool
) -> None:
    """Print recall at each depth, and queries per second."""
    index = Index(kept, meaning)
    texts = {each.sha256: each.text for each in kept}
    hits, missed = dict.fromkeys(DEPTHS, 0), []
    began = time.monotonic()
    ranked = [index.rank(claim, max(DEPTHS), leaning) for _, claim, _, leaning in queries]
    took = time.monotonic() - began
    for (label, claim, gold, _), passages in zip(queries, ranked, strict=True):
        place = next((at for at, p in enumerate(passages) if holds(p.text, texts[p.snapshot_sha256], gold)), None)
        for depth in DEPTHS:
            hits[depth] += place is not None and place < depth
        if place is None or place >= 5:  # noqa: PLR2004 - what a judge reads
            missed.append(f"  {label} at {place}: {claim.text[:100]!r}")
    shares = ", ".join(f"@{depth} {hits[depth] / len(queries):.3f}" for depth in DEPTHS)
    print(f"{name}: {len(index):,} passages, {len(queries):,} claims: {shares}; {len(queries) / took:.0f} queries/s")
    if shown:
        print("\n".join(missed))


def holds(passage: str, text: str, gold: str) -> bool:
    """Whether a passage settles the claim: it holds the gold words, or lies in a text that is nothing but these."""
    return locate(gold, passage) is not None or text == gold


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder with foolmetwice_dev.jsonl")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--meaning", action="store_true", help="rank by the extra `meaning`, too")
    options = parser.parse_args()
    meaning = Meaning() if options.meaning else None
    measure("seeds", *seeds(), meaning, shown=options.show)
    if options.data:
        measure("foolmetwice", *labelled(options.data / "foolmetwice_dev.jsonl"), meaning, shown=options.show)


if __name__ == "__main__":
    main()
