"""How an item opens: with an action verb, a duty phrase, a passive, a noun."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from cvtailor.nlp.clauses import Token, tokens_of
from cvtailor.nlp.phrases import any_of, values, word_set
from cvtailor.nlp.quantities import find
from cvtailor.nlp.types import Opening, Tense
from cvtailor.nlp.verbs import Form, is_action, look_up, members

Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """The opening of an item; ranges are offsets of its text."""

    kind: Opening
    verb: Range | None = None
    form: Form | None = None
    weak: Range | None = None


@functools.cache
def _at_start(key: str) -> re.Pattern[str]:
    return any_of(values("openings", key))


# Only the first words decide; the rest of a long paragraph is not read for it.
_HEAD = 400
_SUBJECT = 5  # words of a short subject with its verb: "Shop staff were then retrained"


def read_opening(text: str) -> Start:
    """Return how `text` opens."""
    head = text[:_HEAD]
    tokens = tokens_of(head)
    at = _skip(tokens, 0)
    if at >= len(tokens):
        return Start(kind=Opening.OTHER)
    first = tokens[at]
    verb = _verb_at(head, tokens, at)
    if verb is not None and verb[1].tense is Tense.BASE and _passive(head, tokens[: at + _SUBJECT], at):
        verb = None  # "Shop staff were retrained"
    weak = _weak(head, tokens, at) or (_activity(head, tokens, at) if verb is None else None)
    if weak is not None:
        return Start(
            kind=Opening.WEAK, weak=weak, verb=verb[0] if verb else None, form=verb[1] if verb else None
        )
    if first.lower in word_set("openings", "be"):
        return _be_opening(tokens, at)
    if verb is not None:
        return Start(kind=Opening.STRONG, verb=verb[0], form=verb[1])
    passive = _passive(head, tokens, at) or _bare_passive(head, tokens, at)
    if passive is not None:
        return Start(kind=Opening.PASSIVE, weak=passive)
    if first.form is not None and first.form.gerund and at + 1 < len(tokens) and _role(tokens[at + 1]):
        return Start(kind=Opening.NOUN)
    if first.lower in word_set("openings", "subordinators") or (first.form is not None and first.form.gerund):
        later = _after_comma(head, tokens, at)
        if later is not None:
            return Start(kind=Opening.STRONG, verb=later[0], form=later[1])
        return Start(kind=Opening.OTHER)
    if not head.lstrip(" “\"'([*").startswith(first.text) and at == 0:
        return Start(kind=Opening.OTHER)
    if first.text[0].isdigit():
        return Start(kind=Opening.OTHER)
    return Start(kind=Opening.NOUN)


def find_verb(text: str) -> Range | None:
    """Return the range of the opening verb of `text`, strong or weak; None when it opens without."""
    return read_opening(text).verb


def _skip(tokens: tuple[Token, ...], at: int) -> int:
    """Step over adverbs and a pronoun ("Successfully led", "I have built")."""
    adverbs, pronouns = word_set("openings", "adverbs"), {"i", "we"}
    for _ in range(4):
        if at + 1 >= len(tokens):
            return at
        token = tokens[at]
        if (
            token.lower in adverbs
            or (
                token.lower.endswith("ly")
                and len(token.lower) > 4
                and token.form is None
                and tokens[at + 1].form is not None
            )
            or token.lower in pronouns
            or token.lower in {"i've", "i’ve", "i'm", "i’m", "we've"}
            or (token.lower in {"have", "had", "has"} and at > 0 and tokens[at + 1].form is not None)
        ):
            at += 1
        else:
            return at
    return at


def _verb_at(text: str, tokens: tuple[Token, ...], at: int) -> tuple[Range, Form] | None:
    token = tokens[at]
    form = token.form
    if (
        form is None
        and token.lower.endswith("ed")
        and len(token.lower) > 4
        and at + 1 < len(tokens)
        and token.text.isalpha()
    ):
        return _unlisted(tokens, at)
    if form is None or form.lemma == "be":
        return None
    following = tokens[at + 1] if at + 1 < len(tokens) else None
    if form.tense is Tense.BASE and not _reads_as_verb(token, following):
        return None
    if (
        form.tense is Tense.PRESENT
        and not form.gerund
        and (following is None or following.form is not None or following.lower in word_set("openings", "be"))
    ):
        return None  # "Reports", "Models trained …"
    if form.gerund and following is not None and _noun_gerund(following):
        return None
    if form.gerund and _after_comma(text, tokens, at) is not None:
        return None  # "Using X, cut Y": the main verb comes later
    if not (is_action(form.lemma) or form.lemma in members("hiding") or form.lemma in members("plain")):
        return None
    if form.lemma in {"have", "result"}:
        return None
    if following is not None and text[token.end : following.start] == "-":
        return None
    return (token.start, token.end), form


def _unlisted(tokens: tuple[Token, ...], at: int) -> tuple[Range, Form] | None:
    """A past form the table lacks ("Hydroformed"): capitalised, then an object."""
    token, following = tokens[at], tokens[at + 1]
    objects = word_set("openings", "after_verb") | {"in", "for", "of", "from"}
    if following.lower not in objects and not following.lower.endswith("s"):
        return None
    if following.form is not None and following.form.tense is Tense.PAST:
        return None
    lower = token.lower
    lemma = (
        lower[:-3] + "y"
        if lower.endswith("ied")
        else lower[:-1]
        if lower.endswith(("sed", "zed", "ced", "ved", "ged", "ted", "red"))
        else lower[:-2]
    )
    return (token.start, token.end), Form(lemma, Tense.PAST, participle=True)


def _reads_as_verb(token: Token, following: Token | None) -> bool:
    """Whether a bare form opens as a verb ("Lead a team") and not as a noun ("Lead engineer")."""
    if token.lower not in word_set("openings", "noun_or_verb"):
        return following is None or following.lower != "of"
    if following is None:
        return False
    if following.lower in word_set("openings", "after_verb"):
        return following.lower not in {"and", "with", "on", "to"} or token.lower in {"lead", "partner"}
    return (
        following.lower.endswith(("s", "ing"))
        and following.form is None
        and token.lower in {"lead", "mentor", "coach", "design", "manage"}
    )


def _noun_gerund(following: Token) -> bool:
    """As in "Training data pipelines were" reads as noun only with a be-verb later; "Marketing of" and "Teaching assistant" always."""
    if _role(following):
        return True
    return following.lower in {"of", "and"} or following.lower in word_set("openings", "be")


def _role(following: Token) -> bool:
    """As in "Teaching assistant", "Managing director"."""
    return following.lower in word_set("openings", "role_nouns")


def _weak(text: str, tokens: tuple[Token, ...], at: int) -> Range | None:
    start = tokens[at].start
    for begin in dict.fromkeys((tokens[0].start, start)):
        match = _at_start("weak").match(text, begin)
        if match is None:
            continue
        if _at_start("not_weak").match(text, begin):
            return None
        if tokens[at].form is None and _is_subject(text, tokens, at):
            return None
        return match.span()
    token = tokens[at]
    if token.lower in word_set("openings", "hiding_bare") and at + 1 < len(tokens):
        following = tokens[at + 1]
        if following.lower in word_set("openings", "after_verb") | {"in", "for"} and not _at_start(
            "not_weak"
        ).match(text, start):
            return token.start, token.end
    return None


def _activity(text: str, tokens: tuple[Token, ...], at: int) -> Range | None:
    """As in "Development of a portal", "Roll-out of new tills": a noun that names the work, then a preposition."""
    if _is_subject(text, tokens, at):
        return None
    if tokens[at].lower in word_set("openings", "activity", "leads") and at + 2 < len(tokens):
        at += 1  # "Day-to-day running of"
    for index in range(at, min(len(tokens) - 1, at + 6)):
        following = tokens[index + 1]
        if following.lower in {"and", "or", ","}:
            continue
        if index > at and tokens[index].lower in {"and", "or"}:
            continue
        if not _names_activity(tokens[index]) or (
            index == at and text[tokens[at].end : following.start].strip()
        ):
            return None
        if _links_activity(tokens[index].lower, following.lower):
            if following.lower != "of" and _labels_level(text, tokens, at):
                return None
            return tokens[at].start, following.end
        if text[tokens[index].end : following.start].strip() != ",":
            return None
    return None


_LEVEL = re.compile(r"[^.;:]{0,120}:\s(?:[~<>≤≥±+−–-]\s?|\w{2,7}\s)?\d[\d.,]*\s?(?:%|per\s?cent)")


def _labels_level(text: str, tokens: tuple[Token, ...], at: int) -> bool:
    """As in "Readmissions within 30 days: 17 %", "Participation in the scheme: 31 % at the start": a measure and its level."""
    return _LEVEL.match(text, tokens[at].start) is not None


def _names_activity(token: Token) -> bool:
    """Whether a noun names what was done: "development", "roll-out", "monitoring"."""
    word = token.lower
    last = word.rpartition("-")[2]
    if last in word_set("openings", "activity", "things") or last.removesuffix("s") in word_set(
        "openings", "activity", "things"
    ):
        return False
    return (
        word in word_set("openings", "activity", "looser")
        or word in word_set("openings", "activity", "nouns")
        or word.removesuffix("s").endswith(tuple(values("openings", "activity", "endings")))
        or (token.form is not None and token.form.gerund)
        or (len(word) > 5 and word.endswith("ing"))
    )


def _links_activity(word: str, preposition: str) -> bool:
    """Whether the preposition joins the activity to what it was done to: "of" always, others with most nouns."""
    if preposition in word_set("openings", "activity", "prepositions"):
        return True
    if preposition not in word_set("openings", "activity", "loose_prepositions"):
        return False
    if word in word_set("openings", "activity", "looser"):
        return True
    ends = word.removesuffix("s").endswith(tuple(values("openings", "activity", "endings")))
    return ends and word.removesuffix("s") not in word_set("openings", "activity", "credentials")


@functools.cache
def _finite() -> frozenset[str]:
    """Return the verbs that tell what the subject did: it rose, it saved."""
    effects = word_set("openings", "activity", "effects") | word_set("results", "verbs", "subject")
    return frozenset(members("up") | members("down") | effects)


def _is_subject(text: str, tokens: tuple[Token, ...], at: int) -> bool:
    """Whether the opening noun is the subject of a change: "Participation in the survey rose to 80 %"."""
    for index in range(at + 2, min(len(tokens), at + 14)):
        token = tokens[index]
        if _BREAK.search(text[tokens[index - 1].end : token.start]) or token.lower in {
            "that",
            "which",
            "who",
        }:
            return False
        form = token.form
        if form is None or form.tense is not Tense.PAST:
            continue  # "Reduction of ward falls by a third" has a noun there
        if form.lemma not in _finite():
            continue
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if (
            following is None
            or following.text[0].isdigit()
            or following.lower in word_set("openings", "activity", "after_finite")
            or tokens[index - 1].lower not in word_set("openings", "activity", "before_noun")
        ):
            return True
    return False


def _participle(token: Token) -> bool:
    return token.lower in word_set("openings", "participles") or (
        token.form is not None and token.form.participle
    )


def _be_opening(tokens: tuple[Token, ...], at: int) -> Start:
    """As in "Was asked to", "Been promoted"."""
    for token in tokens[at + 1 : at + 4]:
        if _participle(token):
            lemma = token.form.lemma if token.form is not None else token.lower.removesuffix("ed")
            if _not_hidden(token, lemma):
                return Start(kind=Opening.OTHER, verb=(token.start, token.end), form=token.form)
            return Start(kind=Opening.PASSIVE, weak=(tokens[at].start, token.end))
        if not token.lower.endswith("ly"):
            break
    return Start(kind=Opening.WEAK, weak=(tokens[at].start, tokens[at].end))


def _not_hidden(token: Token, lemma: str) -> bool:
    listed = word_set("openings", "not_hidden")
    lower = token.lower
    stems = {lemma, lower, lower.removesuffix("d"), lower.removesuffix("ed"), lower.removesuffix("ted")}
    return bool(stems & listed) or lower in {"chosen", "shortlisted", "admitted"}


_BREAK = re.compile(r"[,.;:]")


def _passive(text: str, tokens: tuple[Token, ...], at: int) -> Range | None:
    """As in "Models were trained", "The audit was carried out": a subject, a form of be, a participle."""
    if tokens[at].lower in {"should", "could", "would", "must", "might"}:
        return None
    be = word_set("openings", "be") - {"am", "being"}
    for index in range(at + 1, min(len(tokens) - 1, at + 12)):
        token = tokens[index]
        if _BREAK.search(text[tokens[index - 1].end : token.start]) or token.lower in {
            "that",
            "which",
            "who",
            "and",
        } | word_set("openings", "clause_links"):
            return None
        if token.lower not in be:
            continue
        for following in tokens[index + 1 : index + 4]:
            if _participle(following) or (following.form is None and following.lower.endswith("ed")):
                lemma = following.form.lemma if following.form is not None else following.lower
                if lemma == "go" or _not_hidden(following, lemma):
                    return None
                return token.start, following.end
            if not following.lower.endswith("ly") and following.lower not in {
                "then",
                "also",
                "been",
                "being",
            }:
                return None
        return None
    return None


def _bare_passive(text: str, tokens: tuple[Token, ...], at: int) -> Range | None:
    """As in "Contract renegotiated", "Database migrated to Postgres": a noun, then a participle without be."""
    if _at_start("not_weak").match(text.replace("-", " "), tokens[at].start):
        return None
    for index in range(at + 1, min(len(tokens), at + 5)):
        token = tokens[index]
        if text[tokens[index - 1].end : token.start].strip() or tokens[index - 1].text[0].isdigit():
            return None
        form = token.form
        if form is None:
            continue
        if not (form.participle and form.tense is Tense.PAST) or form.lemma in word_set(
            "openings", "bare_passive", "intransitive"
        ):
            return None
        if tokens[at].lower in word_set("openings", "bare_passive", "none_of"):
            return None  # "No complaint upheld": nobody did it
        if not is_action(form.lemma) or _not_hidden(token, form.lemma):
            return None
        if form.lemma in word_set("openings", "bare_passive", "of_counted") and _counted(text, tokens[at]):
            return None  # "A dozen pieces sold at my show"
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        if _is_subject(text, tokens, index):
            return None  # "Calls answered within 20 seconds rose to 92 %"
        ends = following is None or bool(_BREAK.search(text[token.end : following.start]))
        if ends or (
            following is not None and following.lower in word_set("openings", "bare_passive", "after")
        ):
            return token.start, token.end
        return None
    return None


def _counted(text: str, first: Token) -> bool:
    """Return whether an item opens with a number: "Twelve flats", "A dozen pieces"."""
    return any(each.start == first.start for each in find(text[: first.end + 20]))


def _after_comma(text: str, tokens: tuple[Token, ...], at: int) -> tuple[Range, Form] | None:
    """The main verb after a leading phrase ("Using Bayesian search, cut …", "As team lead, built …")."""
    for index in range(at + 1, len(tokens)):
        gap = text[tokens[index - 1].end : tokens[index].start]
        if "." in gap or ";" in gap:
            return None
        if "," in gap:
            ahead = _skip(tokens, index)
            form = look_up(tokens[ahead].text)
            if form is not None and form.tense is Tense.PAST and is_action(form.lemma):
                return (tokens[ahead].start, tokens[ahead].end), form
    return None
