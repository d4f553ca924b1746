"""The score: its arithmetic, what cannot raise it, and when there is none."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest
from advice_factories import (
    DUTY,
    LEXICON,
    PLAIN,
    PROJECT,
    RESULT,
    cv,
    evidence,
    group,
    keyword,
    observe,
    ordinary,
)
from hypothesis import given
from hypothesis import strategies as st
from rule_cases import LINES, NOW, evidences, many, pairs, shows, with_overall

from cvtailor.advice import catalogue, groups, score
from cvtailor.advice.types import Score, ScorePart, Settings, Status
from cvtailor.document import ObservationKind, SectionKind, Span
from cvtailor.lexicon.types import Ask
from cvtailor.nlp.types import Evidence, Mention, Shown, Standing

SETTINGS = Settings()


def scored(found: Evidence, settings: Settings = SETTINGS) -> Score:
    return score.score(score.basis(found, catalogue.findings(found, settings), settings))


def part(found: Evidence, id: str) -> ScorePart:
    return next(each for each in scored(found).parts if each.id == id)


def test_the_parts_make_a_hundred() -> None:
    assert {each.id: each.possible for each in scored(ordinary()).parts} == score.POINTS
    assert sum(score.POINTS.values()) == 100


def test_the_total_is_the_sum_of_its_parts() -> None:
    result = scored(ordinary())
    assert result.total == round(sum(each.earned for each in result.parts))
    assert result.version == "1"


def test_reasons_show_the_arithmetic() -> None:
    reasons = part(ordinary(), "achievements").reasons
    assert reasons[0] == "1 of 4 bullets measured: 13.64 of 25"
    assert "1.5 of 5.5: 27.27 %" in reasons[1]
    assert all(each.reasons and each.reasons[0] for each in scored(ordinary()).parts)


@pytest.mark.parametrize(
    ("standing", "earned"),
    [
        ("proven", 1.0),
        ("used", 1.0),
        ("held", 1.0),
        ("listed", 0.5),
        ("claimed", 0.4),
        ("implied", 0.6),
        ("planned", 0.0),
        ("denied", 0.0),
        ("absent", 0.0),
    ],
)
def test_a_keyword_earns_by_its_standing(standing: str, earned: float) -> None:
    only = dataclasses.replace(LEXICON, groups=(group("deep", "cnn"),))
    found = dataclasses.replace(shows(cnn=standing), lexicon=only)
    assert part(found, "keywords").earned == pytest.approx(32 * earned)


def test_the_same_number_everywhere_counts_twice_at_most() -> None:
    lines = [f"{line} by 50 %" for line in LINES]
    document = cv([(SectionKind.EXPERIENCE, "Work", [(*NOW, lines)])])
    found = evidence(document, measured=dict.fromkeys(lines, "50"))
    assert part(found, "achievements").reasons[0].startswith("2 of 10 bullets measured")


def test_a_word_in_a_list_is_enough_where_the_group_weighs_little() -> None:
    light = (group("language", "python", weight=4.0), group("deep", "cnn", weight=0.25))
    found = dataclasses.replace(
        shows(python="used", cnn="listed"), lexicon=dataclasses.replace(LEXICON, groups=light)
    )
    assert part(found, "keywords").earned == 32
    assert "KW02" not in {each.rule for each in catalogue.findings(found, SETTINGS)}


def test_a_word_that_is_listed_and_shown_by_other_words_is_full() -> None:
    only = dataclasses.replace(LEXICON, groups=(group("deep", "cnn"),))
    implied = dataclasses.replace(shows(cnn="implied", torch="used"), lexicon=only)
    listed = shows(cnn="listed", torch="used").keywords
    both = tuple(
        dataclasses.replace(each, mentions=(*each.mentions, *other.mentions)) if each.id == "cnn" else each
        for each, other in zip(listed, implied.keywords, strict=True)
    )
    assert part(dataclasses.replace(implied, keywords=both), "keywords").earned == 32


def test_one_of_an_or_group_is_enough_and_more_add_nothing() -> None:
    one, both = shows(python="used"), shows(python="used", julia="used")
    assert part(one, "keywords").earned == part(both, "keywords").earned


def test_the_need_of_a_group_is_counted_member_by_member() -> None:
    one, both = shows(algebra="used"), shows(algebra="used", calculus="used")
    assert part(both, "keywords").earned == pytest.approx(2 * part(one, "keywords").earned, abs=0.02)


def test_full_points_from_the_share_set() -> None:
    assert part(many(8, 4), "achievements").earned == 25
    assert part(many(8, 8), "achievements").earned == 25
    assert part(many(8, 2), "achievements").earned == pytest.approx(12.5)


def test_a_single_measured_bullet_is_not_a_full_record() -> None:
    assert part(many(1, 1), "achievements").earned < 25


def test_a_blank_never_counts_as_a_result() -> None:
    found = many(4, 2)
    blanked = tuple(
        dataclasses.replace(
            each, wording=dataclasses.replace(each.wording, blanks=(each.achievements[0].amount,))
        )
        if each.achievements
        else each
        for each in found.bullets
    )
    assert part(dataclasses.replace(found, bullets=blanked), "achievements").earned == 0


def test_what_was_found_costs_points() -> None:
    clean, weak = part(many(4), "wording"), part(ordinary(), "wording")
    assert clean.earned == 15
    assert weak.earned == 12
    assert part(with_overall(full_stops=5, no_full_stops=5), "wording").earned == 14.5
    assert part(evidence(many(4).document), "structure").earned == 10


@pytest.mark.parametrize(
    "broken",
    [
        {"language": "de"},
        {"observations": (observe(ObservationKind.NO_TEXT),)},
    ],
)
def test_what_cannot_be_read_has_no_score(broken: dict[str, Any]) -> None:
    document = dataclasses.replace(many(4).document, **broken)
    result = scored(dataclasses.replace(many(4), document=document))
    assert result.total is None
    assert not any(each.judged for each in result.parts if each.id != "readability")


def test_without_any_bullet_there_is_no_score() -> None:
    assert scored(evidence(cv([(SectionKind.SKILLS, "Skills", ["Python", "Keras"])]))).total is None


def test_research_is_not_judged_where_the_role_does_not_ask() -> None:
    plain = dataclasses.replace(LEXICON, keywords=(keyword("python"), keyword("torch")))
    assert not part(dataclasses.replace(many(4), lexicon=plain, keywords=()), "research").judged


# What must never raise the score.


def stuffed(lines: list[str]) -> Evidence:
    names = {"python": "Python", "torch": "PyTorch", "keras": "Keras", "julia": "Julia", "cnn": "CNN"}
    names |= {"algebra": "linear algebra", "calculus": "calculus", "icml": "ICML"}
    document = cv([(SectionKind.EXPERIENCE, "Work", [(*NOW, lines)])])
    return evidence(document, shown={id: (Standing.USED, words) for id, words in names.items()})


def test_a_bullet_that_is_a_mere_list_shows_no_more_than_a_skills_section() -> None:
    dense = stuffed(["Python, PyTorch, Keras, Julia, CNN, linear algebra, calculus, ICML"])
    told = stuffed(
        [
            "Trained a CNN for two years of scans in Python, with PyTorch and then Keras",
            "Taught linear algebra and calculus with Julia, and spoke of it at ICML in Vienna",
        ]
    )
    assert part(dense, "keywords").earned == pytest.approx(part(told, "keywords").earned / 2, abs=0.01)


def test_a_hidden_keyword_earns_nothing() -> None:
    seen = shows(python="used")
    at = seen.document.text.index("Python")
    masked = (*seen.document.masked, Span(start=at, end=at + len("Python")))
    hidden = dataclasses.replace(seen, document=dataclasses.replace(seen.document, masked=masked))
    assert part(hidden, "keywords").earned < part(seen, "keywords").earned
    assert part(hidden, "keywords").earned == part(shows(), "keywords").earned


def test_the_same_result_told_twice_counts_once() -> None:
    once, again = "Cut latency by 40 % with a smaller model", "By 40 % cut latency in the second year too"
    document = cv([(SectionKind.EXPERIENCE, "Work", [(*NOW, [once, again, *LINES[4:8]])])])
    found = evidence(document, measured={once: "40", again: "40"})
    same = tuple(
        dataclasses.replace(
            each,
            achievements=tuple(
                dataclasses.replace(every, metric=dataclasses.replace(every.metric, text="latency"))
                for every in each.achievements
                if every.metric
            ),
        )
        for each in found.bullets
    )
    assert part(dataclasses.replace(found, bullets=same), "achievements").reasons[0].startswith("1 of 6")


@given(evidences())
def test_the_score_is_within_its_bounds(found: Evidence) -> None:
    result = scored(found)
    assert result.total is not None
    assert 0 <= result.total <= 100
    assert all(0 <= each.earned <= each.possible for each in result.parts)
    assert scored(found) == result


@given(evidences(), st.data())
def test_a_copy_of_a_bullet_never_raises_the_score(found: Evidence, data: st.DataObject) -> None:
    copied = data.draw(st.sampled_from(found.bullets))
    end = len(found.document.text)
    text = found.document.text + copied.text + "\n"
    twin = dataclasses.replace(
        copied,
        span=Span(start=end, end=end + len(copied.text)),
        entry=data.draw(st.sampled_from([copied.entry, 0, 1, 2])),
        current=data.draw(st.booleans()),
    )
    document = dataclasses.replace(found.document, text=text)
    more = dataclasses.replace(found, document=document, bullets=(*found.bullets, twin))
    before, after = scored(found).total, scored(more).total
    assert before is not None
    assert after is not None
    assert after <= before


@given(evidences(), st.sampled_from(list(Standing)))
def test_an_unrelated_keyword_changes_nothing(found: Evidence, standing: Standing) -> None:
    span = found.bullets[0].span
    mention = Mention(
        keyword="rowing",
        quote="x",
        span=span,
        place=found.bullets[0].place,
        standing=standing,
        form="rowing",
        reason="tested",
    )
    shown = Shown(id="rowing", name="Rowing", group=None, standing=standing, mentions=(mention,))
    more = dataclasses.replace(found, keywords=(*found.keywords, shown))
    assert scored(more) == scored(found)


@given(
    evidences(),
    st.sampled_from([each.id for each in LEXICON.keywords]),
    st.sampled_from([e for e in Standing if e.shown]),
)
def test_a_keyword_shown_never_lowers_the_score(found: Evidence, id: str, standing: Standing) -> None:
    bullet = found.bullets[-1]
    mention = Mention(
        keyword=id,
        quote="Chess",
        span=Span(start=bullet.span.start, end=bullet.span.start + 5),
        place=bullet.place,
        standing=standing,
        form="x",
        reason="tested",
    )
    keywords = tuple(
        dataclasses.replace(
            each,
            standing=min(each.standing, standing, key=lambda s: s.rank),
            mentions=(*each.mentions, mention),
        )
        if each.id == id
        else each
        for each in found.keywords
    )
    more = dataclasses.replace(found, keywords=keywords)
    before, after = scored(found), scored(more)
    assert after.total is not None
    assert before.total is not None
    # Several keywords at one short stretch of a bullet can make it a list; one cannot.
    assert after.total >= before.total


def test_stuffing_stays_below_a_strong_cv() -> None:
    strong = dataclasses.replace(many(6, 3), keywords=shows(python="used", torch="used", cnn="used").keywords)
    lists = dataclasses.replace(
        evidence(
            cv(
                [
                    (SectionKind.EXPERIENCE, "Work", [(*NOW, LINES[:6])]),
                    (SectionKind.SKILLS, "Skills", [PLAIN]),
                ]
            )
        ),
        keywords=shows(**{each.id.replace("-", "_"): "listed" for each in LEXICON.keywords}).keywords,
    )
    high, low = scored(strong).total, scored(lists).total
    assert high is not None
    assert low is not None
    assert high >= low + 5


def test_near_duplicates_count_once_and_cost() -> None:
    twice = with_overall(near_duplicates=pairs((0, 1)))
    assert "of 9 bullets" in part(twice, "achievements").reasons[0]
    assert part(twice, "wording").earned == 14.5


def test_named_bullets_are_those_of_the_factories() -> None:
    assert [each.text for each in ordinary().bullets] == [RESULT, DUTY, PLAIN, PROJECT]


@pytest.mark.parametrize(
    ("links", "text", "earned", "reason"),
    [
        ((), "", 0.0, "no link to code"),
        (("https://github.com/ada",), "", 0.5, "a link to a profile, none to the code of a project"),
        (("https://github.com/ada/xray",), "", 1.0, "a link to code"),
        (("https://github.com/ada",), ", at github.com/ada/xray.", 1.0, "a link to code"),
    ],
)
def test_a_profile_earns_half_of_a_repository(
    links: tuple[str, ...], text: str, earned: float, reason: str
) -> None:
    lines = [LINES[0] + text, *LINES[1:4]]
    document = cv([(SectionKind.EXPERIENCE, "Work", [(*NOW, lines)])])
    document = dataclasses.replace(document, contact=dataclasses.replace(document.contact, links=links))
    given = part(evidence(document), "research")
    assert given.earned == pytest.approx(4 * earned)
    assert f"{reason}: {4 * earned:g} of 4" in given.reasons


@pytest.mark.parametrize(
    ("end", "weight"),
    [("2018-12", 0.5), ("2018", 0.5), ("2019", 1.0), ("2019-02", 1.0), ("2012", 0.5), (None, 1.0)],
)
def test_work_of_long_ago_weighs_less(end: str | None, weight: float) -> None:
    document = cv([(SectionKind.EXPERIENCE, "Work", [(*NOW, LINES[:2]), ("Helix", "2010", end, LINES[2:6])])])
    found = evidence(document)  # as of 2024-01-01
    work = score.basis(found, (), SETTINGS).work
    assert [each.weight for each in work] == [1.5, 1.5, *[weight] * 4]
    assert [each.aside for each in work][2:] == [weight < 1] * 4


def test_side_jobs_and_what_was_attended_weigh_less() -> None:
    attended = "Attended the steering group of the archive for two years"
    document = cv(
        [
            (
                SectionKind.EXPERIENCE,
                "Work",
                [(*NOW, [LINES[0], attended]), ("Teaching Assistant, Anyplace", "2023", "2023", LINES[2:3])],
            )
        ]
    )
    work = score.basis(evidence(document, weak=(attended,)), (), SETTINGS).work
    assert [each.weight for each in work] == [1.5, 0.5, 0.5]


@given(evidences())
def test_the_reasons_count_groups_as_the_report_does(found: Evidence) -> None:
    statuses = [each.status for each in groups.statuses(found) if each.ask is not Ask.NONE]
    missing, partly, met = (statuses.count(each) for each in (Status.MISSING, Status.PARTLY, Status.MET))
    said = part(found, "keywords").reasons[0]
    assert f", {partly} in part, {met} of {len(statuses)} met" in said
    assert said.startswith(f"{missing} group" if missing else "no group missing")
