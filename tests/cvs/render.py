"""Render the sample CVs from their sources.

python tests/cvs/render.py                      all samples, each by its own producer, to sample_cvs/
python tests/cvs/render.py --only ada-mensah    one of them
python tests/cvs/render.py --all-producers DIR  every CV by every producer, to DIR
python tests/cvs/render.py --kept               those of them that the repository keeps, to tests/cvs/rendered/
"""

from __future__ import annotations

import argparse
import importlib
from pathlib import Path
from typing import TYPE_CHECKING

import truth

if TYPE_CHECKING:
    from collections.abc import Iterator

    from truth import TrueCv

# (producer, layout) of a source → template module, its function, suffix of the file.
PRODUCERS = {
    ("libreoffice", "one column"): ("libreoffice", "render", ".pdf"),
    ("libreoffice", "word styles"): ("libreoffice", "render_word_styles", ".pdf"),
    ("libreoffice", "word table"): ("libreoffice", "render_word_table", ".pdf"),
    ("libreoffice", "word typed bullets"): ("libreoffice", "render_word_typed", ".pdf"),
    ("libreoffice", "word sidebar text box"): ("libreoffice", "render_word_text_box", ".pdf"),
    ("libreoffice", "word content controls"): ("libreoffice", "render_word_controls", ".pdf"),
    ("latex", "one column"): ("latex", "render", ".pdf"),
    ("latex", "sidebar right"): ("latex", "render_sidebar", ".pdf"),
    ("latex", "moderncv"): ("moderncv", "render", ".pdf"),
    ("chromium", "sidebar left"): ("chromium", "render_left", ".pdf"),
    ("chromium", "sidebar right"): ("chromium", "render_right", ".pdf"),
    ("chromium", "spaced justified"): ("chromium", "render_spaced", ".pdf"),
    ("chromium", "margin dates"): ("chromium", "render_margin", ".pdf"),
    ("typst", "one column"): ("typst_page", "render", ".pdf"),
    ("typst", "sidebar left"): ("typst_page", "render_sidebar", ".pdf"),
    ("reportlab", "one column"): ("reportlab_page", "render", ".pdf"),
    ("python-docx", "styles"): ("word", "render_styles", ".docx"),
    ("python-docx", "table"): ("word", "render_table", ".docx"),
    ("python-docx", "typed bullets"): ("word", "render_typed", ".docx"),
    ("python-docx", "sidebar text box"): ("word_shapes", "render_text_box", ".docx"),
    ("python-docx", "content controls"): ("word_shapes", "render_controls", ".docx"),
}


RENDERED = truth.HERE / "rendered"
_LARGE = ("latex", "chromium", "typst")  # the repository keeps every other of their files


def is_kept(cv: TrueCv, producer: str, layout: str) -> bool:
    """Return whether the repository keeps a CV's file by that producer: all together take less than 10 MB."""
    number = [each.stem for each in truth.load_all()].index(cv.stem) + list(PRODUCERS).index(
        (producer, layout)
    )
    return producer not in _LARGE or number % 2 == 0


def render(cv: TrueCv, producer: str, layout: str, path: Path) -> None:
    """Write `cv` by the producer and layout named to `path`; KeyError when there is no such pair."""
    module, function, _ = PRODUCERS[producer, layout]
    getattr(importlib.import_module(f"templates.{module}"), function)(cv, path)


def jobs(only: str | None, everything: Path | None) -> Iterator[tuple[TrueCv, str, str, Path]]:
    """Yield (cv, producer, layout, path) for each file that is asked for."""
    for cv in truth.load_all():
        if only not in {None, cv.stem}:
            continue
        if everything is None:
            if not cv.producer:
                continue
            suffix = PRODUCERS[cv.producer, cv.layout][2]
            yield cv, cv.producer, cv.layout, truth.SAMPLES / (cv.stem + suffix)
            continue
        for (producer, layout), (_, _, suffix) in PRODUCERS.items():
            name = f"{cv.stem}.{producer}-{layout}{suffix}".replace(" ", "-")
            yield cv, producer, layout, everything / name


def main() -> None:
    """Read the arguments and render."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--only", metavar="NAME", help="the name of one source, without .toml")
    parser.add_argument("--all-producers", metavar="DIR", type=Path, help="every CV by every producer")
    parser.add_argument("--kept", action="store_true", help="those that the repository keeps")
    arguments = parser.parse_args()
    made = list(jobs(arguments.only, RENDERED if arguments.kept else arguments.all_producers))
    if arguments.kept:
        made = [each for each in made if is_kept(*each[:3])]
    if not made:
        parser.error(f"no source tests/cvs/{arguments.only}.toml")
    for cv, producer, layout, path in made:
        path.parent.mkdir(parents=True, exist_ok=True)
        render(cv, producer, layout, path)
        print(f"{path.name}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
