"""RS, continued: whether a reader can get from what is named to the work itself.

Each rule keeps silent where the links stand behind the text: an address that is not written out
could belong to any of the entries.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from cvtailor import resources
from cvtailor.advice.groups import not_judgeable
from cvtailor.advice.profile import words
from cvtailor.advice.rules.common import CERTIFICATIONS, PORTFOLIO, TRENDS, entries, finding, quote, some
from cvtailor.advice.rules.research import code_ids, paper_ids, repository_linked
from cvtailor.advice.types import Rule, Severity
from cvtailor.document import ItemKind, SectionKind
from cvtailor.nlp.types import Confidence, Standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cvtailor.advice.rules.common import Check
    from cvtailor.advice.types import Finding, Settings
    from cvtailor.document import Item, Section, Span
    from cvtailor.nlp.types import Evidence

RS05 = Rule(
    code="RS05",
    name="work-without-link",
    severity=Severity.NOTE,
    confidence=Confidence.LOW,
    summary="A project, or a library that was released, has no link beside it while others have.",
    why="The article advises to include code repositories with the work. A link in the entry itself is followed; one "
    "that has to be looked for is not. Where the work is not public, leave it as it is.",
    example="Projects: tilewatch (github.com/ada/tilewatch); Birdsong in the garden",
    better="Projects: tilewatch (github.com/ada/tilewatch); Birdsong in the garden (github.com/ada/birdsong)",
    source=PORTFOLIO,
)
RS06 = Rule(
    code="RS06",
    name="paper-without-year",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    summary="A publication names no year and does not say that it is still to appear.",
    why="A publication that says where and when it appeared can be found and weighed; “under review” or “in press” is "
    "as good as a year, if it is true.",
    example="A. Mensah. Few labels, whole hearts. Workshop on Medical Imaging.",
    better="A. Mensah. Few labels, whole hearts. Workshop on Medical Imaging, 2023.",
    source=TRENDS,
)
RS07 = Rule(
    code="RS07",
    name="certificate-without-year",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    summary="A certificate names no year.",
    why="The article names certificates that add credibility; many run out after two or three years, and a reader "
    "looks for the year.",
    example="AWS Certified Machine Learning – Specialty",
    better="AWS Certified Machine Learning – Specialty, 2024",
    source=CERTIFICATIONS + "; the year is a project convention",
)
RS08 = Rule(
    code="RS08",
    name="papers-without-link",
    severity=Severity.NOTE,
    confidence=Confidence.LOW,
    summary="None of the publications has a link, a DOI or an arXiv number.",
    why="The article advises to be at home on platforms such as arXiv. A number or a link takes the reader to the "
    "paper; a title has to be searched for.",
    example="A. Mensah. Few labels, whole hearts. Workshop on Medical Imaging, 2023.",
    better="A. Mensah. Few labels, whole hearts. Workshop on Medical Imaging, 2023. arXiv:2301.00001",
    source=TRENDS,
)
_MOST = 3  # findings of one kind: the point is made
_FEWEST = 4  # words of a publication or a name; less is a fragment
_LETTERS = 4  # of a word that tells a project's name from others
_LOOKED_AT = 50  # entries with something released; a CV has a few
_PATHS = 20_000  # letters of all addresses together
_YEAR = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?!\d)|[’']\d\d\b")
_NUMBER = re.compile(r"\bdoi\b|\barxiv\s*:?\s*\d|\b10\.\d{4,9}/|\bhttps?://|\bwww\.|\bISBN\b", re.IGNORECASE)


@functools.cache
def _address() -> re.Pattern[str]:
    domains = resources.any_of(resources.language("links")["domains"])
    return re.compile(rf"{_NUMBER.pattern}|[\w-]\.(?:{domains})/\S", re.IGNORECASE)


def _behind(evidence: Evidence) -> bool:
    """Return whether a link that leads beyond a front page stands behind the text, where no one sees it."""
    text = "".join(evidence.document.text.casefold().split())
    for link in evidence.document.contact.links:
        address = link.strip().casefold().split("://")[-1].removeprefix("www.").rstrip("/")
        # The part before a "?" may be printed without what follows it.
        if "@" not in address and address.count("/") and address.split("?")[0] not in text:
            return True
    return False


def _without_link(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    judged = code_ids(evidence.lexicon) and not_judgeable(evidence) is None
    if not judged or not repository_linked(evidence) or _behind(evidence):  # RS01 and RS04 speak of none
        return
    document = evidence.document
    paths = _paths(evidence)
    found = 0
    for section, entry in entries(evidence):
        told = document.text[entry.span.start : entry.span.end]
        if (
            section.kind is not SectionKind.PROJECTS
            or _address().search(told)
            or _named_in(entry.title or entry.name, paths)
        ):
            continue
        found += 1
        if entry.name and found <= _MOST:
            name = " ".join(entry.name.split())
            message = f"No link stands beside the project “{name}”."
            yield finding(RS05, evidence, message, span=entry.header)
    yield from _released(evidence, paths, _MOST - found)


def _released(evidence: Evidence, paths: str, most: int) -> Iterator[Finding]:
    """Yield bullets of work that gave code or data to others, with no link in their entry."""
    every = entries(evidence)
    linked: dict[int, bool] = {}
    for bullet in evidence.bullets:
        if most <= 0 or len(linked) > _LOOKED_AT:
            return
        if bullet.section is not SectionKind.EXPERIENCE or bullet.entry is None:
            continue
        gave = words("links", "released").within(bullet.text) and words("links", "things").within(bullet.text)
        if gave and bullet.entry not in linked:
            span = every[bullet.entry][1].span
            linked[bullet.entry] = _address().search(_text(evidence, span)) is not None
        if gave and not linked[bullet.entry] and not _named_in(bullet.text, paths):
            most -= 1
            message = "This was given to others, but no link leads to it."
            yield finding(RS05, evidence, message, span=bullet.span, place=bullet.place)


def _paths(evidence: Evidence) -> str:
    """Return the paths of all addresses of the CV, in small letters and digits only."""
    links = [
        *evidence.document.contact.links,
        *(each for each in evidence.document.text.split() if "/" in each),
    ]
    said = (_plain(each.split("://")[-1].partition("/")[2]) for each in links)
    return " ".join(said)[:_PATHS]


def _named_in(name: str | None, paths: str) -> bool:
    """Return whether a telling word of a name stands in an address ("tilewatch" in github.com/ada/tilewatch)."""
    telling = [_plain(each) for each in (name or "").split()]
    return any(len(each) >= _LETTERS and each in paths for each in telling)


def _plain(text: str) -> str:
    return "".join(each for each in text.casefold() if each.isalnum())


def _no_year(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    if not paper_ids(evidence.lexicon) or not_judgeable(evidence) is not None:
        return
    for section in _sections(evidence, SectionKind.PUBLICATIONS):
        items = _papers(section)
        bare = _undated(evidence, section, items)
        # Where most lack a year they stand above, beside or in lines of their own.
        if not bare or (2 * len(bare) > len(items) and _YEAR.search(_text(evidence, section.span))):
            continue
        for item in bare[:_MOST]:
            message = f"“{quote(evidence.document, item.span, 80)}” names no year."
            yield finding(RS06, evidence, message, span=item.span, place=item.place)


def _papers(section: Section) -> list[Item]:
    return [
        each
        for each in section.all_items()
        if each.kind in {ItemKind.PUBLICATION, ItemKind.BULLET} and len(each.text.split()) >= _FEWEST
    ]


def _undated(evidence: Evidence, section: Section, items: Iterable[Item]) -> list[Item]:
    """Return the items without a year, where neither their entry nor a line of the section holds one."""
    dated = [each.span for each in section.entries if each.start or each.end]
    heads = any(_YEAR.fullmatch(line.strip(" :•-")) for line in _text(evidence, section.span).splitlines())
    return [
        each
        for each in items
        if not heads
        and not _YEAR.search(each.text)
        and not words("publication", "pending").within(each.text)
        and not any(span.contains(each.span) for span in dated)
    ]


def _certificates(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    planned = [
        mention.span
        for shown in evidence.keywords
        for mention in shown.mentions
        if mention.standing in {Standing.PLANNED, Standing.DENIED}
    ]
    for section in _sections(evidence, SectionKind.CERTIFICATIONS):
        items = [each for each in section.all_items() if len(each.text) >= _LETTERS]
        bare = [
            each
            for each in _undated(evidence, section, items)
            if not any(each.span.contains(span) for span in planned)
        ]
        if bare and not (2 * len(bare) > len(items) and _YEAR.search(_text(evidence, section.span))):
            noun = some(len(bare), "certificate")
            yield finding(
                RS07,
                evidence,
                f"{noun} {'names' if len(bare) == 1 else 'name'} no year.",
                span=bare[0].span,
                place=bare[0].place,
            )


def _no_number(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    if not paper_ids(evidence.lexicon) or not_judgeable(evidence) is not None or _behind(evidence):
        return
    own = _sections(evidence, SectionKind.PUBLICATIONS)
    papers = [item for section in own for item in _papers(section)]
    linked = any(_address().search(_text(evidence, section.span)) for section in own)
    if papers and not linked:
        count = len(papers)
        message = (
            "The publication has no link, DOI or arXiv number."
            if count == 1
            else f"None of the {count} publications has a link, a DOI or an arXiv number."
        )
        yield finding(RS08, evidence, message, span=own[0].heading_span or own[0].span)


def _sections(evidence: Evidence, kind: SectionKind) -> list[Section]:
    return [each for each in evidence.document.sections if each.kind is kind]


def _text(evidence: Evidence, span: Span) -> str:
    return evidence.document.text[span.start : span.end]


RULES: tuple[tuple[Rule, Check], ...] = (
    (RS05, _without_link),
    (RS06, _no_year),
    (RS07, _certificates),
    (RS08, _no_number),
)
