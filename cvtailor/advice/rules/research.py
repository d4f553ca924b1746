"""RS: the research profile the article advises: code beside the work, publications, open source.

What counts is data: the lexicon's keywords with the signals `code_link` and `publication`, those of
kind `venue`, and those whose id speaks of open source. Where a role's lexicon has none of them, the
role does not ask for it, and the rule is silent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cvtailor import resources
from cvtailor.advice.groups import earnings, not_judgeable
from cvtailor.advice.rules.common import OPEN_SOURCE, PORTFOLIO, TRENDS, WORK, finding, some
from cvtailor.advice.types import Rule, Severity
from cvtailor.document import ObservationKind, SectionKind, Span
from cvtailor.lexicon.types import Signal
from cvtailor.nlp.types import Confidence

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cvtailor.advice.rules.common import Check
    from cvtailor.advice.types import Finding, Settings
    from cvtailor.lexicon.types import Lexicon
    from cvtailor.nlp.types import Evidence

RS01 = Rule(
    code="RS01",
    name="no-code-link",
    severity=Severity.WARNING,
    confidence=Confidence.MEDIUM,
    summary="No link to code stands beside the work.",
    why="The article advises to include case studies and code repositories. Code that can be read is the "
    "strongest evidence of programming; where it belongs to an employer, a write-up or a small public example "
    "serves.",
    example="Projects: Chest X-ray classifier",
    better="Projects: Chest X-ray classifier, github.com/ada-mensah/xray",
    source=PORTFOLIO,
)
RS02 = Rule(
    code="RS02",
    name="no-publication",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    summary="No publication, preprint or conference is named.",
    why="The article advises to follow conferences and preprints. A paper, a poster, a reading group or a paper "
    "that was implemented shows it; only what is true belongs here.",
    example="Interested in recent research",
    better="Implemented the method of a recent ICML paper and reproduced its main table",
    source=TRENDS,
)
RS03 = Rule(
    code="RS03",
    name="no-open-source",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    summary="No contribution to open source was found.",
    why="The article advises to collaborate on open-source projects or to publish a tool. A merged fix or a "
    "maintained package counts; starring a project does not.",
    example="Uses many open libraries",
    better="Merged two fixes for sparse inputs into an open-source library",
    source=OPEN_SOURCE,
)
RS04 = Rule(
    code="RS04",
    name="profile-link-only",
    severity=Severity.NOTE,
    confidence=Confidence.MEDIUM,
    summary="Links lead to a profile on a code host, none to the code of a project.",
    why="A reader with a minute looks at the one repository that is linked, not for it among forty.",
    example="Projects: Chest X-ray classifier (and github.com/ada-mensah in the header)",
    better="Projects: Chest X-ray classifier, github.com/ada-mensah/xray",
    source=PORTFOLIO,
)
_OPEN_SOURCE = "open-source"
PROFILE = 0.5  # share of the points for a link to a profile only (project convention)
_REPOSITORY = 2  # names after the host: owner and repository


def code_ids(lexicon: Lexicon) -> frozenset[str]:
    """Return the keywords that a link to code shows."""
    return frozenset(each.id for each in lexicon.keywords if Signal.CODE_LINK in each.signals)


def paper_ids(lexicon: Lexicon) -> frozenset[str]:
    """Return the keywords that stand for publications, preprints and conferences."""
    return frozenset(
        each.id for each in lexicon.keywords if Signal.PUBLICATION in each.signals or each.kind == "venue"
    )


def open_source_ids(lexicon: Lexicon) -> frozenset[str]:
    """Return the keywords that stand for open-source work."""
    return frozenset(each.id for each in lexicon.keywords if _OPEN_SOURCE in each.id)


def code_link(evidence: Evidence) -> bool:
    """Return whether the CV holds a link to code: written out, or behind the text."""
    document, ids = evidence.document, code_ids(evidence.lexicon)
    if any(_code_host(each) is not None for each in document.contact.links):
        return True
    return any(
        # A signal's mention has no form; of its signals only a link is a single word.
        mention.form is None
        and not mention.via
        and mention.standing.shown
        and len(document.text[mention.span.start : mention.span.end].split()) == 1
        for shown in evidence.keywords
        if shown.id in ids
        for mention in shown.mentions
    )


def code(evidence: Evidence) -> float:
    """Return 1 for a link to a repository or a page of one's own, half for a profile only, 0 for none."""
    if not code_link(evidence):
        return 0.0
    return PROFILE if profile_links_only(evidence) else 1.0


def profile_links_only(evidence: Evidence) -> bool:
    """Return whether all links to code lead to a person's page at a host, none to a repository."""
    known = [each for each in map(_code_host, _links(evidence)) if each is not None]
    return bool(known) and not any(known)


def repository_linked(evidence: Evidence) -> bool:
    """Return whether a link leads to a repository or to a page of one's own on a code host."""
    return any(_code_host(each) for each in _links(evidence))


def _links(evidence: Evidence) -> list[str]:
    """Return the addresses behind the text, and those written out in it that a person can see."""
    document = evidence.document
    hidden = [
        each.span for each in document.observations if each.kind is ObservationKind.HIDDEN_TEXT and each.span
    ]
    found = list(document.contact.links)
    at = 0
    for word in document.text.split():
        at = document.text.index(word, at)
        span = Span(start=at, end=at + len(word))
        at += len(word)
        if "." in word and "/" in word and not any(each.overlaps(span) for each in hidden):
            found.append(word.strip(".,;:()[]<>“”\"'"))
    return found


def _code_host(link: str) -> bool | None:
    """Return whether a link to a code host leads beyond a person's page; None for any other link.

    A page of its own on the host ("ada.github.io") leads to work; one name after the host
    ("github.com/ada") is a person's page, two are a repository.
    """
    address = link.strip().lower().split("://")[-1].removeprefix("www.")
    host, _, path = address.partition("/")
    hosts = tuple(resources.language("links")["code"])
    if host in hosts:
        return len([each for each in path.split("?")[0].split("/") if each]) >= _REPOSITORY
    return True if any(host.endswith("." + each) for each in hosts) else None


def papers(evidence: Evidence) -> float:
    """Return 1 where a publication is listed, else what the best venue or paper keyword earns."""
    if any(
        section.kind is SectionKind.PUBLICATIONS and section.all_items()
        for section in evidence.document.sections
    ):
        return 1.0
    earned = earnings(evidence)
    return max((earned.get(each, 0.0) for each in sorted(paper_ids(evidence.lexicon))), default=0.0)


def open_source(evidence: Evidence) -> float:
    """Return what the best open-source keyword earns."""
    earned = earnings(evidence)
    return max((earned.get(each, 0.0) for each in sorted(open_source_ids(evidence.lexicon))), default=0.0)


def _no_link(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    if not code_ids(evidence.lexicon) or not_judgeable(evidence) is not None or code_link(evidence):
        return
    projects = _projects(evidence)
    if projects:
        yield finding(RS01, evidence, f"No link to code stands beside {some(projects, 'project')}.")
    elif any(section.kind in WORK for section in evidence.document.sections):
        yield finding(RS01, evidence, "No link to code was found.", confidence=Confidence.LOW)


def _profile_only(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    projects = _projects(evidence)
    if code_ids(evidence.lexicon) and projects and profile_links_only(evidence):
        yield finding(
            RS04,
            evidence,
            f"No link leads to the code of the {some(projects, 'project')}, only to a profile.",
        )


def _projects(evidence: Evidence) -> int:
    return sum(
        len(section.entries) or len(section.items)
        for section in evidence.document.sections
        if section.kind is SectionKind.PROJECTS
    )


def _no_paper(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    if paper_ids(evidence.lexicon) and not_judgeable(evidence) is None and not papers(evidence):
        yield finding(RS02, evidence, "No publication, preprint or conference is named.")


def _no_open_source(evidence: Evidence, settings: Settings) -> Iterable[Finding]:  # noqa: ARG001
    if open_source_ids(evidence.lexicon) and not_judgeable(evidence) is None and not open_source(evidence):
        yield finding(RS03, evidence, "No contribution to open source was found.")


RULES: tuple[tuple[Rule, Check], ...] = (
    (RS01, _no_link),
    (RS02, _no_paper),
    (RS03, _no_open_source),
    (RS04, _profile_only),
)
