"""A lexicon loads, stacks, and is refused with file, key and reason."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtailor import lexicon
from cvtailor.errors import LexiconError
from cvtailor.lexicon import Ask, Signal

GROUP = '[[group]]\nid = "quantum"\ntitle = "Quantum"\nmembers = ["qiskit"]\n'
KEYWORD = '[[keyword]]\nid = "qiskit"\nname = "Qiskit"\nforms = ["Qiskit"]\n'


def stacked(tmp_path: Path, text: str) -> lexicon.Lexicon:
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    return lexicon.load(files=[file])


def test_the_role_loads_and_is_listed() -> None:
    role = lexicon.load()
    assert (role.id, role.title) in lexicon.roles()
    assert role.language == "en"
    assert len(role.sha256) == 64
    assert role.source.startswith("How to Excel as an Applied Machine Learning Researcher")


def test_groups_are_judged_as_a_fair_reader_would() -> None:
    groups = {each.id: each for each in lexicon.load().groups}
    assert groups["programming-language"].need == 1
    assert groups["programming-language"].members == ("python", "r", "julia")
    assert groups["deep-learning-framework"].need == 1
    assert groups["data-manipulation"].need == 2
    assert groups["development-environment"].weight < groups["programming-language"].weight / 4
    assert groups["adaptability"].ask is Ask.SHOW
    assert groups["model-optimisation"].ask is Ask.NAME
    assert not groups["advanced-degree"].essential
    interviews = [each for each in groups.values() if each.ask is Ask.NONE]
    assert len(interviews) == 3
    assert all(each.questions and each.weight == 0 for each in interviews)


def test_signals_stand_where_no_word_is_needed() -> None:
    role = lexicon.load()
    assert Signal.MEASURED_ITEM in role.keyword("measured-achievement").signals
    assert Signal.CODE_LINK in role.keyword("code-repository").signals
    assert Signal.PUBLICATION in role.keyword("research-output").signals


@pytest.mark.parametrize(
    "role", ["applied-ml-reseacher", "../roles/applied-ml-researcher", "", "a/b", "x" * 500]
)
def test_an_unknown_role_is_refused_with_the_list(role: str) -> None:
    with pytest.raises(LexiconError, match="There is no role") as caught:
        lexicon.load(role)
    assert "applied-ml-researcher" in caught.value.hint


def test_an_almost_right_role_gets_a_hint() -> None:
    with pytest.raises(LexiconError, match=r'did you mean "applied-ml-researcher"\?'):
        lexicon.load("applied-ml-reseacher")


def test_a_user_file_adds_a_group_and_a_keyword(tmp_path: Path) -> None:
    base = lexicon.load()
    mine = stacked(tmp_path, GROUP + KEYWORD)
    assert mine.groups[:-1] == base.groups
    assert mine.groups[-1].id == "quantum"
    assert mine.keyword("qiskit").forms == ("Qiskit",)
    assert mine.sha256 != base.sha256
    assert (mine.id, mine.title) == (base.id, base.title)


def test_a_user_file_extends_lists_and_replaces_the_rest(tmp_path: Path) -> None:
    base = lexicon.load()
    mine = stacked(
        tmp_path,
        '[[keyword]]\nid = "python"\nforms = ["Python", "MicroPython"]\n'
        '[[group]]\nid = "programming-language"\nneed = 2\nweight = 7\nlevel = "edge"\nmembers = ["cpp"]\n',
    )
    assert mine.keyword("python").forms == (*base.keyword("python").forms, "MicroPython")
    assert mine.keyword("python").guards == base.keyword("python").guards
    group = next(each for each in mine.groups if each.id == "programming-language")
    assert (group.need, group.weight, group.essential) == (2, 7.0, False)
    assert group.members == ("python", "r", "julia", "cpp")
    assert [each.id for each in mine.groups] == [each.id for each in base.groups]


def test_later_files_win(tmp_path: Path) -> None:
    files = []
    for number in (3, 4):
        file = tmp_path / f"{number}.toml"
        file.write_text(f'[[group]]\nid = "notebooks"\nweight = {number}\n', encoding="utf-8")
        files.append(file)
    mine = lexicon.load(files=[str(each) for each in files])
    assert next(each.weight for each in mine.groups if each.id == "notebooks") == 4.0


def test_the_same_content_has_the_same_hash(tmp_path: Path) -> None:
    one = stacked(tmp_path, KEYWORD + GROUP)
    two = stacked(tmp_path, "# a remark\n" + GROUP + KEYWORD)
    assert one == two
    assert one.sha256 == two.sha256


def test_a_user_file_takes_away(tmp_path: Path) -> None:
    base = lexicon.load()
    mine = stacked(
        tmp_path,
        '[[keyword]]\nid = "r"\nforms = ["Rscript"]\nremove = { forms = ["GNU R"], guard = true }\n'
        '[[group]]\nid = "programming-language"\nremove = { members = ["julia"] }\n'
        '[remove]\nkeywords = ["keras"]\ngroups = ["notebooks"]\n',
    )
    groups = {each.id: each for each in mine.groups}
    kept = [each for each in base.keyword("r").forms if each != "GNU R"]
    assert mine.keyword("r").forms == (*kept, "Rscript")
    assert mine.keyword("r").guards == ()
    assert groups["programming-language"].members == ("python", "r")
    assert "notebooks" not in groups
    assert "keras" not in groups["deep-learning-framework"].members
    assert all("keras" not in each.implies for each in mine.keywords)
    with pytest.raises(KeyError):
        mine.keyword("keras")


def test_a_guard_goes_with_the_forms_it_was_for(tmp_path: Path) -> None:
    one = '[[keyword]]\nid = "zap"\nname = "Zap"\nforms = ["zap", "zip"]\n'
    one += '[[keyword.guard]]\nforms = ["zap"]\nnear = ["map"]\n[[keyword.guard]]\nnear = ["box"]\n'
    first, second = tmp_path / "one.toml", tmp_path / "two.toml"
    first.write_text(one, encoding="utf-8")
    second.write_text('[[keyword]]\nid = "zap"\nremove = { forms = ["zap"] }', encoding="utf-8")
    (guard,) = lexicon.load(files=[first, second]).keyword("zap").guards
    assert guard.near == ("box",)


def test_what_is_removed_can_be_defined_anew(tmp_path: Path) -> None:
    text = '[remove]\nkeywords = ["go-away"]\n[[keyword]]\nid = "go-away"\nname = "B"\nforms = ["beta zap"]\n'
    first = tmp_path / "one.toml"
    first.write_text('[[keyword]]\nid = "go-away"\nname = "A"\nforms = ["alpha zap"]\n', encoding="utf-8")
    second = tmp_path / "two.toml"
    second.write_text(text, encoding="utf-8")
    made = lexicon.load(files=[first, second]).keyword("go-away")
    assert (made.name, made.forms) == ("B", ("beta zap",))


def test_beside_a_role_the_technology_lexicon_adds_and_never_overrules() -> None:
    role, broad, both = lexicon.load(), lexicon.technology(), lexicon.load(technology=True)
    assert both.groups == role.groups
    assert both.sha256 != role.sha256
    own = {each.id for each in role.keywords}
    assert both.broad.isdisjoint(own)
    assert {each.id for each in both.keywords} == own | both.broad
    assert len(both.broad) > 0.9 * len(broad.keywords)
    for each in role.keywords:
        stacked_one = both.keyword(each.id)
        assert stacked_one.name == each.name
        assert stacked_one.implies[: len(each.implies)] == each.implies
        assert set(stacked_one.implies[len(each.implies) :]) <= both.broad
        assert stacked_one.forms[: len(each.forms)] == each.forms
        assert stacked_one.guards[: len(each.guards)] == each.guards
        # The guards of an alias are for its own writings only.
        assert all(
            set(guard.forms) & {*each.forms, *each.cased} == set()
            for guard in stacked_one.guards[len(each.guards) :]
        )
    assert "Visual C++" in both.keyword("cpp").forms
    assert [each.id for each in both.find_all("bigquery")] == ["google-cloud", "bigquery"]


def test_what_an_alias_was_is_found_by_its_other_id(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(
        '[[keyword]]\nid = "principal-component-analysis"\nforms = ["Hotelling zap"]\n', encoding="utf-8"
    )
    both = lexicon.load(files=[file], technology=True)
    assert "Hotelling zap" in both.keyword("pca").forms


def test_every_file_that_comes_with_it_is_listed() -> None:
    listed = lexicon.sources()
    assert [each.id for each in listed if each.groups] == [id for id, _ in lexicon.roles()]
    broad = [each for each in listed if not each.groups]
    assert sum(each.keywords for each in broad) == len(lexicon.technology().keywords)
    assert all(each.file.startswith("lexicons/technology/") and each.title for each in broad)


MISTAKES = [
    ("removing no group", '[remove]\ngroups = ["notbooks"]', ["[remove] / groups", '"notebooks"']),
    ("removing no keyword", '[remove]\nkeywords = ["kera"]', ["[remove] / keywords", '"keras"']),
    ("unknown key in remove", '[remove]\nforms = ["x"]', ["[remove] / forms", "is not a known key"]),
    (
        "removing no form",
        '[[keyword]]\nid = "git"\nremove = { forms = ["Gitt"] }',
        ['keyword "git" / remove / forms', '"Git"'],
    ),
    (
        "removing half the guards",
        '[[keyword]]\nid = "git"\nremove = { guard = false }',
        ['keyword "git" / remove / guard', "must be true"],
    ),
    (
        "removing too many members",
        '[[group]]\nid = "data-manipulation"\nremove = { members = ["pandas"] }',
        ['group "data-manipulation" / need', "2 of 1"],
    ),
    (
        "removing the last members",
        '[[group]]\nid = "notebooks"\nremove = { members = ["jupyter"] }',
        ['group "notebooks" / members', "nothing could ever meet"],
    ),
    (
        "removing a keyword that a group needs",
        '[remove]\nkeywords = ["pandas"]',
        ['group "data-manipulation" / need', "2 of 1"],
    ),
    ("not TOML", "[[keyword]\nid = 1", ["mine.toml", "not valid TOML"]),
    (
        "pattern without verbs",
        '[[keyword]]\nid = "git"\n[[keyword.pattern]]\nobjects = ["model"]',
        ["pattern 1 / verbs", "is missing"],
    ),
    (
        "pattern of verbs only",
        '[[keyword]]\nid = "git"\n[[keyword.pattern]]\nverbs = ["run"]',
        ["pattern 1", "everywhere"],
    ),
    (
        "unknown set",
        '[sets]\nmodels = ["model"]\n[[keyword]]\nid = "git"\n[[keyword.pattern]]\nverbs = ["run"]\nobjects = ["@model"]',
        ["pattern 1 / objects", 'did you mean "models"?'],
    ),
    ("unknown key at top", "vresion = '1'", ["mine.toml", "vresion", 'did you mean "version"?']),
    (
        "unknown key in group",
        '[[group]]\nid = "git"\nwieght = 2',
        ['group "git" / wieght', 'did you mean "weight"?'],
    ),
    (
        "unknown key in keyword",
        '[[keyword]]\nid = "git"\nform = ["g"]',
        ['keyword "git" / form', 'did you mean "forms"?'],
    ),
    (
        "unknown key in guard",
        '[[keyword]]\nid = "git"\n[[keyword.guard]]\nnar = ["x"]',
        ["guard 1 / nar", '"near"'],
    ),
    ("unknown key in source", '[source]\nurl = "x"', ["[source] / url", "is not a known key"]),
    ("no id", '[[keyword]]\nname = "x"', ["keyword number 1 / id", "is missing"]),
    ("id of a wrong type", "[[group]]\nid = 7", ["group number 1 / id", "must be text, not 7"]),
    ("id with capitals", '[[keyword]]\nid = "Git"', ['keyword "Git" / id', "lower-case"]),
    ("group twice", '[[group]]\nid = "git"\n[[group]]\nid = "git"', ['group "git"', "twice in this file"]),
    ("keyword twice", KEYWORD + KEYWORD, ['keyword "qiskit"', "twice in this file"]),
    ("group is no table", "group = 3", ["top level / group", "list of tables"]),
    (
        "guard is no table",
        '[[keyword]]\nid = "git"\nguard = ["x"]',
        ['keyword "git" / guard', "list of tables"],
    ),
    (
        "guard without a condition",
        '[[keyword]]\nid = "git"\n[[keyword.guard]]\nforms = ["Git"]',
        ["guard 1", "no condition"],
    ),
    (
        "guard for an unknown form",
        '[[keyword]]\nid = "git"\n[[keyword.guard]]\nforms = ["Gitt"]\nnear = ["x"]',
        ['"Gitt" is no form', '"Git"'],
    ),
    (
        "guard for an unknown section",
        '[[keyword]]\nid = "git"\n[[keyword.guard]]\nsections = ["skill"]',
        ["guard 1 / sections", 'did you mean "skills"?'],
    ),
    ("forms is text", '[[keyword]]\nid = "git"\nforms = "g"', ['keyword "git" / forms', "must be a list"]),
    ("empty form", '[[keyword]]\nid = "git"\nforms = [" "]', ['keyword "git" / forms', "empty text"]),
    (
        "form with space around",
        '[[keyword]]\nid = "git"\nforms = ["a "]',
        ['keyword "git" / forms', "space around"],
    ),
    ("form twice", '[[keyword]]\nid = "git"\nforms = ["a", "a"]', ['keyword "git" / forms', "twice"]),
    (
        "form is a number",
        '[[keyword]]\nid = "git"\nforms = [3]',
        ['keyword "git" / forms', "only texts, not 3"],
    ),
    (
        "keyword without name",
        '[[keyword]]\nid = "new"\nforms = ["a"]',
        ['keyword "new" / name', "is missing"],
    ),
    (
        "keyword without forms",
        '[[keyword]]\nid = "new"\nname = "New"',
        ['keyword "new" / forms', "nothing could ever show"],
    ),
    (
        "unknown signal",
        '[[keyword]]\nid = "git"\nsignals = ["code"]',
        ['keyword "git" / signals', "code_link"],
    ),
    (
        "dead implies",
        '[[keyword]]\nid = "git"\nimplies = ["pyton"]',
        ['keyword "git" / implies', 'no keyword "pyton"', '"python"'],
    ),
    (
        "circle of two",
        '[[keyword]]\nid = "git"\nimplies = ["github"]',
        ["implies", "circle", "git → github → git"],
    ),
    ("circle of one", '[[keyword]]\nid = "git"\nimplies = ["git"]', ['keyword "git" / implies', "git → git"]),
    (
        "need above members",
        '[[group]]\nid = "version-control"\nneed = 3',
        ['group "version-control" / need', "3 of 2"],
    ),
    (
        "need is a text",
        '[[group]]\nid = "version-control"\nneed = "1"',
        ['group "version-control" / need', "whole number"],
    ),
    (
        "need is zero",
        '[[group]]\nid = "version-control"\nneed = 0',
        ['group "version-control" / need', "at least 1"],
    ),
    (
        "need is a truth value",
        '[[group]]\nid = "version-control"\nneed = true',
        ['group "version-control" / need', "whole number"],
    ),
    (
        "weight is negative",
        '[[group]]\nid = "version-control"\nweight = -1',
        ['group "version-control" / weight', "-1"],
    ),
    (
        "weight is no number",
        '[[group]]\nid = "version-control"\nweight = nan',
        ['group "version-control" / weight', "nan"],
    ),
    (
        "unknown ask",
        '[[group]]\nid = "version-control"\nask = "shwo"',
        ['group "version-control" / ask', 'did you mean "show"?'],
    ),
    (
        "unknown level",
        '[[group]]\nid = "version-control"\nlevel = "core"',
        ['group "version-control" / level', "essential, edge"],
    ),
    (
        "unknown member",
        '[[group]]\nid = "version-control"\nmembers = ["gti"]',
        ['group "version-control" / members', 'no keyword "gti"', '"git"'],
    ),
    (
        "group without members",
        '[[group]]\nid = "new"\ntitle = "New"',
        ['group "new" / members', "is missing"],
    ),
    (
        "group without title",
        '[[group]]\nid = "new"\nmembers = ["git"]',
        ['group "new" / title', "is missing"],
    ),
    (
        "questions that nobody asks",
        '[[group]]\nid = "version-control"\nquestions = ["Why?"]',
        ['group "version-control" / questions', '"none"'],
    ),
    ("another language", 'language = "de"', ["top level / language", "must be one of en"]),
    ("version is a number", "version = 1.0", ["top level / version", "in quotes"]),
]


@pytest.mark.parametrize(("text", "parts"), [pytest.param(*rest, id=name) for name, *rest in MISTAKES])
def test_a_mistake_is_refused_with_file_key_and_reason(tmp_path: Path, text: str, parts: list[str]) -> None:
    with pytest.raises(LexiconError) as caught:
        stacked(tmp_path, text)
    message = str(caught.value)
    assert "mine.toml" in message
    for part in parts:
        assert part in message
    assert caught.value.hint


@pytest.mark.parametrize("name", ["missing.toml", "a\0b"])
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(LexiconError):
        lexicon.load(files=[tmp_path / name])


def test_a_folder_is_no_lexicon(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match="cannot be read"):
        lexicon.load(files=[tmp_path])


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    with pytest.raises(LexiconError, match=re.escape("mine.toml")):
        stacked(tmp_path, "id = " + "[" * 5000)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda each: (
            st.lists(each, max_size=3)
            | st.dictionaries(
                st.sampled_from(["id", "group", "keyword", "guard", "forms", "source", "need"]),
                each,
                max_size=4,
            )
        ),
        max_leaves=12,
    )
)
def test_any_shape_is_checked_or_refused(value: object) -> None:
    if isinstance(value, dict):
        assert named(value) == "any.toml"


def named(value: dict[str, object]) -> str:
    """Return the file that the checked tables, or the error, name."""
    from cvtailor.lexicon.tables import check

    try:
        return check(value, "any.toml").name
    except LexiconError as error:
        return error.message.partition(":")[0]


def test_a_set_stands_for_its_words_and_patterns_stack(tmp_path: Path) -> None:
    text = (
        '[sets]\nmodels = ["model", "ranker"]\n[[keyword]]\nid = "deployment"\n'
        '[[keyword.pattern]]\nverbs = ["beam"]\nobjects = ["@models", "ranker", "robot"]'
    )
    mine = stacked(tmp_path, text).keyword("deployment")
    assert len(mine.patterns) == len(lexicon.load().keyword("deployment").patterns) + 1
    assert mine.patterns[-1].objects == ("model", "ranker", "robot")
