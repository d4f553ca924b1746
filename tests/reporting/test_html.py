"""The HTML report: one file, nothing fetched, links that lead somewhere, text of the CV inert; and in a browser."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from lxml import html as lxml_html

import cvtailor
from cvtailor.parsing import rendering
from cvtailor.reporting import html, redact
from cvtailor.reporting.types import ErrorDetail, FileError

SAMPLES = sorted((Path(__file__).parents[2] / "sample_cvs").iterdir())
HOSTILE = b"""# <script>alert(1)</script> Quill
pat@example.org | +1 555-0188

## Experience
### Engineer <img src=x onerror=alert(1)>, Firm & "Sons" 'Ltd'
2019 \xe2\x80\x93 2021
- Responsible for <script>alert(1)</script> and </style></title><svg onload=alert(1)> at https://evil.example.com/x.png
- Worked on javascript:alert(1) \x1b[31mred\x1b[0m \xe2\x80\xaeabc and "quotes' &amp; &lt;b&gt;

## Skills
Python, <b>Tensorflow</b>, Pytorch
"""


@cache
def page(name: str) -> str:
    """Return the report of a sample with its pages, of the hostile CV, or of several results."""
    if name == "hostile":
        document = cvtailor.parse(HOSTILE, file='a"><script>alert(1)</script>.md')
        return html.render([cvtailor.check(document)], documents={document.file: document})
    if name == "several":
        error = FileError(
            file="x.doc", error=ErrorDetail(kind="unsupported", message="Old <Word>.", hint="Save it.")
        )
        paths = [SAMPLES[0], SAMPLES[-2]]
        documents = {each.name: cvtailor.parse(each, file=each.name) for each in paths}
        empty = cvtailor.check(b"# Nobody\n", file="empty.md")
        return html.render([*map(cvtailor.check, documents.values()), empty, error], documents=documents)
    path = next(each for each in SAMPLES if each.name == name)
    document = cvtailor.parse(path, file=name)
    drawn = rendering.pages(path.read_bytes()) if path.suffix == ".pdf" else ()
    pictures = {name: [(each.width, each.height, each.png) for each in drawn]}
    return html.render([cvtailor.check(document)], documents={name: document}, pictures=pictures)


NAMES = [*(each.name for each in SAMPLES), "hostile", "several"]


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_unique_and_links_stay_in_the_page(name: str) -> None:
    tree = lxml_html.fromstring(page(name))
    ids = [str(each) for each in tree.xpath("//@id")]
    assert len(ids) == len(set(ids))
    links = [str(each) for each in tree.xpath("//@href")]
    assert links
    assert all(each.startswith("#") for each in links)
    assert {each[1:] for each in links} <= set(ids)


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_fetched_and_nothing_but_our_script_runs(name: str) -> None:
    tree = lxml_html.fromstring(page(name))
    assert all(str(each).startswith("data:image/png;base64,") for each in tree.xpath("//@src"))
    assert len(tree.xpath("//script")) == 1
    assert not tree.xpath("//@*[starts-with(name(), 'on')]")
    assert not tree.xpath("//link | //iframe | //object | //form | //svg")
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert policy.startswith("default-src 'none'")
    assert "url(" not in page(name)


def test_text_that_tries_to_be_markup_is_shown_as_text() -> None:
    tree = lxml_html.fromstring(page("hostile"))
    shown = tree.xpath("//div[@class='cv']")[0].text_content()
    assert "<script>alert(1)</script> and </style></title><svg onload=alert(1)>" in shown
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", page("hostile"))


@pytest.mark.parametrize("name", [each.name for each in SAMPLES])
def test_marks_and_rows_are_linked_both_ways(name: str) -> None:
    tree = lxml_html.fromstring(page(name))
    by_id = {str(each.get("id")): each for each in tree.xpath("//*[@id]")}
    marks = tree.xpath(
        "//a[contains(@class, 'finding') and (contains(@class, 'box') or contains(@class, 'mark')) and @id]"
    )
    rows = [by_id[each.get("href")[1:]] for each in marks]
    assert all(
        f"#{mark.get('id')}" in [str(h) for h in row.xpath(".//@href")]
        for mark, row in zip(marks, rows, strict=True)
    )


def test_a_redacted_report_shows_neither_name_nor_contact_facts() -> None:
    path = SAMPLES[0]
    document = cvtailor.parse(path, file="cv.pdf")
    name = document.contact.name
    assert name
    report = redact.without_name(cvtailor.check(document), name)
    text = html.render([report], documents={"cv.pdf": redact.text_hidden(document)})
    assert name.split()[-1] not in text
    assert document.contact.emails[0] not in text
    plain, painted = (
        rendering.pages(path.read_bytes())[0],
        rendering.pages(path.read_bytes(), hidden=redact.boxes(document))[0],
    )
    assert plain.png != painted.png
    assert redact.boxes(document)[1]


def test_a_file_that_cannot_be_drawn_gives_no_picture() -> None:
    assert rendering.pages(b"no pdf") == ()


def test_pictures_are_png_of_the_page() -> None:
    from PIL import Image

    first = rendering.pages(SAMPLES[0].read_bytes())[0]
    import io

    with Image.open(io.BytesIO(first.png)) as picture:
        picture.load()
        assert picture.size == (
            round(first.width * rendering.SCALE),
            round(first.height * rendering.SCALE),
        ) or (abs(picture.size[0] - first.width * rendering.SCALE) <= 1)
        assert len(picture.resize((20, 20)).getcolors() or []) > 3


def test_the_page_is_well_formed() -> None:
    for name in NAMES:
        etree.fromstring(page(name).encode(), etree.HTMLParser(recover=False, huge_tree=True))


# --- in a browser ---------------------------------------------------------------------------------


def _browser_path() -> str | None:
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Return a headless Chromium; without one the tests are left out, unless it is asked for."""
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError:
        _without("playwright is not installed")
    with sync_playwright() as playwright:
        try:
            started = playwright.chromium.launch(executable_path=_browser_path(), args=["--no-sandbox"])
        except Error as error:
            _without(f"no browser could be started ({str(error).splitlines()[0]})")
        yield started
        started.close()


def _without(why: str) -> None:
    if os.environ.get("CVTAILOR_BROWSER") == "required":
        pytest.fail(f"The HTML report was not looked at in a browser: {why}.")
    pytest.skip(f"The HTML report was not looked at in a browser: {why}.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", NAMES)
def test_in_a_browser(name: str, scheme: Any, browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(page(name), encoding="utf-8")
    context = browser.new_context(viewport={"width": 360, "height": 780}, color_scheme=scheme)
    shown = context.new_page()
    said: list[str] = []
    asked: list[str] = []
    shown.on("console", lambda message: said.append(message.text))
    shown.on("pageerror", lambda error: said.append(str(error)))
    shown.on("dialog", lambda dialog: (said.append(dialog.message), dialog.dismiss()))
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(file.as_uri())
    wide = shown.evaluate("document.scrollingElement.scrollWidth")
    others = [each for each in asked if each != file.as_uri() and not each.startswith("data:")]
    faults = _accessibility(shown)
    context.close()
    assert said == []
    assert others == []
    assert wide <= 360
    assert faults == []


def _accessibility(shown: Any) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(shown).response["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html'][:200]}" for each in found]


def test_without_script_it_can_be_read(browser: Any, tmp_path: Path) -> None:
    file = tmp_path / "report.html"
    file.write_text(page("ada-mensah.pdf"), encoding="utf-8")
    context = browser.new_context(java_script_enabled=False)
    shown = context.new_page()
    shown.goto(file.as_uri())
    text = shown.inner_text("main")
    buttons = shown.locator("button:visible").count()
    context.close()
    assert "Do first" in text
    assert "Page 1" in text
    assert buttons == 0
