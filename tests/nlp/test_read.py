"""Mentions of a whole CV: standing by section, names, cues, implications, signals, dates."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass, field

import pytest

from cvtailor import nlp
from cvtailor.document import (
    Contact,
    Document,
    Entry,
    Item,
    ItemKind,
    Place,
    Section,
    SectionKind,
    Span,
    json_text,
)
from cvtailor.lexicon.types import Ask, Group, Guard, Keyword, Lexicon, Signal
from cvtailor.nlp.types import Evidence, Standing


def word(id: str, *forms: str, **more: object) -> Keyword:
    return Keyword(id=id, name=more.pop("name", id), forms=forms, **more)


KEYWORDS = (
    word("python", "Python"),
    word("spark", cased=("Spark",)),
    word("java", "Java"),
    word("julia", cased=("Julia",), guards=(Guard(not_sections=("publications",)),)),
    word("pytorch", "PyTorch", "torch", implies=("deep-learning",), name="PyTorch"),
    word("resnet", "ResNet", implies=("cnn",), name="ResNet"),
    word("cnn", "convolutional neural network", "CNN", implies=("deep-learning",), name="CNN"),
    word("deep-learning", "deep learning", name="deep learning", kind="method"),
    word("unsupervised", "unsupervised learning", kind="method"),
    word("supervised", "supervised learning", kind="method"),
    word("hadoop", "Hadoop"),
    word("rust", cased=("Rust",)),
    word("kafka", "Kafka"),
    word("phd", "PhD", kind="credential"),
    word("msc", "MSc", "master's degree", kind="credential"),
    word("aws-cert", "AWS Certified Machine Learning", kind="credential", implies=("aws",)),
    word("aws", "AWS"),
    word("neurips", "NeurIPS", kind="venue"),
    word("open-source", "open source", signals=(Signal.CODE_LINK,), kind="practice"),
    word("papers", "research papers", signals=(Signal.PUBLICATION,), kind="practice"),
    word("impact", "measurable impact", signals=(Signal.MEASURED_ITEM,), kind="practice"),
    word("nlp", "NLP", "natural language processing", kind="method"),
    word("sql", "SQL"),
)
LEXICON = Lexicon(
    id="test",
    title="Test",
    version="1",
    language="en",
    sha256="5" * 64,
    source="written for this test",
    groups=(
        Group(
            id="languages",
            title="Languages",
            need=1,
            weight=1.0,
            essential=True,
            ask=Ask.NAME,
            members=("python", "java"),
            source=(),
        ),
    ),
    keywords=KEYWORDS,
)


@dataclass
class Builder:
    """Writes a CV line by line and keeps the spans."""

    text: str = ""
    sections: list[Section] = field(default_factory=list)
    masked: list[Span] = field(default_factory=list)

    def line(self, text: str) -> Span:
        start = len(self.text)
        self.text += text + "\n"
        return Span(start=start, end=start + len(text))

    def item(self, text: str, kind: ItemKind = ItemKind.BULLET) -> Item:
        return Item(kind=kind, text=text, span=self.line(text), place=Place(page=1))

    def entry(
        self,
        title: str,
        organisation: str | None = None,
        location: str | None = None,
        dates: tuple[str | None, str | None] = (None, None),
        items: tuple[str, ...] = (),
        kind: ItemKind = ItemKind.BULLET,
    ) -> Entry:
        parts = [each for each in (title, organisation, location) if each]
        header = self.line(", ".join(parts))
        spans, at = [], header.start
        for each in (title, organisation, location):
            spans.append(Span(start=at, end=at + len(each)) if each else None)
            at += len(each) + 2 if each else 0
        made = tuple(self.item(each, kind) for each in items)
        return Entry(
            title=title,
            organisation=organisation,
            location=location,
            start=dates[0],
            end=dates[1],
            span=Span(start=header.start, end=len(self.text) - 1),
            place=Place(page=1),
            items=made,
            header=header,
            title_span=spans[0],
            organisation_span=spans[1],
            location_span=spans[2],
        )

    def section(
        self,
        kind: str,
        heading: str,
        *,
        entries: tuple[tuple[object, ...], ...] = (),
        bullets: tuple[str, ...] = (),
        skills: tuple[str, ...] = (),
        paragraph: str = "",
    ) -> Builder:
        head = self.line(heading)
        items = [self.item(each) for each in bullets]
        if paragraph:
            items.append(self.item(paragraph, ItemKind.PARAGRAPH))
        for each in skills:
            items.extend(self.skills(each))
        made = tuple(self.entry(*each) for each in entries)
        self.sections.append(
            Section(
                kind=SectionKind(kind),
                heading=heading,
                heading_span=head,
                span=Span(start=head.start, end=len(self.text) - 1),
                place=Place(page=1),
                entries=made,
                items=tuple(items),
            )
        )
        return self

    def skills(self, line: str) -> list[Item]:
        """A line "Label: a, b" gives the items a and b; the label belongs to no item."""
        span = self.line(line)
        at = span.start + (line.index(":") + 1 if ":" in line else 0)
        items = []
        for part in self.text[at : span.end].split(","):
            start = at + len(part) - len(part.lstrip())
            text = part.strip()
            items.append(
                Item(
                    kind=ItemKind.SKILL,
                    text=text,
                    span=Span(start=start, end=start + len(text)),
                    place=Place(page=1),
                )
            )
            at += len(part) + 1
        return items

    def document(self, **contact: object) -> Document:
        return Document(
            tool_version="0",
            file="cv.txt",
            sha256="0" * 64,
            media_type="text/plain",
            reader="text",
            pages=None,
            language="en",
            text=self.text,
            masked=tuple(self.masked),
            sections=tuple(self.sections),
            contact=Contact(**contact),
            observations=(),
        )


def read(builder: Builder, as_of: str | None = None, **contact: object) -> Evidence:
    return nlp.read(builder.document(**contact), LEXICON, as_of=as_of)


def standing(evidence: Evidence, id: str) -> str:
    return next(str(each.standing) for each in evidence.keywords if each.id == id)


def bullet(text: str) -> Builder:
    made = Builder()
    made.line("Ada Example")
    return made.section(
        "experience", "Experience", entries=(("Engineer", "Acme", None, ("2020", "2021"), (text,)),)
    )


@pytest.mark.parametrize(
    ("builder", "id", "expected"),
    [
        (bullet("Cut training time by 40% with PyTorch"), "pytorch", "proven"),
        (bullet("Wrote training code in PyTorch"), "pytorch", "used"),
        (bullet("Wrote training code in PyTorch"), "deep-learning", "implied"),
        (bullet("Trained ResNet-50 on scans"), "cnn", "implied"),
        (bullet("Trained ResNet-50 on scans"), "deep-learning", "implied"),
        (bullet("No experience with Hadoop"), "hadoop", "denied"),
        (bullet("Currently learning Rust"), "rust", "planned"),
        (bullet("The vendor's Spark cluster was run by another team"), "spark", "denied"),
        (bullet("Currently learning PyTorch"), "deep-learning", "absent"),
        (bullet("Supervised two PhD students"), "phd", "absent"),
        (bullet("Wrote Python"), "java", "absent"),
        (Builder().section("experience", "Work", entries=(("Python Developer", "Acme"),)), "python", "used"),
        (Builder().section("experience", "Work", entries=(("Developer", "Spark Analytics"),)), "spark", "absent"),
        (Builder().section("experience", "Work", entries=(("Developer", "Acme", "Java"),)), "java", "absent"),
        (Builder().section("projects", "Projects", entries=(("Search", "PyTorch"),)), "pytorch", "used"),
        (Builder().section("education", "Education", entries=(("PhD in NLP", "Example University"),)), "phd", "held"),
        (Builder().section("education", "Education", entries=(("PhD in NLP", "Example University"),)), "nlp", "held"),
        (
            Builder().section(
                "education", "Education", entries=(("PhD", "Example University", None, ("2020", "present")),)
            ),
            "phd",
            "planned",
        ),
        (
            Builder().section("education", "Education", entries=(("MSc", "Uni", None, ("2018", "2019"), ("Courses: deep learning",)),)),
            "deep-learning",
            "held",
        ),
        (Builder().section("certifications", "Certificates", bullets=("AWS Certified Machine Learning, 2022",)), "aws-cert", "held"),
        (Builder().section("certifications", "Certificates", bullets=("AWS Certified Machine Learning, 2022",)), "aws", "implied"),
        (
            Builder().section("certifications", "Certificates", bullets=("AWS Certified Machine Learning (expected 2027)",)),
            "aws-cert",
            "planned",
        ),
        (Builder().section("skills", "Skills", skills=("Tools: Python, Spark",)), "python", "listed"),
        (Builder().section("skills", "Skills", skills=("Tools: Python, Spark",)), "spark", "listed"),
        (Builder().section("skills", "Skills", skills=("Deep learning: PyTorch",)), "deep-learning", "listed"),
        (Builder().section("skills", "Skills", skills=("Currently learning: Rust, Julia",)), "rust", "planned"),
        (Builder().section("skills", "Skills", skills=("Currently learning: Rust, Julia",)), "julia", "planned"),
        (Builder().section("skills", "Skills", skills=("Python, Rust (learning), Java",)), "java", "listed"),
        (Builder().section("skills", "Skills", skills=("Unsupervised, learning",)), "unsupervised", "absent"),
        (Builder().section("summary", "Summary", paragraph="Engineer who likes Python"), "python", "claimed"),
        (Builder().section("summary", "Summary", paragraph="Keen to learn Rust"), "rust", "planned"),
        (Builder().section("summary", "Summary", paragraph="PhD candidate in NLP"), "phd", "planned"),
        (Builder().section("interests", "Interests", paragraph="Kafka, the writer and the queue"), "kafka", "claimed"),
        (Builder().section("publications", "Papers", bullets=("Julia Novak. Deep learning at sea. NeurIPS 2021",)), "julia", "absent"),
        (Builder().section("publications", "Papers", bullets=("Novak. Deep learning at sea. NeurIPS 2021",)), "deep-learning", "used"),
        (Builder().section("publications", "Papers", bullets=("Novak. Deep learning at sea. NeurIPS 2021",)), "papers", "used"),
        (Builder().section("service", "Service", entries=(("Reviewer", "NeurIPS"),)), "neurips", "used"),
        (Builder().section("awards", "Awards", bullets=("Best Python talk",)), "python", "used"),
        (Builder().section("references", "References", paragraph="Dr Kafka knows my Python"), "python", "absent"),
        (Builder().section("other", "Odds and ends", bullets=("Python at home",)), "python", "claimed"),
        (bullet("Cut latency by 30%"), "impact", "proven"),
    ],
)  # fmt: skip
def test_standing(builder: Builder, id: str, expected: str) -> None:
    assert standing(read(builder), id) == expected


def test_the_strongest_mention_stands() -> None:
    both = bullet("Wrote Rust services")
    both.section("summary", "Summary", paragraph="Keen to learn Rust")
    evidence = read(both)
    rust = next(each for each in evidence.keywords if each.id == "rust")
    assert rust.standing is Standing.USED
    assert [str(each.standing) for each in rust.mentions] == ["used", "planned"]


def test_denied_only_where_nothing_stronger_stands() -> None:
    both = bullet("Wrote PyTorch code")
    both.section("summary", "Summary", paragraph="No experience with deep learning")
    evidence = read(both)
    assert standing(evidence, "deep-learning") == "implied"


def test_implied_says_its_chain() -> None:
    evidence = read(bullet("Trained ResNet-50 on scans"))
    deep = next(each for each in evidence.keywords if each.id == "deep-learning")
    [mention] = deep.mentions
    assert mention.via == ("resnet", "cnn")
    assert mention.form is None
    assert mention.quote == "ResNet-50"
    assert mention.reason == "ResNet-50 shows deep learning (through CNN)."


def test_masked_text_and_the_name_are_skipped() -> None:
    made = Builder()
    name = made.line("Julia Spark")
    made.masked.append(name)
    made.section(
        "experience", "Work", entries=(("Engineer", "Acme", None, ("2020", "2021"), ("Julia Spark led it",)),)
    )
    evidence = read(made, name="Julia Spark")
    assert standing(evidence, "julia") == "absent"
    assert standing(evidence, "spark") == "absent"


def test_employer_named_in_a_bullet_is_no_tool() -> None:
    made = Builder().section(
        "experience",
        "Work",
        entries=(
            ("Engineer", "Spark Analytics", None, ("2020", "2021"), ("Built Java tools at Spark Analytics",)),
        ),
    )
    evidence = read(made)
    assert standing(evidence, "spark") == "absent"
    assert standing(evidence, "java") == "used"


def test_code_link_shows_open_source_even_when_masked() -> None:
    made = Builder()
    made.masked.append(made.line("github.com/example"))
    made.section("skills", "Skills", skills=("Python",))
    evidence = read(made)
    assert standing(evidence, "open-source") == "used"
    assert "example" not in json_text([each.quote for k in evidence.keywords for each in k.mentions])


@pytest.mark.parametrize(
    ("line", "links", "quote"),
    [
        ("See my GitHub", ("https://github.com/example",), "GitHub"),
        ("Code at example.github.io, with tests", (), "example.github.io"),
        ("See my pages", ("https://gitlab.com/example",), "Summary"),
        ("See my pages", ("https://example.org/github",), None),
        ("Hosted on github.com by others", (), None),
    ],
)
def test_code_links_behind_words_and_without_a_path(
    line: str, links: tuple[str, ...], quote: str | None
) -> None:
    made = Builder()
    made.section("summary", "Summary", bullets=(line,))
    evidence = read(made, links=links)
    shown = next(each for each in evidence.keywords if each.id == "open-source")
    assert [each.quote for each in shown.mentions] == ([quote] if quote else [])


@pytest.mark.parametrize(
    ("dates", "given", "expected"),
    [
        ((("2019", "2021-04"),), None, "2021-04-30"),
        ((("2019-02", "present"),), None, "2019-02-28"),
        ((("2020-02", None),), None, "2020-02-29"),
        ((("2019", "2020"), ("2021", "2022")), None, "2022-12-31"),
        (((None, None),), None, None),
        ((("2019", "2021"),), "2024-05-01", "2024-05-01"),
    ],
)
def test_as_of(
    dates: tuple[tuple[str | None, str | None], ...], given: str | None, expected: str | None
) -> None:
    made = Builder().section(
        "experience", "Work", entries=tuple(("Engineer", "Acme", None, each) for each in dates)
    )
    assert read(made, as_of=given).as_of == expected


def test_a_degree_that_ends_after_the_day_is_planned() -> None:
    made = Builder().section("education", "Education", entries=(("MSc", "Uni", None, ("2023", "2026-09")),))
    assert standing(read(made, as_of="2025-01-01"), "msc") == "planned"
    assert standing(read(made, as_of="2026-12-01"), "msc") == "held"


def test_every_keyword_stands_in_the_lexicons_order_with_its_group() -> None:
    evidence = read(bullet("Wrote Python"))
    assert [each.id for each in evidence.keywords] == [each.id for each in KEYWORDS]
    assert {each.id: each.group for each in evidence.keywords}["java"] == "languages"
    absent = next(each for each in evidence.keywords if each.id == "java")
    assert (str(absent.standing), absent.mentions) == ("absent", ())


def test_no_match_crosses_items() -> None:
    made = Builder().section(
        "experience", "Work", bullets=("Worked on unsupervised", "learning programmes for staff")
    )
    assert standing(read(made), "unsupervised") == "absent"


def test_empty_document() -> None:
    evidence = read(Builder())
    assert {str(each.standing) for each in evidence.keywords} == {"absent"}
    assert evidence.as_of is None


def test_mentions_are_in_order_and_quote_the_text() -> None:
    made = bullet("Used Python, then Spark, then more Python and CNNs")
    made.section("skills", "Skills", skills=("Python, SQL",))
    evidence = read(made)
    for keyword in evidence.keywords:
        spans = [each.span for each in keyword.mentions]
        assert spans == sorted(spans)
        for mention in keyword.mentions:
            assert mention.quote == evidence.document.quote(mention.span)
            assert mention.reason.endswith(".")


SCRIPT = """
import importlib.util, sys
spec = importlib.util.spec_from_file_location("cases", sys.argv[1])
cases = importlib.util.module_from_spec(spec)
sys.modules["cases"] = cases
spec.loader.exec_module(cases)
from cvtailor.document import json_text
made = cases.bullet("Tuned PyTorch and ResNet-50 models, no Hadoop; supervised and unsupervised learning")
made.section("skills", "Skills", skills=("Learning: Rust, Julia", "Python, Spark, SQL"))
sys.stdout.buffer.write(json_text(cases.read(made).keywords).encode())
"""


def test_same_output_at_every_hash_seed() -> None:
    outputs = [
        subprocess.run(
            [sys.executable, "-c", SCRIPT, __file__],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "4242")
    ]
    assert outputs[0] == outputs[1]
    assert json.loads(outputs[0])


def test_importing_the_room_is_cheap() -> None:
    code = "import sys, cvtailor.nlp; print([n for n in ('spacy', 'sklearn', 'docx') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
