"""The guard: faithful rewrites pass, each kind of broken fact is found and named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cvtailor.advice.faithful import verify

FAITHFUL = [
    ("Responsible for training CNN models", "Trained CNN models"),
    ("Responsible for training CNN models", "Train CNN models"),
    ("Duties included cleaning and labelling data", "Cleaned and labelled data"),
    ("Tasked with the development of a fraud model", "Developed a fraud model"),
    (
        "Was responsible for the design and evaluation of ranking models",
        "Designed and evaluated ranking models",
    ),
    ("In charge of managing three annotators", "Managed three annotators"),
    ("My role was to build dashboards", "Built dashboards"),
    ("Worked on building a recommender", "Built a recommender"),
    ("I developed a parser", "Developed a parser"),
    ("Successfully led the migration", "Led the migration"),
    ("Improved AUC from 0.71 to 0.84", "Raised AUC from 0.71 to 0.84"),
    ("Improved model accuracy by 15% using tuning", "Improved model accuracy by 15 % with tuning"),
    ("Cut latency by 20 percent", "Reduced latency by 20%"),
    ("Reduced the error rate by 5%", "Improved the error rate by 5%"),
    ("Labelled 12,000 images", "Labelled 12000 images"),
    ("Labelled 12,000 images", "Labelled 12k images"),
    ("Served 2 million users", "Served 2M users"),
    ("Mentored two students", "Mentored 2 students"),
    ("Mentored twenty-five students", "Mentored 25 students"),
    ("Doubled throughput", "Increased throughput 2x"),
    ("Halved latency", "Cut latency by 50%"),
    ("Used natural language processing", "Used NLP"),
    ("Used NLP for triage", "Used natural language processing (NLP) for triage"),
    ("Trained models in pytorch", "Trained models in PyTorch"),
    ("Trained models in tensor flow", "Trained models in TensorFlow"),
    ("Wrote Python and SQL for reports", "Wrote SQL and Python for reports"),
    ("Optimized CUDA kernels", "Optimised CUDA kernels"),
    ("Built a real-time data set service", "Built a real time dataset service"),
    ("Helped build the tracker", "Helped to build the tracker"),
    ("Helped build the tracker", "Contributed to building the tracker"),
    ("Was part of a team that built a crawler", "Part of a team that built a crawler"),
    ("Led a team of five engineers", "Led a team of 5 engineers"),
    ("Reduced churn by about 3 pp", "Reduced churn by around 3 percentage points"),
    ("Cut p99 latency from 120 ms to 80 ms", "Cut p99 latency from 120 to 80 ms"),
    ("Cut latency 120 ms → 80 ms", "Cut latency from 120 ms to 80 ms"),
    ("Raised recall by more than 10%", "Raised recall by over 10%"),
    ("Reached 50k+ users", "Reached more than 50,000 users"),
    ("Did not use any proprietary data", "Did not use any proprietary data."),
    ("Trained models without labels", "Trained models with no labels"),
    ("Pruned CNN models", "Pruned CNN models [, cutting latency from X ms to Y ms at Z % accuracy]"),
    ("Pruned CNN models.", "Pruned CNN models [, cutting latency from X ms to Y ms]."),
    ("Taught statistics", "Taught statistics [, reaching X students with a rating of Y out of Z]"),
    ("Developed a classifier; accuracy rose by 4%", "Developed a classifier, raising accuracy by 4%"),
    ("Responsible for Training of CNN Models", "Trained CNN models"),
    ("Analysis of survey data in R", "Analysed survey data in R"),
    ("Published at NeurIPS 2021", "Published at NeurIPS 2021."),
    ("Implementation of a search service with Go", "Implemented a search service with Go"),
    ("Built the pipeline over six months", "Built the pipeline in 6 months"),
    ("Co-led the evaluation group", "Co-led the evaluation group"),
    ("Supported the sales team with forecasts", "Assisted the sales team with forecasts"),
    ("Trained a support vector machine on 3 sets", "Trained support vector machines on three sets"),
    ("Modelling of churn", "Modeled churn"),
    ("Handled customers' tickets in Jira", "Handled customer tickets in Jira"),
    ("Increased accuracy while reducing latency", "Reduced latency while increasing accuracy"),
    ("Raised precision to 0.9 and recall to 0.8", "Raised recall to 0.8 and precision to 0.9"),
    ("Migrated from TensorFlow to PyTorch", "Migrated to PyTorch from TensorFlow"),
    ("Ran 3 A/B tests", "Conducted three A/B tests"),
    (
        "I was responsible for the training of CNN models that were used for detecting pneumonia",
        "Trained CNN models for detecting pneumonia",
    ),
    ("Was in charge of a team of 6 annotators", "Led a team of 6 annotators"),
    ("Fine-tuned BERT; F1 went from 81.2 to 86.4", "Fine-tuned BERT, raising F1 from 81.2 to 86.4"),
    ("Took part in the design of a data warehouse", "Participated in designing a data warehouse"),
    ("Worked with Python and SQL to process 3 TB of logs", "Processed 3 TB of logs with Python and SQL"),
    ("Created a deep learning model with an AUC of 0.93", "Built a deep-learning model (AUC 0.93)"),
    ("Helped the team to cut cloud costs by about 30%", "Helped cut the team's cloud costs by roughly 30%"),
    ("Saved 5 hours a week by automating reports", "Automated reports, saving 5 hours per week"),
    ("Published 3 papers, one as first author", "Published three papers, one as first author"),
    ("BERT outperformed the LSTM", "The LSTM was outperformed by BERT"),
    ("", ""),
    ("Trained models", "Trained models"),
]

FAULTY = [
    # numbers
    ("Improved accuracy by 15%", "Improved accuracy by 25%", "number"),
    ("Improved accuracy by 15%", "Improved accuracy", "number"),
    ("Improved accuracy", "Improved accuracy by 15%", "number"),
    ("Improved accuracy by 15%", "Improved accuracy by 15 percentage points", "number"),
    ("Improved accuracy by 3 pp", "Improved accuracy by 3%", "number"),
    ("Improved accuracy by 15%", "Improved accuracy to 15%", "number"),
    ("Raised AUC from 0.71 to 0.84", "Raised AUC from 0.84 to 0.71", "number"),
    ("Raised AUC from 0.71 to 0.84", "Raised AUC to 0.84", "number"),
    ("Cut latency by up to 20%", "Cut latency by 20%", "number"),
    ("Cut latency by about 20%", "Cut latency by 20%", "number"),
    ("Cut latency by 20%", "Cut latency by over 20%", "number"),
    ("Cut latency by nearly 20%", "Cut latency by at least 20%", "number"),
    ("Cut latency to 80 ms", "Cut latency to 80 s", "number"),
    ("Cut latency to 80 ms", "Cut latency to 80", "number"),
    ("Labelled 12,000 images", "Labelled 120,000 images", "number"),
    ("Labelled 12k images", "Labelled 12M images", "number"),
    ("Saved $2M a year", "Saved €2M a year", "number"),
    ("Saved $2M a year", "Saved 2M a year", "number"),
    ("Mentored two students", "Mentored three students", "number"),
    ("Mentored two students", "Mentored students", "number"),
    ("Mentored students", "Mentored several dozen students", "number"),
    ("Doubled throughput", "Tripled throughput", "number"),
    ("Raised throughput", "Doubled throughput", "number"),
    ("Trained 12 models on 3 datasets", "Trained 3 models on 12 datasets", "number"),
    ("Reached precision 0.9 and recall 0.8", "Reached precision 0.8 and recall 0.9", "number"),
    ("Worked there from 2019 to 2021", "Worked there from 2019 to 2022", "number"),
    ("Ran Python 3.8 services", "Ran Python 3.11 services", "number"),
    ("First author of two papers", "Second author of two papers", "number"),
    ("Gained −2.3 dB", "Gained 2.3 dB", "number"),
    ("Changed loss by -2.3", "Changed loss by 2.3", "number"),
    ("Sped up training 5x", "Sped up training 10x", "number"),
    ("Pruned models", "Pruned models [, cutting latency by 30% to X ms]", "number"),
    ("Trained a 12-layer network", "Trained a 24-layer network", "number"),
    ("Handled 10–15 requests", "Handled 10–50 requests", "number"),
    ("Served 1,200 users", "Served 1,200 users and 300 firms", "number"),
    # names
    ("Trained models in PyTorch", "Trained models in TensorFlow", "name"),
    ("Trained models in PyTorch", "Trained models", "name"),
    ("Trained models", "Trained models in PyTorch", "name"),
    ("Trained models on CIFAR-10", "Trained models on CIFAR-100", "name"),
    ("Fine-tuned GPT-3", "Fine-tuned GPT-4", "name"),
    ("Wrote C++ kernels", "Wrote C# kernels", "name"),
    ("Wrote services in Java", "Wrote services in JavaScript", "name"),
    ("Wrote reports in R", "Wrote reports", "name"),
    ("Presented at the NeurIPS workshop", "Presented at the ICML workshop", "name"),
    ("Interned at Orbit Analytics", "Interned at Helix Analytics", "name"),
    ("Deployed on AWS", "Deployed on AWS and GCP", "name"),
    ("Deployed with CI/CD", "Deployed with MLOps", "name"),
    ("Moved from TensorFlow to PyTorch", "Moved from PyTorch to TensorFlow", "name"),
    ("Started in March 2020", "Started in May 2020", "name"),
    ("Used k8s", "Used Docker", "name"),
    ("Used pandas for cleaning", "Used it for cleaning", "name"),
    ("Used pandas and numpy", "Used pandas", "name"),
    ("Published in Nature Methods", "Published in Nature", "name"),
    # negation, attempts
    ("Did not reach the target", "Reached the target", "negation"),
    ("Trained models without labels", "Trained models with labels", "negation"),
    ("Reached the accuracy goal", "Never reached the accuracy goal", "negation"),
    ("Failed to cut latency", "Cut latency", "negation"),
    ("Couldn't reproduce the result", "Reproduced the result", "negation"),
    ("Was unable to deploy the model", "Deployed the model", "negation"),
    ("Was asked to improve recall", "Improved recall", "claim"),
    ("Tried to reduce churn", "Reduced churn", "claim"),
    ("Planned to publish the code", "Published the code", "claim"),
    ("Aimed to raise recall", "Raised recall", "claim"),
    ("Submitted a paper", "Published a paper", "claim"),
    ("Proposed a new ranking model", "Built a new ranking model", "claim"),
    ("Paper under review at a journal", "Paper at a journal", "claim"),
    # direction
    ("Increased accuracy while reducing latency", "Reduced accuracy while increasing latency", "direction"),
    ("Improved accuracy by 5%", "Reduced accuracy by 5%", "direction"),
    ("Reduced churn by 5%", "Increased churn by 5%", "direction"),
    ("Improved latency by 5 ms", "Increased latency by 5 ms", "direction"),
    ("Accuracy rose by 5%", "Accuracy fell by 5%", "direction"),
    ("Lowered cost per query", "Raised cost per query", "direction"),
    ("Our model outperformed the baseline", "Our model underperformed the baseline", "direction"),
    ("Paper was rejected", "Paper was accepted", "direction"),
    ("Recall exceeded precision", "Precision exceeded recall", "direction"),
    ("BERT outperformed the LSTM", "The LSTM outperformed BERT", "direction"),
    ("Increased the false positive rate", "Decreased the false positive rate", "direction"),
    # role
    ("Helped build the tracker", "Built the tracker", "role"),
    ("Assisted in training models", "Trained models", "role"),
    ("Contributed to the design of a parser", "Designed a parser", "role"),
    ("Supported the migration of the database", "Migrated the database", "role"),
    ("Participated in the design of a parser", "Designed a parser", "role"),
    ("Co-led the project", "Led the project", "role"),
    ("Participated in a project", "Managed a project", "role"),
    ("Built a parser", "Led a parser", "role"),
    ("We built a recommender", "Built a recommender", "role"),
    ("Jointly developed a parser", "Developed a parser", "role"),
    ("Was part of a team that built a crawler", "Built a crawler", "role"),
    ("Built a crawler with two colleagues", "Built a crawler with two", "role"),
    ("Developed a parser in collaboration with doctors", "Developed a parser with doctors", "role"),
    ("Worked on a recommender", "Built a recommender", "role"),
    ("Worked on search", "Led search", "role"),
    ("Responsible for training models", "Led training of models", "role"),
    ("Developed a parser", "Single-handedly developed a parser", "role"),
    ("Developed a parser", "Independently developed a parser", "role"),
    ("Observed code reviews", "Ran code reviews", "role"),
    ("Shadowed the on-call engineer", "Acted as on-call engineer", "role"),
    ("Led the design of the parser", "Helped with the design of the parser", "role"),
    ("Co-authored a report", "Authored a report", "role"),
    ("Involved in labelling images", "Labelled images", "role"),
    ("Worked under the lead engineer", "Worked as the lead engineer", "role"),
    ("Our team shipped the app", "Shipped the app", "role"),
    ("Collaborated on a survey", "Wrote a survey", "role"),
    ("Member of the group that wrote the standard", "Wrote the standard", "role"),
    # scope
    ("Migrated some services", "Migrated services", "scope"),
    ("Migrated some services", "Migrated all services", "scope"),
    ("Tested the model in one hospital", "Tested the model in every hospital", "scope"),
    ("Automated part of the reporting", "Automated the reporting", "scope"),
    ("Automated reporting", "Automated the entire reporting", "scope"),
    ("Built a prototype search engine", "Built a search engine", "scope"),
    ("Built a pilot service", "Built a service", "scope"),
    ("Introduced code review", "Introduced code review company-wide", "scope"),
    ("Partly responsible for labelling images", "Labelled images", "scope"),
    ("Tested on synthetic data", "Tested on data", "scope"),
    ("Used in most teams", "Used in all teams", "scope"),
    ("Presented a workshop paper", "Presented a paper", "scope"),
    # claims
    ("Trained models", "Trained novel models", "claim"),
    ("Trained models", "Trained and deployed models", "claim"),
    ("Classified images of leaves", "Classified images of lungs", "claim"),
    ("Used supervised learning", "Used unsupervised learning", "claim"),
    ("Trained models", "Trained models, boosting revenue", "claim"),
    ("Trained models", "Deployed models", "claim"),
    ("Wrote tests", "Wrote tests for customers", "claim"),
    ("Built a dashboard", "Built a state-of-the-art dashboard", "claim"),
    ("Trained models", "Trained models [for customers]", "claim"),
]


FREE = [
    ("Halved the time to train the model", "Cut the time to train the model by 50 percent"),
    ("Cut defects by nearly a third", "Reduced defects by almost one third"),
    ("Sped the code up by a factor of 8", "Made the code 8 times faster"),
    ("Ran in 40 minutes instead of 3 hours", "Went from 3 hours to 40 minutes"),
    ("Sold 80,000 tickets", "Sold 80 000 tickets"),
    ("Sold 5'000 tickets", "Sold 5,000 tickets"),
    ("Supervised 3 master's theses", "Supervised three MSc theses"),
    ("Worked there until Sept 2021", "Worked there until September 2021"),
    ("Planned and carried out experiments", "Designed and conducted experiments"),
    ("Led a team of four engineers", "Led four engineers"),
    ("Ran the weekly lab meeting", "Led the weekly lab meeting"),
    ("Took part in the Kaggle competition; top 5%", "Finished in the top 5% of the Kaggle competition"),
    ("Partly automated the workflow", "Automated part of the workflow"),
    ("No downtime during the migration", "Migration without downtime"),
    ("Handled 10,000 requests per second", "Handled 10k requests/s"),
    ("Presented a poster at the Nordic Symposium", "Gave a poster at the Nordic Symposium"),
    ("Interned at Norvell Robotics in Oslo", "Internship at Norvell Robotics, Oslo"),
    (
        "Built a parser. It reads 3 formats.",
        "Built a parser that reads 3 formats. The 3 formats are documented.",
    ),
]

FREE_FAULTY = [
    ("Interned at Kestrel Airways in Oslo", "Interned at Orbit Analytics in Oslo", "name"),
    ("Tuned the network", "Tuned the network with optuna", "name"),
    ("Compared methods", "Compared random forests", "name"),
    ("Reduced errors by two thirds", "Reduced errors by three quarters", "number"),
    ("Saved $40k per year", "Saved $40k per month", "number"),
    ("Handled 30 or more cases", "Handled 30 cases", "number"),
    ("Trained 12 models", "Trained 12 models on 12 data sets", "number"),
    ("Met at 10:30", "Met at 11:30", "number"),
    ("Certified Scrum Master (CSM)", "Certified Scrum Master (CSM) using C#", "name"),
    ("Wrote services in SAS and Scala", "Wrote services in SAS", "name"),
    ("Sold 5'000 tickets", "Sold 5'700 tickets", "number"),
    ("The project was cancelled before launch", "The project was launched", "negation"),
    (
        "Moved workloads from the cloud to our servers",
        "Moved workloads from our servers to the cloud",
        "direction",
    ),
    ("Replaced forests by trees", "Replaced trees by forests", "direction"),
    ("Rust was faster than Go", "Go was faster than Rust", "direction"),
    ("Brought energy use down", "Brought energy use up", "direction"),
    ("Outsourced payroll", "Insourced payroll", "direction"),
    ("Deputy head of the lab", "Head of the lab", "role"),
    ("Junior developer", "Senior developer", "role"),
    ("Shared the work with two colleagues", "Did the work single-handedly", "role"),
    ("The tool is used in my group", "The tool is used across the institute", "scope"),
    ("Migrated most services", "Migrated the services", "scope"),
    ("Reached 94% on the training set", "Reached 94%", "dropped"),
    ("Raised recall by 9% at the cost of precision", "Raised recall by 9%", "dropped"),
    ("Trained models; the clinic rejected the deployment plan", "Trained models", "negation"),
    ("Classified images of leaves", "Classified images of lungs", "claim"),
    ("Reported to the ministry of transport", "Reported to the ministry of health", "claim"),
    ("Wrote a scheduler", "Wrote an award-winning scheduler", "claim"),
    ("Cleaned data", "Cleaned data, increasing revenue", "claim"),
]


@pytest.mark.parametrize(("before", "after"), FAITHFUL)
def test_faithful(before: str, after: str) -> None:
    assert verify(before, after).faults == ()


@pytest.mark.parametrize(("before", "after", "kind"), FAULTY)
def test_faulty(before: str, after: str, kind: str) -> None:
    found = verify(before, after)
    assert not found.faithful
    assert kind in {fault.kind for fault in found.faults}


@pytest.mark.parametrize(("before", "after"), FAITHFUL)
def test_a_text_is_faithful_to_itself(before: str, after: str) -> None:
    assert verify(after, after).faithful


@pytest.mark.parametrize(("before", "after", "kind"), FAULTY)
def test_a_faulty_text_is_faithful_to_itself(before: str, after: str, kind: str) -> None:
    assert verify(before, before).faithful


def test_a_duty_is_not_yet_a_deed_unless_confirmed() -> None:
    before, after = "Responsible for training models", "Trained models"
    assert verify(before, after).faithful
    strict = verify(before, after, confirmed_opening=False)
    assert [fault.kind for fault in strict.faults] == ["role"]


def test_usual_names() -> None:
    before, after = "Trained models in torch on k8s", "Trained models in PyTorch on Kubernetes"
    assert not verify(before, after).faithful
    assert verify(before, after, usual={"torch": "PyTorch", "k8s": "Kubernetes"}).faithful
    assert not verify(before, "Trained models in PyTorch", usual={"torch": "PyTorch"}).faithful


def test_json_shape() -> None:
    plain = verify("Cut cost by 5%", "Cut cost by 6%").to_json()
    assert plain["schema"] == "cvtailor.verification/1"
    assert plain["verdict"] == "fail"
    [fault] = plain["faults"]
    assert (fault["kind"], fault["text"], fault["side"]) == ("number", "6%", "new")
    assert fault["quote"] == "Cut cost by 6%"


def test_a_fault_has_its_place() -> None:
    before, after = "Helped build the tracker in Go", "Built the tracker in Rust"
    for fault in verify(before, after).faults:
        text = before if fault.side == "old" else after
        assert fault.span is not None
        assert text[fault.span.start : fault.span.end] == fault.text
        assert fault.quote == text


# Texts that somebody else rewrote, in words of their own


@pytest.mark.parametrize(("before", "after"), FREE)
def test_free_wording_is_faithful(before: str, after: str) -> None:
    assert verify(before, after, free=True).faults == ()


@pytest.mark.parametrize(("before", "after"), FAITHFUL)
def test_what_is_faithful_stays_so_in_free_wording(before: str, after: str) -> None:
    assert verify(before, after, free=True).faults == ()


@pytest.mark.parametrize(("before", "after", "kind"), FREE_FAULTY)
def test_free_wording_is_no_excuse(before: str, after: str, kind: str) -> None:
    assert kind in {fault.kind for fault in verify(before, after, free=True).faults}


def test_new_plain_words_are_notes() -> None:
    found = verify("Prepared lab sessions on optics", "Devised lab sessions on optics", free=True)
    assert found.faithful
    assert [(note.kind, note.text) for note in found.notes] == [("wording", "Devised")]


@given(st.text(max_size=200))
def test_any_text_is_faithful_to_itself_in_free_wording(text: str) -> None:
    assert verify(text, text, free=True).faithful


@given(st.text(max_size=60), st.text(max_size=60))
def test_free_wording_takes_any_two_texts(before: str, after: str) -> None:
    found = verify(before, after, free=True)
    assert found.faithful == (not found.faults)
    for fault in found.faults:
        assert fault.span is None or fault.span.end <= len(before if fault.side == "old" else after)


def test_dropping_the_tail_of_a_figure_is_always_found() -> None:
    for figure in ("5'000", "270.000", "19 500", "12,345", "0.840"):
        assert verify(f"Sold {figure} tickets", f"Sold {figure[:-1]}7 tickets", free=True).faults


@given(st.text(max_size=200))
def test_any_text_is_faithful_to_itself(text: str) -> None:
    assert verify(text, text).faithful


@given(st.text(max_size=80), st.integers(min_value=20, max_value=10**9))
def test_a_new_number_is_always_found(text: str, number: int) -> None:
    if str(number) in text.replace(",", ""):
        return
    assert any(fault.kind == "number" for fault in verify(text, f"{text} by {number} units").faults)


@pytest.mark.parametrize("piece", ["a", "1", "A", "[", "] ", "a-", "1,", "X ", "5% ", "not ", "ly", " ", "–"])
def test_long_input_ends(piece: str) -> None:
    assert verify(piece * 4000, piece * 4000).faithful
