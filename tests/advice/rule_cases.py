"""For every rule: evidence on which it must fire, and evidence on which it must not."""

from __future__ import annotations

import dataclasses
from typing import Any

from advice_factories import (
    DUTY,
    LEXICON,
    PLAIN,
    PROJECT,
    Job,
    cv,
    evidence,
    group,
    observe,
    ordinary,
    slot,
)
from hypothesis import strategies as st

from cvtailor.document import Observation, ObservationKind, SectionKind, Span
from cvtailor.lexicon.types import Ask
from cvtailor.nlp.types import Achievement, Evidence, Opening, Overall, Standing, Tense

EXPERIENCE, PROJECTS, SKILLS = SectionKind.EXPERIENCE, SectionKind.PROJECTS, SectionKind.SKILLS
Cases = dict[str, tuple[list[Evidence], list[Evidence]]]
NOW: tuple[str, str | None, str | None] = ("Orbit", "2021", "present")
PAST: tuple[str, str | None, str | None] = ("Orbit", "2019", "2021-06")
LINES = [
    "Trained a ranking model on two years of click logs in PyTorch",
    "Cut the latency of the search page by 40 % with a smaller model",
    "Wrote the evaluation scripts that the whole team still uses today",
    "Moved the feature store to Spark without a day of downtime",
    "Labelled 3,000 scans together with two radiologists at the clinic",
    "Mentored four interns on experiments, writing and code review",
    "Tuned the learning rate of the language model on a small budget",
    "Deployed the fraud model for all cards of the bank last spring",
    "Read and reproduced two papers a month for the reading group",
    "Measured drift of the forecast each night and told the planners",
]


def one(
    bullet: str = PLAIN,
    *,
    job: tuple[str, str | None, str | None] = NOW,
    kind: SectionKind = EXPERIENCE,
    paragraph: bool = False,
    weak: bool = False,
    result: str | None = None,
    **wording: Any,
) -> Evidence:
    """One bullet; `wording` holds fields of `Wording`, strings in tuples stand for slots."""
    document = cv([(kind, str(kind).title(), [(*job, [bullet])])], paragraph=paragraph)
    fields = {
        name: tuple(slot(document, each) for each in value)
        if isinstance(value, tuple) and name in {"person", "buzzwords", "fillers", "blanks"}
        else value
        for name, value in wording.items()
    }
    if "verb" in fields:
        fields["verb"] = slot(document, fields["verb"], document.text.index(bullet))
    return evidence(
        document,
        wording={bullet: fields},
        weak=(bullet,) if weak else (),
        measured={bullet: result} if result else {},
    )


def many(count: int = 4, measured: int = 0, **wording: Any) -> Evidence:
    lines = LINES[:count]
    document = cv([(EXPERIENCE, "Experience", [(*NOW, lines)])])
    return evidence(
        document,
        measured={each: each.split()[0] for each in lines[:measured]},
        wording=dict.fromkeys(lines, wording),
    )


def with_overall(**fields: Any) -> Evidence:
    return dataclasses.replace(many(10), overall=Overall(**fields))


def seen(*observations: Observation, **fields: Any) -> Evidence:
    document = cv([(EXPERIENCE, "Experience", [(*NOW, [PLAIN])])], observations=observations, **fields)
    return evidence(document)


LONG = " ".join(LINES[:5])


def _told(long: int, short: int) -> Evidence:
    """A job told in paragraphs, some of more than 40 words."""
    lines = [f"{LONG} in year {n}" for n in range(long)] + LINES[:short]
    return evidence(cv([(EXPERIENCE, "Experience", [(*NOW, lines)])], paragraph=True))


def _weakly(bullet: str, phrase: str) -> Evidence:
    """A bullet with this weak opening."""
    found = one(bullet, weak=True)
    weak = slot(found.document, phrase, found.bullets[0].span.start)
    own = found.bullets[0]
    return dataclasses.replace(
        found,
        bullets=(dataclasses.replace(own, wording=dataclasses.replace(own.wording, weak=weak)),),
    )


def sections(*content: tuple[SectionKind, str, list[Job | str]], **fields: Any) -> Evidence:
    return evidence(cv(list(content), **fields))


def shows(**standings: Standing | str) -> Evidence:
    """The ordinary CV with these standings: keyword id (underscore for hyphen) to a standing."""
    words = {
        "python": "Python",
        "torch": "PyTorch",
        "cnn": "PyTorch",
        "keras": "Keras",
        "algebra": "linear algebra",
    }
    given = {}
    for name, standing in standings.items():
        id = name.replace("_", "-")
        # What a keyword is implied by never names it.
        implied = Standing(standing) is Standing.IMPLIED and id != "cnn"
        given[id] = (Standing(standing), "search" if implied else words.get(id, "search"))
    return ordinary(shown=given)


def spans(count: int) -> tuple[Span, ...]:
    return tuple(bullet.span for bullet in many(10).bullets[:count])


def pairs(*indices: tuple[int, int]) -> tuple[tuple[Span, Span], ...]:
    every = spans(10)
    return tuple((every[a], every[b]) for a, b in indices)


def spelt(*words: str) -> tuple[Any, ...]:
    return tuple(slot(many(10).document, each) for each in words)


def dated(*styles: tuple[str, str]) -> tuple[tuple[str, Any], ...]:
    return tuple((style, slot(many(10).document, words)) for style, words in styles)


def observed(*kinds: ObservationKind) -> tuple[list[Evidence], list[Evidence]]:
    """Fires on each of its kinds, with and without a span or beside others; not on any other kind."""
    others = [each for each in ObservationKind if each not in kinds]
    fires = []
    for kind in kinds:
        fires += [
            seen(observe(kind)),
            seen(observe(kind, "")),
            seen(dataclasses.replace(observe(kind), span=Span(start=0, end=3))),
            seen(observe(kind), observe(kind)),
            seen(observe(others[0]), observe(kind)),
            seen(observe(kind), email=None),
            seen(observe(kind), pages=None),
            sections(observations=(observe(kind),)),
            sections((SKILLS, "Skills", ["Python"]), observations=(observe(kind),)),
            seen(observe(kind), language="und"),
        ]
    return fires, [*(seen(observe(each)) for each in others), seen(), ordinary()]


READABILITY: Cases = {
    "RD01": observed(ObservationKind.NO_TEXT),
    "RD02": observed(ObservationKind.HIDDEN_TEXT),
    "RD03": observed(ObservationKind.INSTRUCTIONS),
    "RD04": observed(ObservationKind.COLUMNS),
    "RD05": observed(ObservationKind.TABLE, ObservationKind.TEXT_BOX),
    "RD06": observed(ObservationKind.CONTACT_IN_HEADER),
    "RD07": observed(ObservationKind.ODD_GLYPHS),
    "RD08": (
        [
            *(seen(language=each) for each in ("de", "fr", "es", "pl", "tr", "zh", "ar", "nl", "pt", "ja")),
            seen(observe(ObservationKind.OTHER_LANGUAGE), language="de"),
            seen(observe(ObservationKind.OTHER_LANGUAGE), language="und"),
        ],
        [
            seen(),
            seen(language="und"),
            *(seen(observe(each), language="und") for each in list(ObservationKind)[:8]),
            dataclasses.replace(
                seen(), document=dataclasses.replace(seen().document, language="de", text=" ")
            ),
        ],
    ),
    "RD09": observed(ObservationKind.READERS_DISAGREE),
    "RD10": observed(ObservationKind.UNKNOWN_HEADING),
    "RD11": observed(ObservationKind.PARTLY_SCANNED, ObservationKind.READ_LIMIT),
    "RD12": observed(ObservationKind.TEXT_IN_PICTURE),
    "RD13": observed(ObservationKind.FILE_PROPERTIES),
    "RD14": observed(ObservationKind.COPYING_FORBIDDEN),
}

_JOB: Job = (*NOW, [PLAIN])
_OTHER_KINDS = [
    SectionKind.EDUCATION,
    SectionKind.TEACHING,
    SectionKind.AWARDS,
    SectionKind.SERVICE,
    SectionKind.SUMMARY,
    SectionKind.INTERESTS,
    SectionKind.LANGUAGES,
    SectionKind.CERTIFICATIONS,
    SectionKind.PUBLICATIONS,
    SectionKind.OTHER,
]
_BARE = ("Orbit", "2021", "2022", [])
_PROSE = "Built a chess engine that learns from its own games and plays on a phone in under one second, with code and data open to all"


def _dates(start: str | None, end: str | None, kind: SectionKind = EXPERIENCE) -> Evidence:
    return sections((kind, "Section", [("Orbit", start, end, [PLAIN])]))


def _roles(*bare: int, count: int = 5, kind: SectionKind = EXPERIENCE) -> Evidence:
    jobs: list[Job | str] = [
        (f"Firm{n}", str(2020 - n), str(2021 - n), [] if n in bare else [LINES[n]]) for n in range(count)
    ]
    return sections((kind, "Section", jobs))


STRUCTURE: Cases = {
    "ST01": (
        [sections((kind, "Section", [PLAIN])) for kind in _OTHER_KINDS],
        [
            *(
                sections((EXPERIENCE, "Work", [_JOB]), (kind, "Section", [PLAIN]))
                for kind in _OTHER_KINDS[:5]
            ),
            *(
                sections((PROJECTS, "Projects", [_JOB]), (kind, "Section", [PLAIN]))
                for kind in _OTHER_KINDS[:5]
            ),
            sections(),
            seen(language="de"),
        ],
    ),
    "ST02": (
        [sections((kind, "Section", [_JOB]), email=None) for kind in (EXPERIENCE, PROJECTS, *_OTHER_KINDS)],
        [
            *(sections((kind, "Section", [_JOB])) for kind in (EXPERIENCE, PROJECTS, *_OTHER_KINDS)),
            sections(email=None),
        ],
    ),
    "ST03": (
        [
            _dates(None, None),
            *(
                sections((EXPERIENCE, "Work", [*(_JOB,) * n, (f"Firm{n}", None, None, [LINES[n]])]))
                for n in range(1, 10)
            ),
        ],
        [
            *(_dates(None, None, kind) for kind in (PROJECTS, *_OTHER_KINDS)),
            _dates("2021", None),
            _dates(None, "2021"),
            _dates("2021", "present"),
        ],
    ),
    "ST04": (
        [seen(pages=pages) for pages in range(3, 13)],
        [
            seen(pages=1),
            seen(pages=2),
            seen(pages=None),
            ordinary(),
            *(
                sections((SectionKind.PUBLICATIONS, "Papers", ["A paper on cats"]), pages=pages)
                for pages in range(3, 9)
            ),
        ],
    ),
    "ST05": (
        [sections((kind, "Section", []), (EXPERIENCE, "Work", [_JOB])) for kind in (PROJECTS, *_OTHER_KINDS)],
        [*(sections((kind, "Section", [PLAIN])) for kind in (PROJECTS, *_OTHER_KINDS)), _dates("2021", None)],
    ),
    "ST06": (
        [
            sections((EXPERIENCE, "Work", [_BARE])),
            sections((PROJECTS, "Projects", [_BARE])),
            *(_roles(n) for n in range(3)),
            *(_roles(n, kind=PROJECTS) for n in range(5)),
        ],
        [
            _roles(),
            _roles(3),
            _roles(4),
            _roles(3, 4),
            *(sections((kind, "Section", [_BARE])) for kind in _OTHER_KINDS[:6]),
            sections((PROJECTS, "Projects", [(_PROSE, None, None, [])])),
        ],
    ),
    "ST07": (
        [
            _dates("2021", "2020"),
            _dates("2021-03", "2021-02"),
            _dates("2021-03", "2020"),
            _dates("2022", "2021-12"),
            _dates("2019-12", "2019-01"),
            *(_dates("2021", "2019", kind) for kind in _OTHER_KINDS[:5]),
        ],
        [
            _dates("2020", "2021"),
            _dates("2021-02", "2021-03"),
            _dates("2021-03", "2021-03"),
            _dates("2021", "2021-01"),
            _dates("2021-06", "2021"),
            _dates("2021", "present"),
            _dates(None, "2020"),
            _dates("2020", None),
            _dates(None, None),
            _dates("2019-12", "2020-01"),
        ],
    ),
    "ST08": (
        [*(_told(long, 0) for long in range(1, 6)), *(_told(long, long - 1) for long in range(2, 7))],
        [
            *(_told(long, long) for long in range(1, 4)),
            *(_told(0, short) for short in range(1, 4)),
            *(one(each) for each in LINES[:4]),
            ordinary(),
            one(LONG, words=50),
            one(LONG, words=40, paragraph=True),
        ],
    ),
}


def _lexicon(*groups: Any) -> Any:
    return dataclasses.replace(LEXICON, groups=groups)


def _with(lexicon: Any) -> Evidence:
    return dataclasses.replace(ordinary(), lexicon=lexicon)


def _misspelt(*pairs_: tuple[str, str]) -> Evidence:
    bullet = "Trained in " + " and ".join(wrong for wrong, _ in pairs_) + " on one machine for a week"
    document = cv([(EXPERIENCE, "Experience", [(*NOW, [bullet])])])
    return evidence(
        document,
        wording={bullet: {"misspelt": tuple((slot(document, wrong), usual) for wrong, usual in pairs_)}},
    )


_ABSENT = [Standing.PLANNED, Standing.DENIED, Standing.ABSENT]
_SHOWN = [each for each in Standing if each.shown]
KEYWORDS: Cases = {
    "KW01": (
        [
            ordinary(),
            *(shows(python=each, torch="used", cnn="used", teamwork="used") for each in _ABSENT),
            *(shows(python="used", torch=each, cnn="used", teamwork="used") for each in _ABSENT),
            *(shows(python="used", torch="used", cnn="used", teamwork=each) for each in _ABSENT),
        ],
        [
            *(shows(python=each, torch="used", cnn="used", teamwork="used") for each in _SHOWN),
            *(shows(julia="used", keras="used", cnn="used", teamwork=each) for each in _SHOWN),
            _with(_lexicon(group("maths", "calculus", essential=False))),
            _with(_lexicon(group("talk", "interview", ask=Ask.NONE))),
            _with(_lexicon(group("zero", "fortran", weight=0.0))),
            seen(language="de"),
        ],
    ),
    "KW02": (
        [
            ordinary(),
            *(shows(python=each, torch="used", cnn="used") for each in ("listed", "claimed")),
            *(shows(julia=each, torch="used", cnn="used") for each in ("listed", "claimed")),
            *(shows(python="used", keras=each, cnn="used") for each in ("listed", "claimed")),
            *(shows(python="used", torch="used", cnn=each) for each in ("listed", "claimed")),
            shows(python="used", torch="used", cnn="used", calculus="claimed"),
        ],
        [
            shows(),
            *(shows(python="used", julia=each) for each in ("listed", "claimed")),
            *(shows(torch="proven", keras=each) for each in ("listed", "claimed")),
            *(shows(teamwork=each) for each in ("listed", "claimed")),
            *(shows(interview=each) for each in ("listed", "claimed")),
            *(shows(fortran=each) for each in ("listed", "claimed")),
            shows(python="planned"),
            shows(algebra="used", calculus="held"),
        ],
    ),
    "KW03": (
        [
            ordinary(),
            shows(cnn="implied"),
            shows(python="implied"),
            shows(julia="implied"),
            shows(torch="implied"),
            shows(keras="implied"),
            shows(algebra="implied"),
            shows(calculus="implied"),
            shows(algebra="used", calculus="implied"),
            shows(algebra="listed", calculus="implied"),
        ],
        [
            *(shows(cnn=each) for each in Standing if each is not Standing.IMPLIED),
            shows(teamwork="implied"),
            shows(paper="implied"),
            shows(interview="implied"),
            shows(fortran="implied"),
            shows(python="used", julia="implied"),
            shows(torch="held", keras="implied"),
        ],
    ),
    "KW04": (
        [
            *(
                _misspelt(each)
                for each in (
                    ("Pytorch", "PyTorch"),
                    ("Tensorflow", "TensorFlow"),
                    ("Sci-kit Learn", "scikit-learn"),
                    ("Numpy", "NumPy"),
                    ("Javascript", "JavaScript"),
                    ("Github", "GitHub"),
                    ("Matlab", "MATLAB"),
                    ("Postgre SQL", "PostgreSQL"),
                )
            ),
            _misspelt(("Pytorch", "PyTorch"), ("Tensorflow", "TensorFlow")),
            _misspelt(("Pytorch", "PyTorch"), ("Numpy", "NumPy"), ("Github", "GitHub")),
        ],
        [*(one(each) for each in LINES), ordinary()],
    ),
}


def _blanks(bullet: str, *blanks: str, **fields: Any) -> Evidence:
    return one(bullet, blanks=blanks, **fields)


def _achieved(**slots: str) -> Evidence:
    bullet = LINES[1]
    plain = one(bullet, result="40")
    document = plain.document
    made = Achievement(**{name: slot(document, words) for name, words in slots.items()})
    return dataclasses.replace(
        plain, bullets=tuple(dataclasses.replace(each, achievements=(made,)) for each in plain.bullets)
    )


def _not_measurable(each: Evidence) -> Evidence:
    return dataclasses.replace(
        each, bullets=tuple(dataclasses.replace(bullet, measurable=False) for bullet in each.bullets)
    )


ACHIEVEMENTS: Cases = {
    "AC01": (
        [
            many(count, measured)
            for count, measured in [(1, 0), (2, 0), (3, 1), (4, 1), (5, 2), (7, 3), (8, 3), (10, 0), (10, 4)]
        ]
        + [one(kind=SectionKind.TEACHING)],
        [
            many(count, measured)
            for count, measured in [(1, 1), (2, 1), (2, 2), (3, 2), (4, 2), (5, 3), (6, 3), (10, 5), (10, 10)]
        ]
        + [sections((SKILLS, "Skills", ["Python"])), sections()],
    ),
    "AC02": (
        [
            *(
                many(count, measured)
                for count, measured in [(1, 0), (2, 0), (3, 1), (4, 1), (5, 2), (7, 3), (10, 4)]
            ),
            one(opening=Opening.WEAK),
            one(opening=Opening.WEAK, kind=PROJECTS),
            one(kind=PROJECTS),
        ],
        [
            *(
                many(count, measured)
                for count, measured in [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (10, 5), (10, 10)]
            ),
            one(opening=Opening.PASSIVE),
            one(opening=Opening.NOUN),
            one(opening=Opening.OTHER),
            _blanks("Cut latency by [X %] on phones", "[X %]"),
            sections((SKILLS, "Skills", ["Python"])),
        ],
    ),
    "AC03": (
        [
            _blanks(f"Cut latency by {blank} on phones with a small model", blank)
            for blank in (
                "[X %]",
                "[X]",
                "[X ms to Y ms]",
                "[N]",
                "[number]",
                "[, saving X hours]",
                "[TODO]",
                "XX%",
                "<metric>",
                "[…]",
            )
        ],
        [*(one(each) for each in LINES), ordinary()],
    ),
    "AC04": (
        [
            _achieved(amount="40", unit="%", change="Cut"),
            _achieved(amount="40", unit="%", direction="Cut"),
            _achieved(amount="40", unit="%", change="Cut", direction="Cut"),
            _achieved(amount="40", unit="%", change="Cut", action="Cut"),
            _achieved(amount="40", unit="%", change="Cut", object="latency"),
            _achieved(amount="40", unit="%", direction="Cut", object="latency"),
            _achieved(amount="40 %", change="Cut"),
            _achieved(amount="40 %", direction="Cut"),
            _achieved(amount="by 40 %", change="Cut", action="Cut"),
            _achieved(amount="40 %", change="Cut", object="latency"),
        ],
        [
            _achieved(amount="40"),
            _achieved(amount="40", change="Cut", object="latency"),
            _achieved(amount="40", direction="Cut"),
            _achieved(amount="40", unit="%"),
            _achieved(amount="40", unit="search", change="Cut"),
            _achieved(amount="40", unit="%", change="Cut", metric="latency"),
            _achieved(amount="40", metric="latency"),
            _achieved(amount="40", unit="%", metric="latency"),
            _achieved(amount="40", baseline="search"),
            _achieved(amount="40", value="search"),
            _achieved(amount="40", method="a smaller model"),
            _achieved(metric="latency"),
            _achieved(value="40"),
            _achieved(object="latency"),
            _achieved(),
            one(),
            _not_measurable(_achieved(amount="40", unit="%", change="Cut")),
        ],
    ),
}

_I = "I wrote the data pipeline of our search team in Python and tested it"
_BUZZ = "Successfully leveraged synergies across the search team to drive impact in a dynamic setting"
WORDING: Cases = {
    "WD01": (
        [one(each, weak=True) for each in (DUTY, *LINES[:9])]
        + [
            _weakly("Worked with two analysts and the bank", "Worked with"),
            _weakly("Helped with training", "Helped with"),
            _weakly("Helped staff with the move", "Helped"),
        ],
        [
            *(one(each) for each in LINES),
            ordinary(weak=()),
            _weakly("Worked with two analysts to put a forecast into production", "Worked with"),
            _weakly("Work closely with engineers to bring models into service", "Work closely with"),
            _weakly("Helped train new cashiers", "Helped"),
            _weakly("Helped to write the staff handbook", "Helped to"),
        ],
    ),
    "WD02": (
        [
            one(_I, person=("I",)),
            one(_I, person=("I",), kind=PROJECTS),
            one(_I, person=("I", "our")),
            *(
                one(f"{who} built the ranking model of the search page last year", person=(who,), kind=kind)
                for who, kind in zip(
                    ("I", "We", "My team", "Me", "Myself", "Ours", "Us"),
                    (EXPERIENCE, PROJECTS, *_OTHER_KINDS[:4], EXPERIENCE),
                    strict=True,
                )
            ),
        ],
        [*(one(each) for each in LINES), ordinary(), one(_I, person=("our",))],
    ),
    "WD03": (
        [
            one(_BUZZ, buzzwords=("synergies",)),
            one(_BUZZ, fillers=("Successfully",)),
            one(_BUZZ, buzzwords=("leveraged",), fillers=("Successfully",)),
            one(_BUZZ, buzzwords=("synergies", "dynamic")),
            one(_BUZZ, buzzwords=("impact",)),
            one(_BUZZ, buzzwords=("dynamic",)),
            one(_BUZZ, buzzwords=("leveraged",)),
            one(_BUZZ, buzzwords=("drive impact",)),
            one(_BUZZ, fillers=("Successfully",), kind=PROJECTS),
            one(_BUZZ, fillers=("Successfully",), kind=SectionKind.TEACHING),
        ],
        [*(one(each) for each in LINES), ordinary()],
    ),
    "WD04": (
        [one(words=words) for words in (31, 32, 35, 40, 45, 50, 60, 80, 100)]
        + [one(words=31, kind=PROJECTS)],
        [
            *(one(words=words) for words in (30, 29, 25, 20, 12, 8, 3)),
            *(one(words=words, paragraph=True) for words in (31, 60, 120)),
        ],
    ),
    "WD05": (
        [
            *(one(words=words) for words in range(1, 8)),
            *(one(words=words, kind=PROJECTS) for words in (2, 5, 7)),
        ],
        [
            *(one(words=words) for words in (8, 9, 30)),
            one(LINES[1], words=5, result="40"),
            *(one(words=4, kind=kind) for kind in _OTHER_KINDS[:4]),
            one(words=5, paragraph=True),
            one(words=0),
        ],
    ),
    "WD06": (
        [with_overall(repeated_verbs=(("develop", spans(n)),)) for n in range(3, 11)]
        + [
            with_overall(repeated_verbs=(("build", spans(2)), ("train", spans(3)))),
            with_overall(repeated_verbs=(("build", spans(4)), ("train", spans(3)))),
        ],
        [
            with_overall(),
            with_overall(repeated_verbs=(("develop", spans(2)),)),
            with_overall(repeated_verbs=(("develop", spans(1)),)),
            with_overall(repeated_verbs=(("build", spans(2)), ("train", spans(2)))),
            *(many(n) for n in range(1, 7)),
        ],
    ),
    "WD07": (
        [with_overall(near_duplicates=pairs((0, n))) for n in range(1, 9)]
        + [with_overall(near_duplicates=pairs((0, 1), (2, 3))), with_overall(near_duplicates=pairs((5, 9)))],
        [with_overall(), *(many(n) for n in range(1, 10))],
    ),
    "WD08": (
        [
            one(
                "Leads the search team of six people and plans its work",
                job=PAST,
                verb="Leads",
                tense=Tense.PRESENT,
            ),
            one(
                "Leading the search team of six people in two cities",
                job=PAST,
                verb="Leading",
                tense=Tense.PRESENT,
            ),
            one("Lead the search team of six people in two cities", job=PAST, verb="Lead", tense=Tense.BASE),
            *(
                one(
                    f"{verb} the models of the search page every month",
                    job=PAST,
                    verb=verb,
                    tense=Tense.PRESENT,
                )
                for verb in ("Trains", "Builds", "Deploys", "Tests", "Evaluates")
            ),
            one(
                "Helps to build the models of the page",
                job=PAST,
                verb="Helps",
                tense=Tense.PRESENT,
                opening=Opening.WEAK,
            ),
            one(
                "Teaches statistics to first-year students of physics",
                job=PAST,
                verb="Teaches",
                tense=Tense.PRESENT,
                kind=SectionKind.TEACHING,
            ),
        ],
        [
            one("Leads the search team of six people and plans its work", verb="Leads", tense=Tense.PRESENT),
            one("Lead the search team of six people and plan its work", verb="Lead", tense=Tense.BASE),
            one("Led the search team of six people and planned its work", verb="Led", tense=Tense.PAST),
            one("Led the search team of six people in two cities", job=PAST, verb="Led", tense=Tense.PAST),
            one(
                "Builds a map of all trees in the city",
                job=PAST,
                kind=PROJECTS,
                verb="Builds",
                tense=Tense.PRESENT,
            ),
            one(
                "Leads the search team of six", job=("Orbit", "2019", None), verb="Leads", tense=Tense.PRESENT
            ),
            one("Leads the search team of six", job=("Orbit", None, None), verb="Leads", tense=Tense.PRESENT),
            one(
                "Team lead for search and ads in two cities",
                job=PAST,
                opening=Opening.NOUN,
                tense=Tense.PRESENT,
            ),
            one("Leads the search team of six", job=PAST, verb="Leads", tense=Tense.UNKNOWN),
            one("Three models in production since the first year", job=PAST, opening=Opening.OTHER),
        ],
    ),
    "WD09": (
        [
            with_overall(british=spelt(*british), american=spelt(*american))
            for british, american in [
                (("Labelled",), ("model",)),
                (("Labelled", "planners"), ("model",)),
                (("Labelled",), ("model", "search")),
                (("Labelled", "planners"), ("model", "search")),
                (("Tuned",), ("model",)),
                (("Read",), ("model",)),
                (("Moved",), ("store",)),
                (("Cut",), ("store",)),
                (("Wrote",), ("team",)),
                (("Mentored",), ("review",)),
            ]
        ],
        [
            with_overall(),
            with_overall(british=spelt("Labelled")),
            with_overall(american=spelt("model")),
            with_overall(british=spelt("Labelled", "planners", "review")),
            with_overall(american=spelt("model", "search", "store")),
            *(many(n) for n in range(1, 6)),
        ],
    ),
    "WD10": (
        [
            with_overall(full_stops=a, no_full_stops=b)
            for a, b in [(2, 2), (2, 8), (8, 2), (5, 5), (3, 7), (7, 3), (4, 6), (2, 30), (30, 2), (12, 12)]
        ],
        [
            with_overall(full_stops=a, no_full_stops=b)
            for a, b in [(0, 0), (1, 1), (0, 10), (10, 0), (1, 9), (9, 1), (0, 1), (1, 0), (1, 30), (30, 1)]
        ],
    ),
    "WD11": (
        [
            with_overall(date_styles=dated(("month name", first), ("numbers", second)))
            for first, second in zip(
                ("Trained", "Cut", "Wrote", "Moved", "Labelled", "Mentored", "Tuned", "Deployed", "Read"),
                ("Cut", "Wrote", "Moved", "Labelled", "Mentored", "Tuned", "Deployed", "Read", "Measured"),
                strict=True,
            )
        ]
        + [with_overall(date_styles=dated(("month name", "Trained"), ("numbers", "Cut"), ("iso", "Wrote")))],
        [
            with_overall(),
            with_overall(date_styles=dated(("numbers", "Trained"))),
            with_overall(date_styles=dated(("month name", "Cut"))),
            with_overall(date_styles=dated(("month name", "Cut"), ("month name", "Wrote"))),
            *(many(n) for n in range(1, 7)),
        ],
    ),
}


def _projects(count: int, *links: str, kind: SectionKind = PROJECTS, **fields: Any) -> Evidence:
    jobs: list[Job | str] = [(f"Thing{n}", "2020", "2021", [LINES[n]]) for n in range(count)]
    made = sections((kind, "Section", jobs), **fields)
    contact = dataclasses.replace(made.document.contact, links=links)
    return dataclasses.replace(made, document=dataclasses.replace(made.document, contact=contact))


_PROFILES = (
    "github.com/ada",
    "https://github.com/ada",
    "https://www.github.com/ada/",
    "GitHub.com/Ada",
    "gitlab.com/ada",
    "https://huggingface.co/ada",
    "http://kaggle.com/ada",
    "github.com/ada?tab=repositories",
    "bitbucket.org/ada",
    "codeberg.org/ada",
)
_REPOSITORIES = (
    "github.com/ada/xray",
    "https://github.com/ada/xray",
    "https://gitlab.com/ada/chess/-/tree/main",
    "ada.github.io",
    "https://ada.github.io/thesis",
    "pypi.org/project/chessling",
    "https://huggingface.co/ada/model",
    "www.kaggle.com/ada/trees",
    "bitbucket.org/ada/x",
    "codeberg.org/ada/x",
)


def _without_research(each: Evidence) -> Evidence:
    plain = tuple(
        dataclasses.replace(k, signals=(), kind="method") for k in LEXICON.keywords if k.id != "open-source"
    )
    return dataclasses.replace(each, lexicon=dataclasses.replace(LEXICON, keywords=plain))


RESEARCH: Cases = {
    "RS01": (
        [
            *(_projects(n) for n in range(1, 6)),
            *(_projects(n, kind=EXPERIENCE) for n in range(1, 4)),
            _projects(1, "linkedin.com/in/ada"),
            _projects(2, "https://ada.example.org/notgithub.com"),
        ],
        [
            *(_projects(2, link) for link in _REPOSITORIES),
            _projects(1, "github.com/ada"),
            ordinary(shown={"portfolio": (Standing.USED, None)}),
            _without_research(_projects(2)),
            sections((SKILLS, "Skills", ["Python"])),
        ],
    ),
    "RS02": (
        [
            ordinary(),
            *(_projects(n) for n in range(1, 6)),
            *(shows(icml=each) for each in _ABSENT),
            sections((SectionKind.PUBLICATIONS, "Papers", []), (EXPERIENCE, "Work", [_JOB])),
        ],
        [
            *(shows(icml=each) for each in _SHOWN),
            *(shows(paper=each) for each in ("used", "claimed")),
            sections((SectionKind.PUBLICATIONS, "Papers", ["A paper on cats"])),
            _without_research(_projects(2)),
            seen(language="de"),
        ],
    ),
    "RS03": (
        [
            ordinary(),
            *(_projects(n) for n in range(1, 7)),
            *(shows(open_source=each) for each in _ABSENT),
        ],
        [
            *(shows(open_source=each) for each in _SHOWN),
            _without_research(_projects(1)),
            _without_research(_projects(2)),
            _without_research(ordinary()),
            seen(language="de"),
        ],
    ),
    "RS04": (
        [_projects(2, link) for link in _PROFILES],
        [
            *(_projects(2, link) for link in _REPOSITORIES),
            _projects(2, "github.com/ada", "github.com/ada/xray"),
            _projects(2),
            _projects(2, "linkedin.com/in/ada"),
            _projects(2, "github.com/ada", kind=EXPERIENCE),
        ],
    ),
}

EDUCATION, PAPERS, CERTIFICATES = (
    SectionKind.EDUCATION,
    SectionKind.PUBLICATIONS,
    SectionKind.CERTIFICATIONS,
)
_SCHOOL: Job = ("BSc Physics, Somewhere University", "2008", "2011", [])
_LONG_JOB: Job = ("Orbit", "2014-01", "present", LINES[:3])
_LIST: tuple[SectionKind, str, list[Job | str]] = (SKILLS, "Skills", ["Python", "PyTorch"])


def _jobs(*dates: tuple[str | None, str | None], title: str = "Firm") -> list[Job | str]:
    return [(f"{title}{n}", start, end, [LINES[n]]) for n, (start, end) in enumerate(dates)]


def _worked(
    *dates: tuple[str | None, str | None], also: list[Any] | None = None, title: str = "Firm"
) -> Evidence:
    return sections((EXPERIENCE, "Experience", _jobs(*dates, title=title)), *(also or []))


def _in_order(*kinds: SectionKind, school: Job = _SCHOOL, job: Job = _LONG_JOB, **fields: Any) -> Evidence:
    content: dict[SectionKind, list[Job | str]] = {EXPERIENCE: [job], EDUCATION: [school]}
    return sections(
        *((each, str(each).title(), content.get(each, ["One", "Two"])) for each in kinds), **fields
    )


def _contact(**fields: Any) -> Evidence:
    document = cv([(EXPERIENCE, "Experience", [_JOB])])
    contact = dataclasses.replace(document.contact, **fields)
    return evidence(dataclasses.replace(document, contact=contact))


def _fact(line: str, kind: SectionKind = SectionKind.OTHER) -> Evidence:
    return sections((kind, "Details", [line]), (EXPERIENCE, "Experience", [_JOB]))


def _told_in(newest: int, older: int, end: str | None = "present", start: str = "2021") -> Evidence:
    return sections(
        (
            EXPERIENCE,
            "Experience",
            [
                ("Orbit", start, end, LINES[:newest]),
                ("Helix", "2015", "2020", LINES[newest : newest + older]),
            ],
        )
    )


_INTERESTS, _REFERENCES = SectionKind.INTERESTS, SectionKind.REFERENCES
_LECTURER: Job = ("Lecturer, Somewhere University", "2014-01", "present", LINES[:3])
_NAMES = ["Somewhere School", "Ardenmouth", "Calderbrook Institute", "Northgate", "Westfield"]
COMPLETENESS: Cases = {
    "ST09": (
        [
            _worked(("2021", "present")),
            _worked(("2021", "present"), also=[_LIST]),
            *(
                sections((kind, "Section", [_JOB]), (other, "Other", ["Running"]))
                for kind in (EXPERIENCE, PROJECTS)
                for other in (_INTERESTS, SectionKind.LANGUAGES, SKILLS, SectionKind.AWARDS)
            ),
        ],
        [
            ordinary(),
            *(
                sections((EXPERIENCE, "Experience", [_JOB]), (kind, "Section", [said]))
                for kind in (SectionKind.OTHER, SectionKind.SUMMARY)
                for said in (
                    "BSc Physics, 2011",
                    "Holds a master's in statistics",
                    "PhD in biology",
                    "A degree in law",
                )
            ),
            sections((EXPERIENCE, "Experience", [_JOB]), (EDUCATION, "Education", [_SCHOOL])),
            sections(_LIST),
            seen(language="de"),
        ],
    ),
    "ST10": (
        [
            _in_order(EDUCATION, EXPERIENCE),
            _in_order(EDUCATION, EXPERIENCE, SKILLS),
            _in_order(SKILLS, EDUCATION, EXPERIENCE),
            _in_order(_INTERESTS, EXPERIENCE),
            _in_order(_REFERENCES, EXPERIENCE),
            _in_order(_INTERESTS, EXPERIENCE, EDUCATION),
            _in_order(_INTERESTS, EDUCATION, EXPERIENCE),
            _in_order(EDUCATION, EXPERIENCE, job=("Orbit", "2012", "2016", LINES[:2])),
            _in_order(_INTERESTS, EXPERIENCE, job=("Orbit", "2023", "present", LINES[:2])),
            _in_order(EDUCATION, EXPERIENCE, job=("Engineer, Orbit", "2012", "present", LINES[:2])),
        ],
        [
            _in_order(EXPERIENCE, EDUCATION),
            _in_order(EXPERIENCE, EDUCATION, _INTERESTS),
            _in_order(SKILLS, EXPERIENCE, EDUCATION),
            _in_order(EDUCATION, EXPERIENCE, school=("MSc Physics", "2022", "2023", [])),
            _in_order(EDUCATION, EXPERIENCE, school=("PhD Physics", "2020", "present", [])),
            _in_order(EDUCATION, EXPERIENCE, school=("BSc Physics", None, None, [])),
            _in_order(EDUCATION, EXPERIENCE, job=("Orbit", "2022", "present", LINES[:2])),
            _in_order(EDUCATION, EXPERIENCE, job=_LECTURER),
            _in_order(_INTERESTS, EXPERIENCE, job=_LECTURER),
            _in_order(EDUCATION, EXPERIENCE, observations=(observe(ObservationKind.COLUMNS),)),
            _in_order(EDUCATION, EXPERIENCE, observations=(observe(ObservationKind.TABLE),)),
            _in_order(EDUCATION, PROJECTS),
        ],
    ),
    "ST11": (
        [
            _worked(("2021", "present"), ("2015", "2019")),
            _worked(("2021-09", "present"), ("2015", "2020-12")),
            _worked(("2022", "present"), ("2018", "2020")),
            _worked(("2022-02", "2023"), ("2015-01", "2021-06")),
            _worked(("2023", "2023"), ("2020", "2021"), ("2018", "2019")),
            _worked(("2021", "present"), ("2015", "2019"), also=[(EDUCATION, "Education", [_SCHOOL])]),
            _worked(("2021", "present"), ("2015", "2019"), also=[(PROJECTS, "P", _jobs(("2016", "2017")))]),
            _worked(("2023-08", "present"), ("2022", "2022-12"), also=[(EDUCATION, "E", [_SCHOOL])]),
            _worked(("2019", "present"), ("2016-01", "2018-01")),
            _worked(("2020-09", "2023"), ("2019-12", "2020-01"), ("2018", "2019")),
        ],
        [
            ordinary(),
            _worked(("2021", "present"), ("2015", "2020")),
            _worked(("2021-06", "present"), ("2015", "2020-12")),
            _worked(
                ("2021", "present"), ("2015", "2019"), also=[(EDUCATION, "E", [("MSc", "2019", "2021", [])])]
            ),
            _worked(
                ("2021", "present"), ("2015", "2019"), also=[(EDUCATION, "E", [("MSc", None, "2021", [])])]
            ),
            _worked(("2021", "present"), ("2015", "2019"), also=[(PROJECTS, "P", _jobs(("2020", "2020")))]),
            _worked(("2021", "present"), ("2015", "2019"), also=[(PROJECTS, "P", _jobs((None, "2020")))]),
            _worked(
                ("2021", "present"),
                ("2015", "2019"),
                also=[(SectionKind.SERVICE, "S", _jobs(("2020", "2020")))],
            ),
            _worked(("2021", "present"), ("2015", "2019"), (None, None)),
            _worked(
                ("2021", "present"), ("2015", "2019"), also=[(EDUCATION, "E", [("BSc", None, None, [])])]
            ),
            _worked(("2012", "present"), ("2005", "2008")),
            _worked(("2021", "present"), also=[(EDUCATION, "E", [_SCHOOL])]),
            _worked(("2019", None), ("2021", "present")),
        ],
    ),
    "ST12": (
        [
            *(_worked((f"20{n}", f"20{n + 4}"), (f"20{n + 1}", f"20{n + 3}")) for n in range(11, 19)),
            _worked(("2021-01", "present"), ("2020-01", "present")),
            _worked(("2020-01", "2021-12"), ("2021-01", "2022-12")),
        ],
        [
            ordinary(),
            _worked(("2021", "present"), ("2015", "2021")),
            _worked(("2021-01", "present"), ("2015", "2021-03")),
            _worked(("2020", "2022"), ("2021", "2021")),
            *(
                _worked(("2015", "2022"), ("2017", "2021"), title=f"{each}, Firm")
                for each in (
                    "Part-time analyst",
                    "Freelance",
                    "Consultant",
                    "Volunteer",
                    "Visiting researcher",
                    "Tutor",
                )
            ),
            _worked(("2015", "2022"), ("2017", "2021"), title="Lecturer "),
            sections(
                (EXPERIENCE, "Experience", [("Orbit", "2015", "2022", []), ("Orbit", "2017", "2021", [])])
            ),
            sections((PROJECTS, "Projects", _jobs(("2015", "2022"), ("2017", "2021")))),
        ],
    ),
    "ST13": (
        [
            _worked(("2021", "present")),
            _worked(("2021", "present"), also=[(EDUCATION, "Education", [_SCHOOL])]),
            *(
                sections((kind, "Work", [_JOB]), (other, "Other", ["Something"]))
                for kind in (EXPERIENCE, PROJECTS)
                for other in (_INTERESTS, SectionKind.SUMMARY, SectionKind.LANGUAGES, SectionKind.AWARDS)
            ),
        ],
        [
            ordinary(),
            _worked(("2021", "present"), also=[_LIST]),
            _worked(("2021", "present"), also=[(SectionKind.OTHER, "Toolbox", ["Python"])]),
            sections((EXPERIENCE, "Work", [_LECTURER])),
            sections((EXPERIENCE, "Work", [_LECTURER]), (PAPERS, "Papers", ["A paper on cats, 2020"])),
            seen(observe(ObservationKind.UNKNOWN_HEADING)),
            seen(language="de"),
            sections((EDUCATION, "Education", [_SCHOOL])),
            sections(_LIST),
            sections(),
        ],
    ),
    "ST14": (
        [
            *(_told_in(1, older) for older in range(3, 9)),
            _told_in(1, 3, start="2020-06"),
            _told_in(1, 3, start="2022"),
            _told_in(1, 4, start="2021", end="2023"),
            _told_in(1, 5, start="2021-01", end="2022-06"),
        ],
        [
            ordinary(),
            *(_told_in(newest, 5) for newest in range(2, 5)),
            *(_told_in(1, older) for older in range(3)),
            _told_in(0, 5),
            _told_in(1, 5, start="2023-06"),
            _told_in(1, 5, start="2021", end=None),
            _told_in(1, 5, start="2023", end="2023"),
        ],
    ),
    "ST15": (
        [_contact(), ordinary(), *(_worked((str(2010 + n), "present")) for n in range(8))],
        [
            *(_contact(phones=(f"+44 20 7946 0{n}",)) for n in range(100, 104)),
            *(
                _contact(links=(each,))
                for each in ("github.com/ada", "ada.example.org", "linkedin.com/in/ada")
            ),
            _contact(emails=()),
            _contact(phones=("+44 20 7946 0100",), links=("github.com/ada",)),
            sections(),
        ],
    ),
    "ST16": (
        [
            _fact("Date of birth: 3 May 1990"),
            _fact("Marital status: single"),
            _fact("Religion: none", SectionKind.SUMMARY),
            _fact("Nationality: Norwegian | Gender: female"),
            _fact("Age: 31, Children: 2", _INTERESTS),
            _fact("Place of birth: Calderbrook"),
            _fact("• Marital Status: married"),
            _fact("National insurance number: on request"),
            _fact("Height: 1.80 m; Weight: 80 kg"),
            _fact("Health: excellent"),
        ],
        [
            ordinary(),
            _fact("Nationality: Norwegian"),
            _fact("Languages: Norwegian, English"),
            _fact("Date of birth:"),
            _fact("Interested in the age of rocks"),
            _fact("Health care: five years of it"),
            _fact("Target group: ages 5 to 10"),
            *(
                one(f"{each}: predicted from scans with a small network")
                for each in ("Age", "Gender", "Weight")
            ),
        ],
    ),
    "ST17": (
        [
            *(
                sections(
                    (EDUCATION, "Education", [(name, "2015", "2018", [])]), (EXPERIENCE, "Experience", [_JOB])
                )
                for name in _NAMES
            ),
            *(
                sections(
                    (EDUCATION, "Education", [(name, None, None, [])]), (EXPERIENCE, "Experience", [_JOB])
                )
                for name in _NAMES
            ),
        ],
        [
            _in_order(EXPERIENCE, EDUCATION),
            *(
                _in_order(EXPERIENCE, EDUCATION, school=(f"{name}, Northgate", "2015", "2018", []))
                for name in (
                    "BSc Physics",
                    "M.S. in Statistics",
                    "PhD",
                    "Diploma in Nursing",
                    "B.Tech",
                    "Ph.D. Biology",
                    "Master of Arts",
                    "Bachelor of Science",
                )
            ),
            sections((EDUCATION, "Education", ["Northgate"]), (EXPERIENCE, "Experience", [_JOB])),
            _worked(("2021", "present")),
        ],
    ),
}


def _linked(*titles: str, link: str = "github.com/ada/xray", behind: str | None = None) -> Evidence:
    """Projects with a link beside the first, and a link in the head of the CV where `behind` names one."""
    jobs: list[Job | str] = [
        (f"{each} {link}" if n == 0 else each, "2022", "2022", [LINES[n]]) for n, each in enumerate(titles)
    ]
    found = evidence(cv([(PROJECTS, "Projects", jobs)]), shown={"portfolio": (Standing.USED, None)})
    links = (behind,) if behind else (link,)
    contact = dataclasses.replace(found.document.contact, links=links)
    return dataclasses.replace(found, document=dataclasses.replace(found.document, contact=contact))


def _gave(bullet: str, link: str = "github.com/ada/other") -> Evidence:
    document = cv(
        [
            (EXPERIENCE, "Experience", [(*NOW, [bullet])]),
            (PROJECTS, "Projects", [(f"Chess {link}", None, None, [])]),
        ]
    )
    contact = dataclasses.replace(document.contact, links=(link,))
    return evidence(dataclasses.replace(document, contact=contact))


def _papers(*said: str, heading: str = "Publications") -> Evidence:
    return sections((PAPERS, heading, list(said)), (EXPERIENCE, "Experience", [_JOB]))


def _certified(*said: str, shown: dict[str, Any] | None = None) -> Evidence:
    document = cv([(CERTIFICATES, "Certificates", list(said)), (EXPERIENCE, "Experience", [_JOB])])
    return evidence(document, shown=shown or {})


_DATED = "A. Mensah. Few labels, whole hearts. Workshop on Scans, 2023."
_UNDATED = "A. Mensah. Few labels, whole hearts. Workshop on Scans."
PORTFOLIO: Cases = {
    "RS05": (
        [
            _linked("Xray", "Birdsong"),
            _linked("Xray", "Birdsong", "Tides"),
            _linked("Xray", "Street trees", link="gitlab.com/ada/xray"),
            _linked("Xray", "Birdsong", link="https://github.com/ada/xray"),
            _linked("Xray", "Birdsong", link="huggingface.co/ada/xray"),
            *(
                _gave(each)
                for each in (
                    "Released the driftbench library for everybody",
                    "Open-sourced a toolkit for reading gauges",
                    "Released a dataset of 4,000 labelled scans",
                    "Maintainer of a package for sparse inputs",
                    "Published the code of the whole benchmark",
                )
            ),
        ],
        [
            ordinary(),
            _linked("Xray"),
            _linked("Xray", "Birdsong github.com/ada/song"),
            _linked("Xray", "Birdsong doi.org/10.1000/1"),
            _linked("Xray", "The xray viewer"),
            _linked("Xray", "Birdsong", behind="https://github.com/ada/hidden"),
            _linked("Xray", "Birdsong", link="github.com/ada"),
            _linked("Xray", "Birdsong", link=""),
            _gave("Released the driftbench library, github.com/ada/driftbench"),
            _gave("Released the driftbench library", link="github.com/ada/driftbench"),
            _gave("Released the new prices to the press"),
            _gave("Built a library for reading gauges"),
        ],
    ),
    "RS06": (
        [
            _papers(_UNDATED),
            _papers(_DATED, _UNDATED),
            _papers(_UNDATED, _DATED),
            _papers(_DATED, _DATED.replace("Few", "Many"), _UNDATED),
            _papers(_UNDATED, _UNDATED.replace("Few", "Many")),
            *(
                _papers(f"A. Mensah and B. Oduya. {title}. Journal of Scans.")
                for title in (
                    "How maps lie",
                    "What a gauge sees",
                    "Rain in an hour",
                    "Seeing without labels",
                    "On drift",
                )
            ),
        ],
        [
            _papers(_DATED),
            _papers(_DATED, _DATED.replace("2023", "1998")),
            _papers(_UNDATED + " In press."),
            _papers(_UNDATED + " Under review."),
            _papers(_UNDATED + " To appear."),
            _papers("2023", _UNDATED),
            _papers("Three papers"),
            sections((PAPERS, "Papers", [("Journal of Scans", "2021", "2021", [_UNDATED])])),
            _papers(_DATED, _UNDATED, _UNDATED.replace("Few", "Many")),
            _without_research(_papers(_UNDATED)),
            ordinary(),
        ],
    ),
    "RS07": (
        [
            *(
                _certified(each)
                for each in (
                    "AWS Certified Machine Learning",
                    "TensorFlow Developer Certificate",
                    "Certified Scrum Master",
                    "Coursera: Deep Learning",
                    "First aid at work",
                )
            ),
            _certified("Scrum Master", "First aid at work"),
            _certified("Scrum Master, 2021", "First aid at work"),
            _certified("First aid at work", "Scrum Master, 2021"),
            _certified("Scrum Master, 2021", "Deep Learning, 2022", "First aid at work"),
            _certified("ISO 27001 lead auditor"),
        ],
        [
            ordinary(),
            *(_certified(f"Scrum Master, {each}") for each in ("2021", "May 1999", "valid to 2027", "’21")),
            _certified("Scrum Master (2021)", "First aid, 2020"),
            _certified("Studying Python certificates", shown={"python": (Standing.PLANNED, "Python")}),
            _certified("2021", "Scrum Master"),
            _certified("Scrum Master", "First aid", "Deep Learning, 2022"),
            sections((CERTIFICATES, "Certificates", [("Scrum Alliance", "2021", "2021", ["Scrum Master"])])),
            sections((CERTIFICATES, "Certificates", [])),
        ],
    ),
    "RS08": (
        [
            _papers(_DATED),
            _papers(_DATED, _UNDATED),
            *(
                _papers(f"A. Mensah. {title}. Journal of Scans 4(2), 2020.")
                for title in (
                    "How maps lie",
                    "What a gauge sees",
                    "Rain in an hour",
                    "Seeing without labels",
                    "On drift",
                    "Ten small models",
                    "A bound to compute",
                    "Labels are late",
                )
            ),
        ],
        [
            _papers(_DATED + " arXiv:2301.00001"),
            _papers(_DATED + " https://example.org/paper"),
            _papers(_DATED + " doi:10.1000/182"),
            _papers(_DATED + " 10.1000/182"),
            _papers(_DATED + " example.org/paper.pdf"),
            _papers(_DATED, _DATED + " arXiv 2301.00001"),
            _papers(_DATED + " ISBN 978-0-00-000000-2"),
            _without_research(_papers(_DATED)),
            sections((PAPERS, "Papers", [])),
            seen(language="de"),
            ordinary(),
        ],
    ),
}

CASES: Cases = {
    **READABILITY,
    **STRUCTURE,
    **COMPLETENESS,
    **KEYWORDS,
    **ACHIEVEMENTS,
    **WORDING,
    **RESEARCH,
    **PORTFOLIO,
}

bullets = st.lists(st.sampled_from(LINES), min_size=1, max_size=8, unique=True)


@st.composite
def evidences(draw: st.DrawFn) -> Evidence:
    """CVs of one to three jobs, any standing for any keyword, any bullet measured or weak."""
    lines = draw(bullets)
    cut = draw(st.integers(0, len(lines)))
    document = cv(
        [
            (
                SectionKind.EXPERIENCE,
                "Work",
                [("Orbit", "2021", "present", lines[:cut]), ("Helix", "2018", "2020", lines[cut:])],
            ),
            (SectionKind.PROJECTS, "Projects", [("Chess", "2020", "2020", [PROJECT])]),
        ],
        pages=draw(st.sampled_from([None, 1, 2, 5])),
        email=draw(st.sampled_from([None, "ada@example.org"])),
    )
    ids = [each.id for each in LEXICON.keywords]
    standings = draw(st.dictionaries(st.sampled_from(ids), st.sampled_from(list(Standing))))
    return evidence(
        document,
        shown={id: (standing, "Chess") for id, standing in standings.items()},
        measured={each: each.split()[0] for each in draw(st.lists(st.sampled_from(lines)))},
        weak=tuple(draw(st.lists(st.sampled_from(lines)))),
        overall=Overall(full_stops=draw(st.integers(0, 5)), no_full_stops=draw(st.integers(0, 5))),
    )
