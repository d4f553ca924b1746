"""Years, degrees and fields of work in lines as adverts of many trades and house styles have them; all invented."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtailor import jobs, lexicon
from cvtailor.jobs import demands, lines, phrases
from cvtailor.lexicon import Lexicon

# Each line: what the advert says | least years, or least-most; "-" for none.
YEARS = """\
5+ years of experience in machine learning | 5
At least three years' experience of Java | 3
a minimum of three years' post-qualification experience | 3
3-5 yrs in a similar role | 3-5
at least two years in a similar role | 2
Five or more years of commercial Python | 5
18 months' experience in a busy restaurant | 1.5
Several years of experience in retail | -
2-4 years PQE | 2-4
Solicitor or Legal Executive with 3+ PQE | 3
0-2 years' PQE in residential conveyancing | 0-2
A minimum of 12 months post-registration experience | 1
Minimum of six months' experience in acute care | 0.5
Two (2) years' experience in data analysis | 2
Four years of related work experience may be substituted | -
Around two years of Android work is probably the floor | 2
You will have been teaching for at least three years | 3
Qualified for at least two years | 2
Two or three years as a commis chef | 2-3
Two years or more as a sous chef | 2
3 yrs+ in manufacturing or FMCG finance | 3
One year's experience in a call centre | 1
A year's experience of social work with adults | 1
At least a year in a customer-facing role | 1
A couple of years in a kitchen of similar size | 2
A few years behind a bar | -
Some years of practice in criminal law | -
Ten years' experience, five of them in management | 10;5
Minimum 10 years' experience in civil engineering, including 5 years as a site manager | 10;5
Experience: 4 years | 4
Years of experience: 5+ | 5
Experience required: 2 to 3 years | 2-3
5 years experience (minimum) in electrical maintenance | 5
8 plus years in enterprise sales | 8
more than 7 years of hands-on experience | 7
over 6 years' experience in B2B marketing | 6
upwards of four years in product management | 4
no less than 3 years' experience | 3
Not less than two years' experience of employee relations casework | 2
Between three and five years of experience in audit | 3-5
3 to 5+ years of front-end work | 3-5
1-2 years' post doctoral experience | 1-2
3+ years' relevant industry or academic experience | 3
You've been building web apps for 4+ years | 4
You have worked as an electrician for five years or longer | 5
You've spent at least three years writing production Go | 3
Three years' proven track record in fundraising | 3
Proven experience (3 years+) as an estate agent | 3
Proven track record of 5 years in logistics | 5
Bachelor's degree and 2 years of experience, or 6 years of experience | 2
Master's with 3 years' experience | 3
Must have 1+ year of forklift driving | 1
1 year+ HGV driving experience | 1
Min. 2 yrs exp with React | 2
Min 5 yrs experience | 5
5 yrs' exp. in property management | 5
6+ months of experience with Terraform | 0.5
24 months of clinical experience | 2
Eighteen months of bookkeeping experience | 1.5
at least one full year of classroom experience | 1
Post-qualified experience of 4 years or above | 4
Time served electrician with 5 years on the tools | 5
7 years' plus working in an architectural practice | 7
A decade of experience in shipping | 10
Over a decade's experience in insolvency | 10
at least half a year in a laboratory | 0.5
Two years' recent experience in a GP surgery | 2
3 years' managerial experience in hospitality | 3
2 years of supervisory experience | 2
Experience with Kubernetes (2+ years) | 2
Python (5+ years), SQL (3+ years) | 5;3
Java – 5 years | 5
AWS, 3+ years | 3
2 years minimum as a paralegal | 2
minimum of 2 academic years of teaching experience | 2
We have been trading for 25 years | -
Fixed-term for 2 years | -
A 12 month maternity cover contract | -
This is a two-year post funded by the Wellcome Trust | -
The post is funded for three years in the first instance | -
Must be over 18 years of age | -
Applicants must be at least 21 years old | -
Experience with children aged 3 to 11 years | -
Caring for children from 0 to 5 years | -
Full UK driving licence held for at least 2 years | -
Lived in the UK for the last five years | -
References covering the last 3 years | -
An additional day's holiday after two years | -
A sabbatical after five years | -
Experience teaching Years 5 and 6 | -
Teaching mathematics to Years 7-11 | -
Publications within the last three years | -
25 years of history and 40 offices | -
We will triple the team over the next two years | -
Set the three-year strategy and annual budgets | -
A five-year plan for the estate | -
Salary reviewed every six months | -
Probation of six months | -
A three-year degree in nursing | -
Completed a four-year apprenticeship | -
Named employer of the year 3 years running | -
6 months' notice period | -
Available for 6 months from January | -
You will be trained for the first 6 months | -
24/7 rota over 12 months | -
experience of administering Oracle or PostgreSQL in production, of at least two years | 2
Registered Nurse with a minimum of 2 years acute experience | 2
You'll need 3 years' experience as a HGV technician | 3
Applicants should have no fewer than five years of call in family law | 5
Ideally 1-3 years within a busy agency | 1-3
Have practised as a solicitor for at least four years | 4
3 years of B2B SaaS marketing | 3
A proven head pastry chef of two years' standing | 2
4+ years in a senior finance position | 4
Experience teaching at KS2 for a minimum of two years | 2
The ideal candidate has 6-8 years of experience managing warehouse operations | 6-8
12+ months as a care assistant | 1
You have roughly three years of data work behind you | 3
You bring at least 5 (five) years' audit experience | 5
five (5) years of progressive experience in human resources | 5
Minimum Experience: 3 years | 3
Experience: 3-5 years | 3-5
Relevant experience of at least 24 months in the last five years | 2
Previous experience in an anaesthetic department (minimum 1 year) | 1
2+ years shipping production ML | 2
7-10 years of progressively responsible IT leadership | 7-10
two to four years' lab experience post PhD | 2-4
Applicants with under two years' experience will not be considered | 2
at least 3 years of full-time work experience post-PhD | 3
Hold a full UK licence for at least 12 months | -
You must be able to commit for at least 12 months | -
For the first two years you rotate through four teams | -
Pupils aged between 11 and 18 years | -
Over 40 years we have grown into a national charity | -
Our firm's 15 years of experience means you are in safe hands | -
A 3-year grant from the Leverhulme Trust supports this role | -
Contract: 9 months | -
Duration: 12 months, with possible extension | -
Promotion is possible after 18 months' service | -
NVQ Level 3 plus one year's post-qualifying experience | 1
Degree or 4 years' relevant experience | -
A PhD, or a Master's plus three years of research experience | -
Proficient user of SAP (min. 2 yrs) | 2
React Native: 2 years | 2
SC clearance, which needs five years of UK residency | -
You can show ten years in hotels, of which three as general manager | 10
Knowledge gained over three or more years in water treatment | 3
Must have a total of 6 years of IT experience | 6
"""

# Each line: what the advert says | level, "+" where experience will do; "-" for none.
DEGREES = """\
BSc in Computer Science or equivalent experience | bachelor +
Educated to degree level | bachelor
Educated to degree level or equivalent | bachelor +
2:1 or above in a numerate discipline | bachelor
A 2.1 degree in Law | bachelor
First-class or upper second-class honours degree in chemistry | bachelor
HND/HNC in Building Services | vocational
Level 3 NVQ in Health and Social Care | vocational
NVQ Level 2 in Customer Service or equivalent | vocational +
PhD (or nearing completion) in biology | doctorate
PhD in physics, or close to submission | doctorate
Master's preferred | master
BSc/MSc in Statistics or equivalent experience | bachelor +
Qualified solicitor | -
Registered Nurse (RGN/RMN) | -
Diploma or degree in nursing | vocational
QTS and a degree in mathematics | bachelor
PGCE or equivalent teaching qualification | -
MBA preferred | master
MBA or equivalent | master +
Doctorate in a relevant field | doctorate
Doctoral degree in economics | doctorate
PharmD from an ACPE-accredited school | doctorate
JD from an accredited law school | doctorate
Juris Doctor and state bar membership | doctorate
MD or DO with board certification | doctorate
DVM from an accredited school | doctorate
Bachelor of Science in Nursing (BSN) required | bachelor
BSN preferred, ADN accepted | vocational
Associate's degree or higher in accounting | vocational
Associate degree required; bachelor's preferred | vocational;bachelor
High school diploma or GED | secondary
GED or equivalent | secondary +
5 GCSEs at grade C or above including English and Maths | secondary
GCSE Maths and English at grade 4 or above | secondary
A-levels or equivalent | secondary +
Three A levels including Chemistry | secondary
Degree or equivalent professional qualification | bachelor +
A degree in any subject | bachelor
Bachelor's degree or higher in Finance | bachelor
Bachelor's/Master's in Engineering | bachelor
Undergraduate degree in marketing or a related field | bachelor
Advanced degree in a quantitative field | master
Postgraduate degree in public health | master
Postgraduate diploma in HR | vocational
MSc or PhD in computational biology | master
MS or PhD in Statistics | master
M.S. in Computer Science | master
B.A./B.S. in a related discipline | bachelor
BA/BS degree or equivalent practical experience | bachelor +
BS/MS in Computer Science | bachelor
BEng or MEng in Mechanical Engineering | bachelor
MEng in Civil Engineering | master
LLB or GDL and the LPC | bachelor
LLM in tax is a plus | master
BA in Early Childhood Studies | bachelor
Foundation degree in engineering | vocational
BTEC Level 3 in Construction | vocational
City & Guilds 2365 or NVQ 3 | vocational
Time-served apprenticeship | vocational
Completed apprenticeship in electrical installation | vocational
T Level in Digital Production | secondary
University degree in translation | bachelor
A good honours degree | bachelor
Degree-educated | bachelor
Graduate in a STEM subject | bachelor
You hold a first degree in languages | bachelor
A degree is useful but not essential | bachelor
No degree required | -
A degree is not required | -
Master's degree or equivalent work experience | master +
Bachelor's degree in Information Security or an equivalent combination of education and experience | bachelor +
Associate degree in health information. Four years of related work experience may be substituted | vocational +
MSc in medical statistics or equivalent | master +
Degree in Architecture (RIBA Part II) | bachelor
Certified Scrum Master | -
Master data management | -
Proficient in MS Office | -
A high degree of autonomy | -
360-degree feedback | -
Contribute to teaching on the MSc in Language Technology | -
Supervise PhD students | -
Supervise undergraduate and Master's projects | -
Degree apprentices will report to you | -
Teach GCSE and A-level Biology | -
Experience of teaching A-level chemistry | -
Experience of delivering BTEC courses | -
Head chef diploma not needed | -
Strong experience with BA tools | -
BA/PM experience | -
Doctor of Philosophy in linguistics | doctorate
D.Phil. in engineering science | doctorate
MPhil or above | master
MA in Museum Studies or equivalent experience | master +
M.A. in Teaching | master
Ed.D. or Ph.D. in education leadership | doctorate
Education: bachelor's | bachelor
Level 7 qualification in planning | master
Level 6 qualification | bachelor
Level 4 Diploma in Adult Care | vocational
Level 5 Diploma in Leadership for Health and Social Care | vocational
A relevant degree (e.g. Economics) or significant relevant experience | bachelor +
Degree in marketing or proven experience in lieu | bachelor +
Bachelor's degree (or foreign equivalent) in Computer Science | bachelor
HNC, HND or degree in civil engineering | vocational
NVQ Level 3 in Electrical Installation or City & Guilds equivalent | vocational
Master's in translation, or a first degree in languages plus five years of translating | bachelor
You hold a good degree in law or history | bachelor
Honours degree in pharmacy and GPhC registration | bachelor
MPharm degree | master
Qualified teacher status with a relevant degree | bachelor
A bachelor's or master's in industrial design | bachelor
Bachelor's degree in nursing (BSN); MSN a plus | bachelor;master
Education: BS or MS in Electrical Engineering | bachelor
Four-year degree or equivalent | bachelor +
Bachelor degree or extensive practical experience in IT | bachelor +
Minimum of an HNC in Electrical Engineering | vocational
ONC/HNC in mechanical engineering | vocational
AAT Level 4 or part-qualified ACCA | -
CIPD Level 5 | -
NVQ Level 3 in Early Years or equivalent (CACHE, BTEC) | vocational +
English and Maths GCSEs (A*-C) | secondary
Good standard of education, including GCSE English | secondary
Hold or be working towards a PhD in chemistry | doctorate
Post-doctoral experience in crystallography | -
Doctorate or equivalent research experience | doctorate +
Ph.D. degree in mathematics or statistics | doctorate
Educated to master's level in a social science | master
Educated to A level standard | secondary
Level 2 Food Hygiene | -
Level 3 Diploma in Professional Cookery | vocational
Trade apprenticeship as a vehicle technician | vocational
Recognised engineering apprenticeship or HNC | vocational
A degree-level qualification in accounting, or ACA/ACCA | bachelor
Some degree of flexibility on hours | -
Master electrician licence | -
Master of your craft | -
Scrum Master certification | -
You will tutor MA students on the module | -
Responsible for BSc nursing placements and MSc dissertations | -
Bachelor's in Marketing, Communications, or a related field, or equivalent work experience | bachelor +
We do not ask for a degree | -
No formal degree needed: we care what you can do | -
CS degree, or the same knowledge gained elsewhere | bachelor +
University degree or comparable qualification in logistics | bachelor +
Abgeschlossenes Studium or a diploma in engineering | vocational
Studying towards or holding a degree in surveying | bachelor
"""

# Each line: heading: what the advert says | the terms named, of which each is told whole or within a longer one.


def rows(table: str) -> list[tuple[str, str]]:
    made = []
    for line in table.splitlines():
        said, _, wanted = line.rpartition(" | ")
        made.append((said, wanted))
    return made


LINES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "lines.toml").read_text("utf-8"))[
    "lines"
]


@cache
def words() -> Lexicon:
    return lexicon.load(technology=True)


@pytest.mark.parametrize(("said", "wanted"), rows(YEARS))
def test_years_of_many_trades(said: str, wanted: str) -> None:
    found = demands.years(said, 0, listed=True)
    told = [f"{each.minimum:g}" + (f"-{each.maximum:g}" if each.maximum else "") for each in found]
    assert (";".join(told) or "-") == wanted


@pytest.mark.parametrize(("said", "wanted"), rows(DEGREES))
def test_degrees_of_many_trades(said: str, wanted: str) -> None:
    job = jobs.read(f"Requirements\n- Python\n- {said}\n", words())
    found = [each.degree for each in job.requirements if each.degree]
    assert (";".join(each.level + (" +" if each.or_equivalent else "") for each in found) or "-") == wanted


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(
            line, id=line["text"], marks=[pytest.mark.xfail(strict=True)] if line.get("wrong") else []
        )
        for line in LINES
    ],
)
def test_terms_of_many_trades(line: dict[str, Any]) -> None:
    job = jobs.read(f"Example\n\n{line['heading']}\n- {line['text']}\n", words())
    told = [term.text.casefold() for each in job.requirements for term in each.terms]
    asked = [each.casefold() for each in line["terms"]]
    missed = [each for each in asked if not any(each in term or term in each for term in told)]
    assert missed == []
    assert [term for term in told if not any(each in term or term in each for each in asked)] == []


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("What we want from you", "essential"), ("Main duties of the job", "duties"), ("Responsible for", "duties"),
        ("What we need you to do", "duties"), ("It would be lovely if you had", "desirable"), ("What we'd like", "desirable"),
        ("You might have", "desirable"), ("What you get from us", "benefits"), ("Essential Functions", "duties"),
        ("Strong communication skills", None), ("Knowledge of SQL", None), ("Driving licence", None),
    ],
)  # fmt: skip
def test_headings_of_many_houses(line: str, kind: str | None) -> None:
    assert lines.heading_kind(line) == kind


def test_a_paragraph_after_a_list_is_no_item_of_it() -> None:
    closing = "The trust runs a day nursery, a choir and a workshop for bicycles in the old laundry. It is proud of all three, and of the discounted parking that it gives to its volunteers."
    job = jobs.read(f"Desirable criteria\n- Wound care\n- Phlebotomy\n\n{closing}\n", words())
    assert [term.text for each in job.requirements for term in each.terms] == ["Wound care", "Phlebotomy"]


def test_an_advert_that_names_plenty_is_told_by_its_names_too() -> None:
    names = "Python, Java, Scala, Kotlin, Rust, Docker, Kubernetes, Terraform, Ansible, Jenkins, PostgreSQL, MySQL, MongoDB, Redis, Kafka, Spark, Airflow, AWS, Azure, React, Angular, TypeScript, GraphQL"
    text = "Requirements\n- Sash window joinery\n"
    assert [term.text for each in jobs.read(text, words()).requirements for term in each.terms] == [
        "Sash window joinery"
    ]
    every = [term for each in jobs.read(f"{text}- {names}\n", words()).requirements for term in each.terms]
    assert [term.text for term in every if term.keyword is None] == ["Sash window joinery"]
    assert len(every) == 1 + len(names.split(", "))


def test_prose_in_one_paragraph() -> None:
    text = (
        "We're hiring a bid writer. You will write tenders for highways contracts and keep our bid library in SharePoint in order. "
        "You should have three or more years of bid writing behind you. A degree in English would be handy but isn't required."
    )
    job = jobs.read(text + "\n", words())
    assert {"SharePoint"} <= {term.text for each in job.requirements for term in each.terms}
    assert [each.years.minimum for each in job.requirements if each.years] == [3]
    assert [(each.degree.level, each.importance) for each in job.requirements if each.degree] == [
        ("bachelor", "desirable")
    ]


@pytest.mark.xfail(strict=True, reason="names of other trades in prose are told by few examples yet")
def test_names_of_other_trades_in_prose() -> None:
    text = "We're hiring a bid writer. You will write tenders. You should have three or more years of bid writing behind you.\n"
    job = jobs.read(text, words())
    assert {"tenders", "bid writing"} <= {term.text for each in job.requirements for term in each.terms}


@given(st.text(max_size=300))
def test_phrases_stand_where_they_say(text: str) -> None:
    for start, end, _ in phrases.phrases(text):
        assert 0 <= start < end <= len(text)
        assert text[start:end].strip() == text[start:end]


@given(st.text(alphabet="0123456789 -–to+yearsmonthPQEor.,()'", max_size=200))
def test_years_are_in_bounds(text: str) -> None:
    for each in demands.years(text, 0, listed=True):
        assert 0 <= each.minimum <= 40
        assert text[each.span.start : each.span.end]
