import pytest

from cvtailor.document import SectionKind
from cvtailor.parsing import headers

X, E, P = SectionKind.EXPERIENCE, SectionKind.EDUCATION, SectionKind.PROJECTS

T = SectionKind.TEACHING

CASES = [
    (
        X,
        ["Counsel, Technology Transactions\tJan 2019 – Present", "Marsh & Hale LLP\tReet, MA"],
        "Counsel, Technology Transactions",
        "Marsh & Hale LLP",
        "Reet, MA",
        "2019-01",
        "present",
    ),
    (
        E,
        ["J.D., magna cum laude, Vale Law School\t2010 – 2013"],
        "J.D., magna cum laude",
        "Vale Law School",
        None,
        "2010",
        "2013",
    ),
    (
        E,
        ["Vale College\tAmherst, MA", "B.A. in Philosophy\t2006 – 2010"],
        "B.A. in Philosophy",
        "Vale College",
        "Amherst, MA",
        "2006",
        "2010",
    ),
    (
        E,
        ["High School Diploma, Juniper Ridge High School, Ellery, WA (June 2023)"],
        "High School Diploma",
        "Juniper Ridge High School",
        "Ellery, WA",
        None,
        "2023-06",
    ),
    (
        T,
        ["Field Methods Summer School | Institute of Polar Studies | 2016–2018"],
        "Field Methods Summer School",
        "Institute of Polar Studies",
        None,
        "2016",
        "2018",
    ),
    (
        X,
        ["Junior Designer | The Printworks at Reet | Ilm\t2012 – 2015"],
        "Junior Designer",
        "The Printworks at Reet",
        "Ilm",
        "2012",
        "2015",
    ),
    (
        X,
        ["Visiting Scholar, Okan Polytechnic, Okan, WA, USA\t2012"],
        "Visiting Scholar",
        "Okan Polytechnic",
        "Okan, WA, USA",
        None,
        "2012",
    ),
    (
        X,
        ["Data Scientist, Tamarind & Co. Grocers, Boston Spa, MA\t2019 – 2021"],
        "Data Scientist",
        "Tamarind & Co. Grocers",
        "Boston Spa, MA",
        "2019",
        "2021",
    ),
    (
        E,
        ["2019 2021\tKestrel Bay University", "MSc in Advanced Care"],
        "MSc in Advanced Care",
        "Kestrel Bay University",
        None,
        "2019",
        "2021",
    ),
    (
        X,
        ["Senior ML Engineer, Acme Corp, London\tJan 2020 – Present"],
        "Senior ML Engineer",
        "Acme Corp",
        "London",
        "2020-01",
        "present",
    ),
    (
        X,
        ["Data Scientist | Globex Ltd | Leeds | 03/2017 - 12/2019"],
        "Data Scientist",
        "Globex Ltd",
        "Leeds",
        "2017-03",
        "2019-12",
    ),
    (X, ["Acme Corp – Data Scientist (2017–2019)"], "Data Scientist", "Acme Corp", None, "2017", "2019"),
    (
        X,
        ["2017–2019\tData Scientist, Acme, Inc., Austin, TX"],
        "Data Scientist",
        "Acme, Inc.",
        "Austin, TX",
        "2017",
        "2019",
    ),
    (X, ["2017–2019", "Data Scientist", "Acme"], "Data Scientist", "Acme", None, "2017", "2019"),
    (
        X,
        ["Acme Labs\tBoston, MA", "Research Intern\tSummer 2020"],
        "Research Intern",
        "Acme Labs",
        "Boston, MA",
        None,
        "2020",
    ),
    (
        X,
        ["Northwind\tSeattle, WA", "Data wrangler\t2011 – 2013"],
        "Data wrangler",
        "Northwind",
        "Seattle, WA",
        "2011",
        "2013",
    ),
    (
        X,
        ["Software Engineer at Initech", "May 2015 - June 2016"],
        "Software Engineer",
        "Initech",
        None,
        "2015-05",
        "2016-06",
    ),
    (
        X,
        ["Software Engineer @ Initech, Remote • 2015 – 2016"],
        "Software Engineer",
        "Initech",
        "Remote",
        "2015",
        "2016",
    ),
    (
        X,
        ["Postdoctoral Researcher, University of Exampleton, UK, since 2019"],
        "Postdoctoral Researcher",
        "University of Exampleton",
        "UK",
        "2019",
        "present",
    ),
    (
        X,
        ["Institute of Student Affairs – Head of Data, 2019–21"],
        "Head of Data",
        "Institute of Student Affairs",
        None,
        "2019",
        "2021",
    ),
    (
        X,
        ["Position: Data Analyst", "Company: Northwind", "Duration: Jan 2015 - Feb 2016"],
        "Data Analyst",
        "Northwind",
        None,
        "2015-01",
        "2016-02",
    ),
    (X, ["Engineer (Remote), Hooli, 2020 – now"], "Engineer", "Hooli", "Remote", "2020", "present"),
    (X, ["Engineer\t06/2018 –", "04/2020", "Acme Ltd"], "Engineer", "Acme Ltd", None, "2018-06", "2020-04"),
    (
        E,
        ["MSc Machine Learning, University College London, 2016"],
        "MSc Machine Learning",
        "University College London",
        None,
        None,
        "2016",
    ),
    (
        E,
        ["University of Leeds\t2012 – 2015", "BSc Mathematics, First Class Honours"],
        "BSc Mathematics, First Class Honours",
        "University of Leeds",
        None,
        "2012",
        "2015",
    ),
    (
        E,
        ["PhD in Physics", "University of Amsterdam", "2016 – 2020"],
        "PhD in Physics",
        "University of Amsterdam",
        None,
        "2016",
        "2020",
    ),
    (
        E,
        ["B.Tech., Computer Science, IIT Madras, India\tExpected June 2027"],
        "B.Tech., Computer Science",
        "IIT Madras",
        "India",
        None,
        "2027-06",
    ),
    (
        E,
        ["Kestrel College, Durrowby | September 2013 to June 2016", "BA Linguistics"],
        "BA Linguistics",
        "Kestrel College",
        "Durrowby",
        "2013-09",
        "2016-06",
    ),
    (
        E,
        ["PhD, Robotics, Northwind University, 2018"],
        "PhD, Robotics",
        "Northwind University",
        None,
        None,
        "2018",
    ),
    (P, ["TinyTorch\t2022"], "TinyTorch", None, None, None, "2022"),
    (P, ["PaperBot | Python, Flask, Redis"], "PaperBot", None, None, None, None),
]


# A place by itself beside a known organisation, a subject after a title, a place of two parts.
CASES += [
    (
        X,
        ["Senior Researcher\t01/2020 – 03/2021", "Merrow Imaging Institute · Thornaby"],
        "Senior Researcher",
        "Merrow Imaging Institute",
        "Thornaby",
        "2020-01",
        "2021-03",
    ),
    (
        X,
        ["Orbit Retail Analytics\tWhitcombe", "Machine Learning Engineer\tSep 2019 – Mar 2022"],
        "Machine Learning Engineer",
        "Orbit Retail Analytics",
        "Whitcombe",
        "2019-09",
        "2022-03",
    ),
    (
        E,
        ["B.S. in Statistics\tAug. 2004 – May 2008", "Escuela Normal de Brisa · Brisa, Puerto Rico"],
        "B.S. in Statistics",
        "Escuela Normal de Brisa",
        "Brisa, Puerto Rico",
        "2004-08",
        "2008-05",
    ),
    (
        X,
        ["Tutor, Geometry and Topology", "Alder College, Larchfield, OR | 09/2021 - 05/2023"],
        "Tutor, Geometry and Topology",
        "Alder College",
        "Larchfield, OR",
        "2021-09",
        "2023-05",
    ),
    (
        X,
        ["Teaching Assistant, Phonetics, University of Dunmere, Dunmere\tSeptember 2016 to June 2018"],
        "Teaching Assistant, Phonetics",
        "University of Dunmere",
        "Dunmere",
        "2016-09",
        "2018-06",
    ),
]


@pytest.mark.parametrize(("kind", "lines", "title", "organisation", "location", "start", "end"), CASES)
def test_header(
    kind: SectionKind, lines: list[str], title: str, organisation: str, location: str, start: str, end: str
) -> None:
    fields = headers.parse(lines, kind)
    got = [part.text if part else None for part in (fields.title, fields.organisation, fields.location)]
    assert [*got, fields.start, fields.end] == [title, organisation, location, start, end]
    for part in (fields.title, fields.organisation, fields.location, fields.date):
        if part:
            assert lines[part.line][part.start : part.end] == part.text


@pytest.mark.parametrize(
    "text",
    [
        "In 2020 I built a model",
        "Grew revenue from 2019 to 2020 by 5 % in all regions",
        "Won the 2019 hackathon with a robot",
    ],
)
def test_a_date_inside_a_sentence_is_no_header_date(text: str) -> None:
    assert headers.edge_date(text) is None


def test_a_bold_beginning_is_a_part_of_its_own() -> None:
    line = "B.S. in Statistics, Escuela Normal de Brisa, Brisa, Puerto Rico\tAug. 2004 – May 2008"
    fields = headers.parse([line], E, [len("B.S. in Statistics")])
    parts = (fields.title, fields.organisation, fields.location)
    assert [part.text if part else None for part in parts] == [
        "B.S. in Statistics",
        "Escuela Normal de Brisa",
        "Brisa, Puerto Rico",
    ]


def test_a_bold_title_before_a_full_stop() -> None:
    line = "2019–present\tAssociate Professor. University of Ilm, Reet, Norway"
    fields = headers.parse([line], X, [len("2019–present\tAssociate Professor")])
    assert [part and part.text for part in (fields.title, fields.organisation, fields.location)] == [
        "Associate Professor",
        "University of Ilm",
        "Reet, Norway",
    ]
