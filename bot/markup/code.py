"""Where a Markdown file holds code: fenced, indented, or between back-ticks in a line."""

from __future__ import annotations

from bot.markup.markdown import descendants, offsets_of, parsers, ranges

_BLOCKS = ("fenced_code_block", "indented_code_block")


def stretches(text: str) -> list[tuple[int, int]]:
    """Half-open stretches of `text`, in order."""
    data = text.encode("utf-8", "surrogatepass")
    offsets = offsets_of(text, data)
    blocks, inlines = parsers()
    root = blocks.parse(data).root_node
    nodes = [node for kind in _BLOCKS for node in descendants(root, kind)]
    for node in descendants(root, "inline"):
        if b"`" in data[node.start_byte : node.end_byte]:
            inlines.included_ranges = list(ranges(node))
            nodes += descendants(inlines.parse(data).root_node, "code_span")
    return sorted((offsets[node.start_byte], offsets[node.end_byte]) for node in nodes)
