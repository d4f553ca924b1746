"""A lexicon as a table in Markdown: what docs/applied-ml-researcher.md shows."""

from __future__ import annotations

from cvtailor.lexicon.types import Group, Lexicon

_COLUMNS = ("Group", "Members", "Need", "Weight", "Level", "Ask", "From the article")


def markdown(lexicon: Lexicon) -> str:
    """Return the lexicon's groups as a Markdown page (ends with a line break).

    `docs/<id>.md` is made by this function; a test compares the two.
    """
    lines = [
        f"# {lexicon.title}",
        "",
        (
            f"The groups of `lexicons/roles/{lexicon.id}.toml`, version {lexicon.version}, from *{lexicon.source}*. "
            "Made from that file by `cvtailor.lexicon.markdown`; edit the file, not this page."
        ),
        "",
        (
            "*Need*: how many members satisfy the group. *Weight*: its share of the keyword points, relative to the others. "
            "*Level*: essential, or a competitive edge. *Ask*: `name` (the word itself should appear), `show` (evidence "
            "counts, the word is never asked for), `none` (never scored)."
        ),
        "",
        f"| {' | '.join(_COLUMNS)} |",
        f"|{' --- |' * len(_COLUMNS)}",
        *(_row(lexicon, group) for group in lexicon.groups),
    ]
    asked = [group for group in lexicon.groups if group.questions]
    if asked:
        lines += ["", "## Interview topics", ""]
        for group in asked:
            lines += [f"**{group.title}**", "", *(f"- {each}" for each in group.questions), ""]
        lines.pop()
    return "\n".join(lines) + "\n"


def _row(lexicon: Lexicon, group: Group) -> str:
    cells = (
        group.title,
        ", ".join(lexicon.keyword(each).name for each in group.members),
        f"{group.need} of {len(group.members)}",
        f"{group.weight:g}",
        "essential" if group.essential else "edge",
        str(group.ask),
        "; ".join(group.source),
    )
    return f"| {' | '.join(each.replace('|', chr(92) + '|') for each in cells)} |"
