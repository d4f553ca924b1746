"""Rewrites: what becomes what, what is left alone, and what no rewrite may ever do."""

from __future__ import annotations

import dataclasses
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvtailor.advice import blanks, facts, figures, inflection, openings, reordering, rewriting, splitting
from cvtailor.advice.faithful import verify
from cvtailor.advice.inflection import Form, readings
from cvtailor.advice.rewriting import present_form, question, rewrite_bullet
from cvtailor.document import Place, SectionKind, Span
from cvtailor.nlp.items import read_text
from cvtailor.nlp.types import Bullet, Opening, ResultKind, Slot, Tense, Wording
from cvtailor.resources import language

HIDING = set(language("verbs")["classes"]["hiding"])


def bullet(
    text: str,
    *,
    kind: ResultKind = ResultKind.NONE,
    section: SectionKind = SectionKind.EXPERIENCE,
    current: bool = False,
    misspelt: dict[str, str] | None = None,
    entry: int | None = None,
    start: int = 100,
) -> Bullet:
    """Build a bullet as reading would, its span starting away from 0."""
    first = text.split(" ")[0] if text else ""
    verbs = [each for each in readings(first) if each.form is not Form.PARTICIPLE]
    strong = bool(verbs) and verbs[0].lemma not in HIDING and "was " not in text[:12].lower()
    opening = Opening.STRONG if strong else Opening.WEAK if verbs else Opening.OTHER
    if text.lower().startswith(("responsible", "duties", "tasked")):
        opening = Opening.WEAK
    tense = Tense.UNKNOWN
    if strong:
        tense = {Form.PAST: Tense.PAST, Form.BASE: Tense.BASE}.get(verbs[0].form, Tense.PRESENT)
    slots = tuple(
        (
            Slot(
                text=name, span=Span(start=start + text.index(name), end=start + text.index(name) + len(name))
            ),
            usual,
        )
        for name, usual in (misspelt or {}).items()
    )
    span = Span(start=start, end=start + len(text))
    return Bullet(
        text=text,
        span=span,
        place=Place(),
        section=section,
        kind=kind,
        measurable=kind is ResultKind.OUTCOME,
        weak_opening=opening is Opening.WEAK,
        achievements=(),
        wording=Wording(
            opening=opening,
            verb=Slot(text=first, span=Span(start=start, end=start + len(first))) if strong else None,
            lemma=verbs[0].lemma if verbs else None,
            tense=tense,
            misspelt=slots,
            words=len(text.split()),
        ),
        entry=entry,
        current=current,
    )


OPENINGS = [
    ("Was given the task of rewriting the booking system", "Rewrote the booking system"),
    ("Given the job of rewiring the east wing", "Rewired the east wing"),
    ("Given responsibility for supervising four apprentices", "Supervised four apprentices"),
    ("Assigned the task of auditing 40 client files", "Audited 40 client files"),
    ("Assigned to testing the payment gateway", "Tested the payment gateway"),
    ("Assigned to develop a scheduling tool", "Developed a scheduling tool"),
    ("Tasked to build a dashboard in Tableau", "Built a dashboard in Tableau"),
    ("It was my job to order supplies", "Ordered supplies"),
    ("My main responsibility was training new nurses", "Trained new nurses"),
    ("Full responsibility for the preparation of annual accounts", "Prepared annual accounts"),
    ("My work consisted of transcribing interviews", "Transcribed interviews"),
    ("Duties consisted of cleaning rooms and changing linen", "Cleaned rooms and changed linen"),
    ("Key responsibility: preparing monthly accounts", "Prepared monthly accounts"),
    ("Responsible for training six new nurses a year", "Trained six new nurses a year"),
    ("In charge of ordering fabrics and managing suppliers", "Ordered fabrics and managed suppliers"),
    ("Responsible for the day-to-day running of a 40-bed ward", "Ran a 40-bed ward day to day"),
    ("Responsible for the day-to-day management of the lab.", "Managed the lab day to day."),
    ("As part of my role I was responsible for preparing tax returns", "Prepared tax returns"),
    ("As a team leader, I was responsible for scheduling shifts", "As a team leader, scheduled shifts"),
    ("Responsible for training CNN models", "Trained CNN models"),
    ("Responsible for pruning CNN models for on-device use.", "Pruned CNN models for on-device use."),
    ("Responsible for quantizing models", "Quantized models"),
    ("Responsible for training CNN models.", "Trained CNN models."),
    ("responsible for training CNN models", "trained CNN models"),
    ("Was responsible for training CNN models", "Trained CNN models"),
    ("I was responsible for training CNN models", "Trained CNN models"),
    ("I am responsible for cleaning survey data", "Clean survey data"),
    ("Primarily responsible for writing the weekly report", "Wrote the weekly report"),
    ("Had responsibility for running the cluster", "Ran the cluster"),
    ("Duties included cleaning and labelling data", "Cleaned and labelled data"),
    ("Duties included: cleaning and labelling data", "Cleaned and labelled data"),
    ("Key duties included labeling X-ray images", "Labeled X-ray images"),
    ("My main tasks were designing and running A/B tests", "Designed and ran A/B tests"),
    ("Responsibilities: maintaining ETL jobs in Airflow", "Maintained ETL jobs in Airflow"),
    ("Responsibilities included the analysis of survey data", "Analysed survey data"),
    ("Tasked with the development of a fraud model", "Developed a fraud model"),
    ("Tasked with development of a fraud model", "Developed a fraud model"),
    (
        "Tasked with the implementation and deployment of a search service",
        "Implemented and deployed a search service",
    ),
    ("Tasked with the optimisation of SQL queries", "Optimised SQL queries"),
    ("Tasked with the optimization of SQL queries", "Optimized SQL queries"),
    (
        "Was responsible for the design and evaluation of ranking models",
        "Designed and evaluated ranking models",
    ),
    ("Responsible for the training of 12 interns", "Trained 12 interns"),
    (
        "Responsible for the design, implementation and testing of a parser",
        "Designed, implemented and tested a parser",
    ),
    ("In charge of managing three annotators", "Managed three annotators"),
    ("In charge of the maintenance of two GPU servers", "Maintained two GPU servers"),
    ("My role was to build dashboards", "Built dashboards"),
    ("My role was to build and deploy dashboards", "Built and deployed dashboards"),
    ("My duties were to clean data and to label images", "Cleaned data and labeled images"),
    (
        "My role was to clean data, to label images and to write reports",
        "Cleaned data, labeled images and wrote reports",
    ),
    ("Responsible for cleaning data", "Cleaned data"),
    ("Responsible for cleaning training data", "Cleaned training data"),
    ("Responsible for training 12 nurses", "Trained 12 nurses"),
    ("Responsible for training CNN and LSTM models", "Trained CNN and LSTM models"),
    ("Responsible for building the booking API", "Built the booking API"),
    ("Responsible for building dashboards in Tableau", "Built dashboards in Tableau"),
    ("Responsible for testing our billing code", "Tested our billing code"),
    ("Responsible for processing invoices", "Processed invoices"),
    ("Responsible for training deep neural networks", "Trained deep neural networks"),
    ("Responsible for marketing the spring collection", "Marketed the spring collection"),
    ("My role involved writing unit tests", "Wrote unit tests"),
    ("Role included teaching two courses on statistics", "Taught two courses on statistics"),
    ("Charged with migrating the warehouse to Snowflake", "Migrated the warehouse to Snowflake"),
    ("Entrusted with planning the 2019 field study", "Planned the 2019 field study"),
    ("Worked on building a recommender in PyTorch", "Built a recommender in PyTorch"),
    ("Responsible for designing, training, and testing models", "Designed, trained, and tested models"),
    ("Responsible for training models and deploying them to AWS", "Trained models and deployed them to AWS"),
    (
        "Responsible for collecting data, training models and writing reports",
        "Collected data, trained models and wrote reports",
    ),
    ("Responsible for analysing logs and for writing the reports", "Analysed logs and wrote the reports"),
    ("Responsible for training and mentoring of junior staff", "Trained and mentored junior staff"),
    ("Responsible for running training and mentoring programmes", "Ran training and mentoring programmes"),
    ("Responsible for training models, reducing latency by 20%", "Trained models, reducing latency by 20%"),
    ("Responsible for fine-tuning BERT on 2,000 letters", "Fine-tuned BERT on 2,000 letters"),
    ("Responsible for modelling churn", "Modelled churn"),
    ("Responsible for modeling churn", "Modeled churn"),
    ("Responsible for analyzing 3 TB of logs", "Analyzed 3 TB of logs"),
    ("Responsible for studying protein folding", "Studied protein folding"),
    ("Responsible for supervising 3 interns", "Supervised 3 interns"),
    ("My main responsibility was designing A/B tests", "Designed A/B tests"),
    ("Role: developing firmware", "Developed firmware"),
    (
        "Responsible for the collection, cleaning and labelling of 10,000 images",
        "Collected, cleaned and labelled 10,000 images",
    ),
    ("Responsible for setting up CI/CD", "Set up CI/CD"),
    ("I developed a parser", "Developed a parser"),
    ("I have developed a parser", "Developed a parser"),
    ("I've written a parser in Rust", "Wrote a parser in Rust"),
    ("I also built a parser", "Built a parser"),
    ("I trained models and I deployed them", "Trained models and deployed them"),
    ("Successfully led the migration", "Led the migration"),
    ("Responsible for training models and the evaluation of results", "Trained models and evaluated results"),
    (
        "Duties included the design of a parser and the design and testing of an API",
        "Designed a parser and designed and tested an API",
    ),
    ("Development of a portal", "Developed a portal"),
    ("Design, development and maintenance of ETL jobs", "Designed, developed and maintained ETL jobs"),
    ("Translation of letters from German", "Translated letters from German"),
    (
        "Duties included analysing data using SQL and building dashboards in Tableau",
        "Analysed data using SQL and built dashboards in Tableau",
    ),
    (
        "Responsible for developing marketing plans, resulting in 20 % more sales",
        "Developed marketing plans, resulting in 20 % more sales",
    ),
    ("The development of a churn model", "Developed a churn model"),
    ("Design and implementation of a REST API", "Designed and implemented a REST API"),
    ("Optimization of SQL queries", "Optimized SQL queries"),
    (
        "Development of a portal and maintenance of two servers",
        "Developed a portal and maintained two servers",
    ),
    ("Introduction of shift plans, with 25 % fewer gaps", "Introduced shift plans, with 25 % fewer gaps"),
    ("Introduction of shift plans, 25 % fewer gaps.", "Introduced shift plans, with 25 % fewer gaps."),
    ("Reduction of scrap by 5 t a quarter", "Reduced scrap by 5 t a quarter"),
    ("Reduction of build time from 40 to 9 minutes", "Reduced build time from 40 to 9 minutes"),
    ("Supervision of 5 trainees", "Supervised 5 trainees"),
    ("Training of new staff", "Trained new staff"),
    ("Proactively automated 14 reports", "Automated 14 reports"),
    ("I successfully led the migration", "Led the migration"),
]

# The opening stays: nothing in the text says what was done, or the new verb would say more.
KEPT = [
    "Responsible for the day-to-day running of the kitchen and the bar",
    "Responsible for the daily management of the clinic",
    "Assigned to the night shift on the stroke unit",
    "Tasked to improve delivery times",
    "Responsible for training three days a week",
    "One of my duties was to calibrate the instruments",
    "Took part in organising the science fair",
    "Was asked to improve the onboarding process",
    "In this role, we built a data warehouse",
    "The role required me to write weekly reports",
    "Worked on the development of a recommender",
    "Was tasked with finding bugs",
    "Tasked with finding bugs",
    # A noun compound is no verb with an object.
    "Responsible for marketing analytics",
    "Responsible for building maintenance",
    "Responsible for training data collection",
    "Worked on training data quality",
    "Responsible for testing equipment purchases",
    "Responsible for operating systems at the hospital",
    "Responsible for cleaning staff rotas",
    "Responsible for processing plants in Leeds",
    "Responsible for shipping containers",
    "Responsible for publishing contracts",
    "Responsible for learning materials",
    "Worked on building automation systems",
    "Worked on testing tools",
    "Responsible for building HVAC systems",
    "Responsible for cleaning records at the hotel",
    "Responsible for testing software",
    "Responsible for planning applications",
    "Responsible for teaching staff and rooms",
    "Responsible for training CNN data collection",
    "Responsible for training manuals",
    "Responsible for coaching staff",
    "Responsible for accounting software",
    "Responsible for hiring committees",
    "Responsible for trading desks in Milan",
    "Responsible for engineering drawings",
    "Responsible for reporting lines",
    "Responsible for manufacturing sites",
    "Responsible for drilling rigs",
    "Responsible for packaging materials",
    "Responsible for printing costs",
    "Responsible for developing countries",
    "Responsible for managing directors' diaries",
    "Responsible for building 12",
    "Responsible for drawing boards",
    "Responsible for recording studios",
    "Responsible for collecting data and training materials",
    "Duties included testing equipment",
    "Tasked with cleaning products",
    "In charge of heating oil deliveries",
    "Responsible for writing workshops",
    "Responsible for monitoring systems",
    "Worked on the building of the new office",
    "Worked on the calibration of water meters",
    "Responsible for the building of the new office",
    # What may not have been done gets no verb.
    "Was tasked with the preparation of datasets, but the project was cancelled",
    "Responsible for training CNN models, although the data never came",
    "Responsible for building the API (unfinished)",
    "Tasked with writing the planned handbook",
    "Responsible for achieving the sales target",
    "Tasked with solving the backlog",
    "Responsible for reaching 200 schools",
    "Charged with launching the new website",
    "Tasked with the reduction of waste",
    "Responsible for delivering the new portal",
    "My role was to win new clients",
    # All parts become verbs or none does.
    "Responsible for the testing of the API and for the documentation",
    "Responsible for the testing of the API and documentation",
    "Duties included the maintenance of servers and to answer the phone",
    "Responsible for the evaluation of models on data from 3 hospitals and of annotators",
    "My role was to clean data and the labelling of images",
    "My role was to clean data and to ensure quality",
    "Responsible for designing dashboards and customer support",
    "Responsible for designing dashboards and for budgets",
    "I helped my supervisor",
    "Responsible for collecting samples and the lab fridge",
    "Responsible for collecting blood samples, processing plants and storage",
    "Responsible for reviewing contracts, licensing and fees",
    "Responsible for training 3 days a week",
    "Responsible for setting up",
    "Working on writing my thesis",
    "Responsible for designing and building maintenance",
    "Responsible for training models, testing tools and writing reports",
    "My duties were to answer the phone and filing",
    "Tasked with developing a model that would predict churn",
    "I built a parser for my supervisor",
    "Helped build a churn model",
    "Helped to train CNN models",
    "Supported the migration to AWS",
    "Was asked to improve the ranking",
    "Asked to improve the ranking",
    "Tried to reduce latency",
    "Was part of a team that built a crawler",
    "Worked on a recommender",
    "Worked with doctors on a survey",
    "Jointly responsible for training models",
    "Partly responsible for labelling images",
    "Not responsible for training models",
    "We were responsible for training models",
    "We built a recommender",
    "Our role was to build a parser",
    "Responsible for quarterly vendor reviews",
    "Reduction of scrap",
    "Reduction of waste by 5 t, and improvement of safety",
    "Development of tests for evaluation of models and maintenance of servers",
    "Building of the new office",
    "Implementation of a barcode system: picking errors down to 0.2 per 1,000 lines",
    "Management of the Nordic region, turnover 6 to 9 million",
    "Management of volunteers, drivers and the walk-in fridge",
    "Development of a parser (cancelled)",
    "Development Of Parsers And Compilers",
    "Part of a team",
    "Used my knowledge of Java to build an app",
    "Used to work nights",
    "Used Twitter to follow news and WhatsApp to chat",
    "Used SQL to query data and then Tableau to plot it",
    "Used regression to study how rents rise",
    "Employed two assistants to run the shop",
    "Collection of short stories, published 2019",
    "Analysis of variance",
    "I have been responsible for managing the budget since 2019",
    "Used free time to learn Rust",
    "Used machine learning to predict the price that would hold",
    "Used data from 14 hospitals to train a model that raised AUROC to 0.85",
    "Used Spark and SQL to improve reports",
    "Responsible for the team's budget",
    "Responsible for model training",
    "Responsible for improving accuracy",
    "Responsible for reducing churn in two markets",
    "Responsible for ensuring data quality",
    "Responsible for training models and improving accuracy",
    "Responsible for training",
    "Responsible for building data ingestion and processing pipelines",
    "Responsible for building tools for cleaning data and labelling images",
    "Responsible for helping customers",
    "Tasked with model development",
    "Responsible for end-to-end development of a parser",
    "Responsible for all aspects of data cleaning",
    "In charge of the cluster",
    "I was the lead developer of a parser",
    "I and two colleagues built a parser",
    "Involved in training models",
    "Participated in building a parser",
    "Models were trained on MIMIC-III",
    "Successfully and independently led the migration",
    "Independently built a parser",
    "Duties",
    "Responsibilities in Paris",
    "PhD in Physics",
    "",
]

BLANKS = [
    ("Pruned CNN models for on-device use", "[, cutting latency from X ms to Y ms at Z % accuracy]"),
    ("Pruned CNN models for on-device use.", "[, cutting latency from X ms to Y ms at Z % accuracy]"),
    ("Trained CNN models", "METRIC from X to Y on DATA"),
    ("Built an ingestion pipeline in Spark", "run time"),
    ("Taught statistics to freshmen", "rating of Y"),
    ("Mentored interns", "X of whom"),
    ("Wrote the developer guide", "read by X people"),
    ("Published an article on law", "cited by"),
    ("Led the evaluation group", "bringing WHAT from X to Y"),
    ("Ran a workshop for clerks", "rating of Y"),
    ("Introduced code review", "bringing WHAT from X to Y"),
    ("Deployed the ranking service", "requests a day"),
    ("Cleaned survey data", "records"),
    ("Analysed survey data", "showing that WHAT"),
    ("Built a dashboard for sales", "used by X people"),
    ("Negotiated supplier contracts", "yearly cost from X to Y"),
    ("Responsible for training CNN models", "METRIC from X to Y on DATA"),
    ("Labelled 12,000 images", "bringing WHAT"),
    ("Reviewed papers for NeurIPS", "papers or cases"),
    ("Responsible for building and maintaining ETL pipelines", "run time"),
    ("Built and deployed models", "METRIC"),
    ("Reviewed pull requests", "[, cutting WHAT from X to Y]"),
]

NO_BLANK = [
    ("Labelled 12,000 images, 14 classes", {}),
    ("Analysed survey data and found no effect", {}),
    ("Supervised interns and a van", {}),
    ("Explain limits to managers and write the notes", {}),
    ("Collected rubbish in the park", {}),
    ("Ran the cluster", {}),
    ("Managed clients with assets of $5m", {}),
    ("Mentor four scientists, two of whom have been promoted", {}),
    ("Mentor two junior scientists; both now run groups of their own", {}),
    ("Supervised three theses", {}),
    ("Built a soil map, which now uses the map to plan watering", {}),
    ("Drew a soil map for a town that now uses the map to plan watering", {}),
    ("Reviewed 12 papers for a conference", {}),
    ("Performed in the school orchestra", {}),
    ("Played the violin", {}),
    ("Managed to train a model", {}),
    ("Released code at https://code.example/soil", {}),
    ("Built a parser, adopted in two teams", {}),
    ("Improved AUC from 0.71 to 0.84", {"kind": ResultKind.OUTCOME}),
    ("Received the dean's award", {}),
    ("Trained CNN models", {"section": SectionKind.EDUCATION}),
    ("Won a prize", {"section": SectionKind.AWARDS}),
    ("Trained CNN models [, raising METRIC from X to Y]", {}),
    ("Built the following:", {}),
    ("Quarterly vendor reviews", {}),
    ("Models were trained on MIMIC-III", {}),
    ("Worked on a recommender", {}),
    ("Was asked to improve the ranking", {}),
    ("We built a recommender", {}),
    ("Attended three conferences", {}),
    ("3 models for churn", {}),
    ("Teaching assistant for Statistics 101", {}),
    ("Gained experience in deep learning", {}),
    ("Served as teaching assistant for Statistics", {}),
]


@pytest.mark.parametrize(("before", "after"), OPENINGS)
def test_opening(before: str, after: str) -> None:
    found = rewrite_bullet(bullet(before))
    assert found is not None
    assert facts.without_blanks(found.after) == after
    assert found.before == before


@pytest.mark.parametrize(("before", "after"), OPENINGS)
def test_a_new_verb_is_confirmed(before: str, after: str) -> None:
    found = rewrite_bullet(bullet(before, kind=ResultKind.OUTCOME))
    assert found is not None
    assert found.after == after
    duty = "WD01" in found.rules
    assert (found.confirm is not None) == duty
    assert found.changes
    assert set(found.rules) <= {"WD01", "WD02", "WD03"}


LEAD_INS = [
    ("In this role I managed six electricians", "Managed six electricians"),
    ("In this position, I supervised eight waiters", "Supervised eight waiters"),
    ("In my role as team leader, I trained five technicians", "As team leader, trained five technicians"),
    ("As part of my role I prepared payroll for 120 employees", "Prepared payroll for 120 employees"),
    ("As head chef, I planned menus for 300 guests", "As head chef, planned menus for 300 guests"),
    ("During this role, led a refit of two ships", "Led a refit of two ships"),
]


@pytest.mark.parametrize(("before", "after"), LEAD_INS)
def test_words_that_only_say_that_a_job_was_held_go(before: str, after: str) -> None:
    found = rewrite_bullet(bullet(before, kind=ResultKind.OUTCOME))
    assert found is not None
    assert found.after == after
    assert found.confirm is None


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("My role was to teach mathematics", "My role was"),
        ("My main responsibility was training nurses", "My main responsibility was"),
        ("One of my duties was to calibrate the instruments", "One of my duties was"),
        ("Duties: cleaning rooms", "Duties"),
        ("The work was published in Nature", None),
        ("The role was filled internally", None),
        ("Role: data scientist", None),
        ("Task scheduling rewritten in Go", None),
        ("Project involved 12 sites", None),
        ("Duty manager for a hotel of 120 rooms", None),
    ],
)
def test_what_opens_on_a_duty(text: str, phrase: str | None) -> None:
    assert openings.duty(text) == phrase


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Helped train new cashiers", True),
        ("Helped to write the staff handbook", True),
        ("Helped build a model", True),
        ("Helped with training", False),
        ("Helped staff with the move", False),
        ("Helped people find work", False),
        ("Help desk for 300 users", False),
    ],
)
def test_help_that_says_by_a_verb_with_what(text: str, told: bool) -> None:
    assert openings.helped(text) is told


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("I was involved in designing the new timetable", "Which part"),
        ("Took part in a clinical trial", "Which part"),
        ("Was trusted to lock up the shop", "What exactly"),
        ("Reports were produced weekly for the board", "Who did this"),
    ],
)
def test_a_question_fits_the_opening(text: str, part: str) -> None:
    found = rewriting.ask(bullet(text))
    assert found is not None
    assert found.startswith(part)


@pytest.mark.parametrize("text", KEPT)
def test_kept(text: str) -> None:
    found = rewrite_bullet(bullet(text))
    assert found is None or facts.without_blanks(found.after) == text
    assert openings.reopen(text) is None


@pytest.mark.parametrize(("text", "part"), BLANKS)
def test_blank(text: str, part: str) -> None:
    found = rewrite_bullet(bullet(text))
    assert found is not None
    assert "AC02" in found.rules
    assert [blank.text for blank in found.blanks] == list(facts.blanks(found.after))
    assert part in found.blanks[0].text
    assert found.blanks[0].question.endswith("?")
    assert found.after.endswith(".") == text.endswith(".")


# What the blank and its question must not ask for.
NOT_ASKED = [
    ("Trained 40 nurses", ("METRIC", "DATA", "How many")),
    ("Trained staff", ("METRIC", "DATA")),
    ("Trained a team of 12 analysts on neural networks", ("METRIC", "DATA", "How many")),
    ("Mentored two junior scientists", ("How many",)),
    ("Taught statistics to 200 freshmen", ("How many", "X people")),
    ("Presented results to 40 clinicians", ("To how many", "X people")),
    ("Labelled 12,000 images", ("How many", "Z records")),
    ("Wrote code for the lab", ("cited",)),
    ("Wrote SQL queries", ("cited",)),
    ("Wrote exercises for the statistics course", ("cited",)),
    ("Released code for the paper", ("requests",)),
    ("Ran k-means clustering on survey data", ("delivering",)),
    ("Negotiated supplier contracts", ("data",)),
    ("Monitored patients after surgery", ("METRIC", "latency", "failures")),
    ("Assessed wounds on a surgical ward", ("METRIC", "latency")),
    ("Processed insurance claims", ("latency", "run time")),
    ("Cooked lunch for guests", ("METRIC", "latency", "users")),
    ("Translated letters from Spanish", ("METRIC", "latency")),
]


@pytest.mark.parametrize(("text", "parts"), NOT_ASKED)
def test_not_asked(text: str, parts: tuple[str, ...]) -> None:
    found = rewrite_bullet(bullet(text))
    assert found is not None
    asked = " ".join(each.text + each.question for each in found.blanks)
    assert asked
    assert not [part for part in parts if part in asked]


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Utilized Python in order to clean data", "Cleaned data using Python"),
        ("Utilised pandas", "Used pandas"),
        ("Leveraged Spark to process 3 TB of logs", "Processed 3 TB of logs using Spark"),
        ("Trained a model utilizing PyTorch", "Trained a model using PyTorch"),
        ("In order to save paper, built a form", "To save paper, built a form"),
        ("Leveraged synergies across teams", None),
        ("Modelled leveraged buyouts", None),
        ("Leveraged strong relationships with suppliers", None),
    ],
)
def test_plain_words(text: str, after: str | None) -> None:
    found = rewrite_bullet(bullet(text, kind=ResultKind.OUTCOME))
    assert (found.after if found else None) == after


def test_a_duty_is_asked_whether_it_was_done() -> None:
    found = rewrite_bullet(bullet("Responsible for training CNN models"))
    assert found is not None
    assert found.confirm == "Did you do this yourself, and was it done?"


@pytest.mark.parametrize(("text", "change"), NO_BLANK)
def test_no_blank(text: str, change: dict[str, object]) -> None:
    found = rewrite_bullet(bullet(text, **change))  # type: ignore[arg-type]
    assert found is None or not found.blanks


@pytest.mark.parametrize(
    ("text", "present", "after"),
    [
        ("Responsible for training CNN models", Form.BASE, "Train CNN models"),
        ("Responsible for training CNN models", Form.THIRD, "Trains CNN models"),
        ("Was responsible for training CNN models", Form.BASE, "Trained CNN models"),
        ("Duties include cleaning and labelling data", Form.BASE, "Clean and label data"),
        ("Duties included cleaning and labelling data", Form.BASE, "Cleaned and labelled data"),
        ("Responsible for the optimization of SQL queries", Form.BASE, "Optimize SQL queries"),
        (
            "Responsible for training models, and improved recall by 4%",
            Form.BASE,
            "Trained models, and improved recall by 4%",
        ),
        ("Responsible for studying logs", Form.THIRD, "Studies logs"),
    ],
)
def test_current_work(text: str, present: Form, after: str) -> None:
    found = rewrite_bullet(bullet(text, kind=ResultKind.OUTCOME, current=True), present=present)
    assert found is not None
    assert found.after == after


def test_habit_of_the_document() -> None:
    asked = bullet("Responsible for training models", current=True, entry=0)
    third = bullet("Leads the group", current=True, entry=0)
    base = bullet("Lead the group", current=True, entry=1)
    past = bullet("Led the group", current=True, entry=0)
    old = bullet("Led the group", current=False, entry=2)
    assert present_form(asked, (asked,)) is Form.BASE
    assert present_form(asked, (asked, third, base)) is Form.THIRD
    assert present_form(asked, (asked, base)) is Form.BASE
    assert present_form(asked, (asked, past)) is None
    assert present_form(asked, (asked, old)) is Form.BASE
    assert present_form(old, (asked, old, base)) is None


def test_usual_spelling() -> None:
    found = rewrite_bullet(
        bullet(
            "Trained models in pytorch with  sklearn",
            kind=ResultKind.OUTCOME,
            misspelt={"pytorch": "PyTorch", "sklearn": "scikit-learn"},
        )
    )
    assert found is not None
    assert found.after == "Trained models in PyTorch with scikit-learn"
    assert found.rules == ("KW04",)
    assert found.confirm is None
    assert len(found.changes) == 3


def test_all_changes_of_a_bullet_stand_in_one_rewrite() -> None:
    found = rewrite_bullet(
        bullet("Responsible for training models in pytorch.", misspelt={"pytorch": "PyTorch"})
    )
    assert found is not None
    assert found.after == "Trained models in PyTorch [, raising METRIC from X to Y on DATA]."
    assert found.rules == ("WD01", "KW04", "AC02")


@pytest.mark.parametrize(
    "text",
    [
        "Worked on a recommender",
        "Was asked to improve recall",
        "Responsible for the team's budget",
        "Involved in training models",
    ],
)
def test_question_where_no_rewrite_is_safe(text: str) -> None:
    asked = question(bullet(text, kind=ResultKind.NONE, section=SectionKind.EDUCATION))
    assert asked is not None
    assert asked[0].isupper()


def test_no_question_for_a_good_bullet() -> None:
    assert question(bullet("Improved AUC from 0.71 to 0.84", kind=ResultKind.OUTCOME)) is None


@pytest.mark.parametrize("kind", language("rewrites")["blanks"]["kinds"], ids=lambda kind: kind["id"])
def test_every_blank_of_the_table_is_a_blank(kind: dict[str, str]) -> None:
    if not kind["text"]:
        assert not kind["question"]  # this work carries no blank
        return
    assert facts.blanks(kind["text"]) == (kind["text"],)
    assert not any(char.isdigit() for char in kind["text"])
    assert kind["text"].startswith("[, ")
    assert kind["question"].endswith("?")


def test_every_derived_verb_can_be_inflected() -> None:
    table = inflection.verbs()
    lemmas = set(facts.guard()["derived"].values())
    assert sorted(lemmas - set(table)) == []


@pytest.mark.parametrize("end", [":", ",", "-", "("])
def test_no_blank_after_an_open_end(end: str) -> None:
    blank = blanks.own_part()
    assert blanks.put_in(f"Built a parser{end}", blank) is None


# --- properties --------------------------------------------------------------------------------

_verb = st.sampled_from(
    [
        "training",
        "building",
        "cleaning",
        "writing",
        "evaluating",
        "optimizing",
        "labelling",
        "improving",
        "leading",
        "reviewing",
    ]
)
_noun = st.sampled_from(
    ["development", "design", "optimisation", "evaluation", "maintenance", "improvement", "management"]
)
_lead = st.sampled_from(
    [
        "Responsible for",
        "Was responsible for",
        "Duties included",
        "Tasked with",
        "Worked on",
        "In charge of",
        "I was responsible for",
        "Jointly responsible for",
    ]
)
_object = st.sampled_from(
    [
        "CNN models",
        "the ETL pipeline",
        "12,000 images",
        "a parser in Rust",
        "data",
        "search ranking",
        "GPT-4 prompts",
        "three teams",
        "it",
    ]
)
_tail = st.sampled_from(
    [
        "",
        " in PyTorch",
        " on 3 TB of logs",
        ", cutting latency by about 20%",
        " for Orbit Ltd in 2021",
        " without labels",
        " and deploying them to AWS",
        " and testing pipelines",
        " with two colleagues",
        ", reducing cost and improving recall",
        " for cleaning data and writing tests",
    ]
)
_start = st.sampled_from(
    [
        "Helped",
        "Led",
        "We built",
        "I built",
        "Built",
        "Tried to build",
        "Successfully built",
        "Co-led",
        "Assisted in building",
        "Models were built for",
    ]
)
_end = st.sampled_from(["", ".", ";"])

_items = st.one_of(
    st.builds("{} {} {}{}{}".format, _lead, _verb, _object, _tail, _end),
    st.builds("{} the {} of {}{}{}".format, _lead, _noun, _object, _tail, _end),
    st.builds("{} {} and {} {}{}{}".format, _lead, _verb, _verb, _object, _tail, _end),
    st.builds("{} {}{}{}".format, _start, _object, _tail, _end),
)


def _facts(text: str) -> tuple[object, ...]:
    found = facts.tokens(facts.without_blanks(text))
    read = figures.numbers(found)
    counted = {at for each in read for at in range(each.at, each.end)}
    names = {
        facts.squash(each.text)
        for at, each in enumerate(found)
        if at not in counted and facts.is_name(each, title_case=False)
    }
    return sorted((each.value, each.unit, each.hedge, each.role) for each in read), sorted(names)


@settings(max_examples=400, deadline=None)
@given(_items, st.sampled_from([None, Form.BASE, Form.THIRD]), st.sampled_from(list(ResultKind)))
def test_no_rewrite_breaks_a_fact(text: str, present: Form | None, kind: ResultKind) -> None:
    found = rewrite_bullet(bullet(text, kind=kind, current=present is not None), present=present)
    if found is None:
        return
    assert _facts(text) == _facts(found.after)
    assert verify(text, found.after).faithful
    assert [blank.text for blank in found.blanks] == list(facts.blanks(found.after))
    assert all(blank.question for blank in found.blanks)
    again = openings.reopen(facts.without_blanks(found.after), present=present)
    assert again is None


@settings(max_examples=200, deadline=None)
@given(_items)
def test_shared_work_stays_shared(text: str) -> None:
    found = rewrite_bullet(bullet(text))
    if found is None:
        return
    assert ("Helped" in text or "Assisted" in text) == ("Helped" in found.after)
    for word in ("We", "Co-led", "Jointly", "Tried", "colleagues"):
        assert (word in text) == (word in found.after)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=120))
def test_any_text_can_be_asked(text: str) -> None:
    found = rewrite_bullet(bullet(text))
    assert found is None or verify(text, found.after).faithful


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Responsible for training CNN models", "Trained CNN models [, raising METRIC from X to Y on DATA]"),
        (
            "Used Tensorflow and Sci-kit Learn to classify images",
            "Classified images using TensorFlow and scikit-learn [, raising METRIC from X to Y on DATA]",
        ),
        (
            "I developed a churn model, improving recall by 20 %",
            "Developed a churn model, improving recall by 20 %",
        ),
        ("Improved model accuracy by 15% using advanced hyperparameter tuning", None),
        ("Responsible for quarterly vendor reviews", None),
        ("Helped build a churn model", None),
        ("Was asked to improve search ranking", None),
    ],
)
def test_with_the_facts_as_read(text: str, after: str | None) -> None:
    found = rewrite_bullet(read_text(text))
    assert (found.after if found else None) == after


TOOLS = [
    ("Used Spark to process 3 TB of logs", "Processed 3 TB of logs using Spark"),
    ("Used Python, pandas and SQL to clean the data", "Cleaned the data using Python, pandas and SQL"),
    ("Used pandas to clean data and train models", "Cleaned data and trained models using pandas"),
    ("Used gradient boosting to cut churn by 12 %", "Cut churn by 12 % using gradient boosting"),
    ("Used Python to automate the count, saving 6 hours", "Automated the count using Python, saving 6 hours"),
    ("Used SQL to train models using logs.", "Trained models using logs with SQL."),
    ("Used a survey to ask 300 farmers about water", "Asked 300 farmers about water using a survey"),
]


@pytest.mark.parametrize(("text", "after"), TOOLS)
def test_what_was_done_stands_before_the_tool(text: str, after: str) -> None:
    found = rewrite_bullet(bullet(text, kind=ResultKind.OUTCOME))
    assert found is not None
    assert found.after == after
    assert found.confirm


SHARED = [
    ("Assisted in building a parser", "Helped build a parser [, taking on WHAT]"),
    ("Assisted with the development of a parser.", "Helped develop a parser [, taking on WHAT]."),
    ("Contributed to the design of a parser", "Helped design a parser [, taking on WHAT]"),
    (
        "Assisted in cleaning data and labelling images",
        "Helped clean data and label images [, taking on WHAT]",
    ),
]


@pytest.mark.parametrize(("text", "after"), SHARED)
def test_shared_work_is_said_shorter_and_stays_shared(text: str, after: str) -> None:
    found = rewrite_bullet(bullet(text))
    assert found is not None
    assert found.after == after
    assert found.confirm is None
    assert "WD01" not in found.rules


LONG = "Built an ingestion pipeline in Spark for 40 TB of click logs from three regions and two sites in the north of France and Spain"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            f"{LONG}, and trained a ranking model on eight GPUs.",
            [f"{LONG}.", "Trained a ranking model on eight GPUs."],
        ),
        (f"{LONG}; trained a ranking model on eight GPUs", [LONG, "Trained a ranking model on eight GPUs"]),
        (
            f"{LONG}. Trained a ranking model on eight GPUs.",
            [f"{LONG}.", "Trained a ranking model on eight GPUs."],
        ),
        (
            f"{LONG}, trained a ranking model and tested the firmware on 40 boards",
            [LONG, "Trained a ranking model and tested the firmware on 40 boards"],
        ),
        (f"{LONG}, weighted the answers and trained a model on them", None),  # a list would lose its "and"
        (f"{LONG} and trained it on eight GPUs for the team", None),  # "it" leans on the first part
        (f"{LONG}, and trained a model on eight GPUs without labels", None),
        (f"{LONG} that read the logs and trained a model on eight GPUs", None),  # the pipeline's doing?
        (f"{LONG} and trained a model on eight GPUs, cutting costs by 20 %", None),  # whose result?
        ("Built a pipeline; trained a ranking model on eight GPUs", None),  # short enough
    ],
)
def test_an_overlong_bullet_is_split(text: str, parts: list[str] | None) -> None:
    found = rewrite_bullet(bullet(text, kind=ResultKind.OUTCOME))
    split = found.after.split("\n") if found and "WD04" in found.rules else None
    assert split == parts
    if found and parts:
        assert " ".join(parts).lower().replace(" and ", " ").count("trained") == 1
        assert all(rewrite_bullet(bullet(part, kind=ResultKind.OUTCOME)) is None for part in parts)


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Raised AUC to 0.84 with focal loss", "Raised AUC [from X] to 0.84 with focal loss"),
        ("Improved accuracy to 92 % on CIFAR-10", "Improved accuracy [from X %] to 92 % on CIFAR-10"),
        (
            "Cut latency to 40 ms by pruning CNN models",
            "Cut latency [from X ms] to 40 ms by pruning CNN models",
        ),
        ("Improved accuracy by 20 % on CIFAR-10", None),
        ("Improved accuracy from 80 % to 92 % on CIFAR-10", None),
        ("Cut trainable parameters to 0.4 % of the full model", None),
        ("Cut latency to 40 ms; it had been 90 ms", None),
        ("Doubled output to 40 units a day", None),
    ],
)
def test_the_value_before_is_asked_for(text: str, after: str | None) -> None:
    found = rewrite_bullet(read_text(text))
    assert (found.after if found else None) == after
    if found:
        assert found.rules == ("AC04",)
        assert found.blanks[0].question.endswith("?")


def test_the_result_first_is_another_wording() -> None:
    found = rewrite_bullet(read_text("Responsible for training CNN models, cutting latency by 20 %."))
    assert found is not None
    assert found.after == "Trained CNN models, cutting latency by 20 %."
    assert found.alternatives == ("Cut latency by 20 % by training CNN models.",)


def test_a_late_result_comes_first() -> None:
    start = "Built and deployed a recommender for 12 shops in Python with two colleagues from the data team in Lyon"
    found = rewrite_bullet(read_text(f"{start}, raising click-through from 1.1 % to 1.4 %"))
    assert found is not None
    new = start.replace("Built and deployed", "building and deploying")
    assert found.after == f"Raised click-through from 1.1 % to 1.4 % by {new}"
    assert rewrite_bullet(read_text("Built a recommender in Python, raising click-through by 20 %")) is None


@pytest.mark.parametrize(
    ("text", "tense", "after"),
    [
        ("Builds dashboards in Tableau", Tense.PRESENT, "Built dashboards in Tableau"),
        ("Building dashboards in Tableau", Tense.PRESENT, "Built dashboards in Tableau"),
        (
            "Manage three annotators and review their labels",
            Tense.BASE,
            "Managed three annotators and reviewed their labels",
        ),
        ("Reads and answers letters", Tense.PRESENT, None),
    ],
)
def test_ended_work_is_told_in_the_past(text: str, tense: Tense, after: str | None) -> None:
    told = bullet(text, kind=ResultKind.OUTCOME, entry=2)
    told = dataclasses.replace(told, wording=dataclasses.replace(told.wording, tense=tense))
    found = rewrite_bullet(told)
    assert (found.after if found else None) == after
    assert rewrite_bullet(dataclasses.replace(told, current=True)) is None


def test_a_title_is_no_work() -> None:
    assert rewrite_bullet(bullet("Development of a portal", section=SectionKind.EDUCATION)) is None


@pytest.mark.parametrize("kind", language("rewrites")["blanks"]["kinds"], ids=lambda kind: kind["id"])
def test_a_filled_blank_is_a_measure(kind: dict[str, Any]) -> None:
    values = {
        "X": "12",
        "Y": "7",
        "Z": "90",
        "WHAT": "complaints",
        "METRIC": "recall",
        "DATA": "the test set",
    }
    for text in filter(None, (kind["text"], kind.get("counted_text"))):
        filled = re.sub(r"\b[A-Z]+\b", lambda each: values.get(each[0], each[0]), text.strip("[]"))
        assert read_text(f"Did the work on the thing{filled}").measurable


@pytest.mark.parametrize(
    "unit",
    [
        "design of a and ",
        "built the a, ",
        "and built a ",
        "Used a to build a and ",
        ", cutting a by 2 %",
        "design and ",
    ],
)
def test_a_hostile_text_is_left_alone(unit: str) -> None:
    assert openings.reopen("Responsible for " + unit * 3000) is None
    assert splitting.split("Built " + unit * 3000) is None
    assert reordering.result_first("Built " + unit * 3000 + ", cutting costs by 2 %") is None


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("Optimized the color of maps", "Optimised the colour of maps"),
        ("Analysed maps for the Center for Color", None),
        ("Responsible for labeling 12,000 images", "Labelled 12,000 images"),
    ],
)
def test_one_spelling_in_one_cv(text: str, after: str | None) -> None:
    words = {"optimized": "optimised", "color": "colour", "labeled": "labelled", "center": "centre"}
    found = rewrite_bullet(bullet(text, kind=ResultKind.OUTCOME), words=words)
    assert (found.after if found else None) == after
    if found and "Optimised" in found.after:
        assert found.rules == ("WD09",)
        assert found.changes == (
            "“Optimized” became “Optimised”, as elsewhere in this CV.",
            "“color” became “colour”, as elsewhere in this CV.",
        )
