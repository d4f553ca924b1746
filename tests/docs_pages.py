"""The pages of docs/: their blocks, links and headings, and the folder in which their programs run."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
_BLOCK = re.compile(r"^```([^\n]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_MADE = re.compile(r"(<!-- made from the code: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A fenced block; `output` is the text block that follows it at once, `start` and `end` are of the latter's text."""

    language: str
    text: str
    output: str | None = None
    start: int = 0
    end: int = 0


def blocks(page: str) -> list[Block]:
    """Return the blocks of a page; a `text` block right behind a program is that program's output."""
    found: list[Block] = []
    last = -1
    for match in _BLOCK.finditer(page):
        language, text = match[1].strip(), match[2]
        follows = found and not page[last : match.start()].strip()
        if language == "text" and follows and found[-1].language in {"python", "sh"}:
            before = found[-1]
            assert before.output is None
            found[-1] = Block(
                language=before.language,
                text=before.text,
                output=text,
                start=match.start(2),
                end=match.end(2),
            )
        else:
            found.append(Block(language=language, text=text))
        last = match.end()
    return found


def with_outputs(page: str, outputs: list[tuple[Block, str]]) -> str:
    """Return the page with these outputs in place of the ones that stand there."""
    for block, output in sorted(outputs, key=lambda pair: -pair[0].start):
        page = page[: block.start] + output + page[block.end :]
    return page


def with_made(page: str, makers: dict[str, Callable[[], str]]) -> str:
    """Return the page with what the code makes of its marked parts."""
    return _MADE.sub(lambda match: match[1] + makers[match[2]]() + match[3], page)


def links(page: str) -> list[str]:
    """Return the targets of the links outside blocks."""
    return _LINK.findall(re.sub(r"`[^`\n]*`", "", _BLOCK.sub("", page)))


def anchors(page: str) -> set[str]:
    """Return the addresses of a page's headings, as GitHub and Sphinx spell them."""
    heads = re.findall(r"^#{1,4} (.+)$", _BLOCK.sub("", page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).strip().replace(" ", "-") for each in heads}


_ADVERT = "Research scientist\n\nRequirements\n- Python and PyTorch\n- Experience with Kubernetes\n"


def furnish(folder: Path) -> None:
    """Put what the pages name into a folder: CVs, an advert, a lexicon of one's own, a git repository."""
    samples = ROOT / "sample_cvs"
    shutil.copy(samples / "ada-mensah.pdf", folder / "cv.pdf")
    shutil.copy(samples / "leonie-brandauer.docx", folder / "cv.docx")
    (folder / "cvs").mkdir()
    for name in ("ada-mensah.pdf", "rahul-devereux.docx", "yusra-benhaddou.pdf"):
        shutil.copy(samples / name, folder / "cvs" / name)
    shutil.copytree(DOCS / "schemas", folder / "schemas")
    (folder / "advert.txt").write_text(_ADVERT, encoding="utf-8")
    example = next(each for each in blocks(page("lexicon")) if each.language == "toml")
    (folder / "lab.toml").write_text(example.text, encoding="utf-8")
    git = ["git", "-c", "user.name=Mara Ilves", "-c", "user.email=mara@example.org"]
    for arguments in (
        ["init", "-q"],
        ["add", "."],
        ["commit", "-q", "-m", "CVs"],
        ["update-ref", "refs/remotes/origin/main", "HEAD"],
    ):
        subprocess.run([*git, *arguments], cwd=folder, check=True, capture_output=True)


def page(name: str) -> str:
    """Return a page's text."""
    return (DOCS / f"{name}.md").read_text(encoding="utf-8")
