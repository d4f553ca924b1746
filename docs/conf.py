"""How the site is made from the pages: `python -m sphinx -W -n --keep-going docs build/site`."""

import re
from importlib.metadata import version as installed

from sphinx.application import Sphinx

project = "cvtailor"
author = "The cvtailor developers"
copyright = author
version = release = installed("cvtailor")

extensions = ["myst_parser"]
exclude_patterns = ["schemas"]
highlight_language = "none"  # a block without a language is no program
myst_heading_anchors = 4  # links to headings as GitHub spells them
html_theme = "furo"
html_title = "cvtailor"
html_static_path: list[str] = []
html_extra_path = ["schemas"]  # beside being linked, each schema has an address that does not change
html_show_copyright = html_show_sphinx = html_copy_source = False


def with_addresses(text: str) -> str:
    """Return the page of rules with an address for each, its code: `rules.html#wd01`."""
    return re.sub(r"^(### ([A-Z]{2}\d{2}) )", r"(\2)=\n\1", text, flags=re.MULTILINE)


def _read(app: Sphinx, name: str, source: list[str]) -> None:
    del app
    if name == "rules":
        source[0] = with_addresses(source[0])


def setup(app: Sphinx) -> None:
    """Give every rule its address."""
    app.connect("source-read", _read)
