"""Which keywords a text names: variants by rule, traps, coordination, order, and what holds for any text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cvtailor.lexicon.types import Keyword, Lexicon
from cvtailor.nlp import words
from cvtailor.nlp.matching import component, find, find_in
from cvtailor.nlp.pipeline import tokenise


def word(id: str, *forms: str, cased: tuple[str, ...] = (), kind: str = "technology") -> Keyword:
    return Keyword(id=id, name=id, forms=forms, cased=cased, kind=kind)


LEXICON = Lexicon(
    id="test",
    title="Test",
    version="1",
    language="en",
    sha256="a" * 64,
    source="written for this test",
    groups=(),
    keywords=(
        word("python", "Python"),
        word("r", cased=("R",)),
        word("c", cased=("C",)),
        word("c++", "C++"),
        word("c#", "C#"),
        word("f#", "F#"),
        word("dotnet", ".NET"),
        word("node", "Node.js"),
        word("java", "Java"),
        word("javascript", "JavaScript"),
        word("spark", cased=("Spark", "Apache Spark")),
        word("go", cased=("Go",)),
        word("julia", cased=("Julia",)),
        word("sklearn", "scikit-learn", "sklearn"),
        word("numpy", "NumPy"),
        word("pandas", "pandas"),
        word("pytorch", "PyTorch", "torch"),
        word("lightning", "PyTorch Lightning"),
        word("tensorflow", "TensorFlow", "tf"),
        word("keras", "Keras"),
        word("k8s", "Kubernetes", "k8s"),
        word("git", "Git"),
        word("github", "GitHub", "github.com"),
        word("aws", "AWS"),
        word("sql", "SQL"),
        word("nosql", "NoSQL"),
        word("cicd", "CI/CD"),
        word("transform", "transform"),
        word("cnn", "convolutional neural network", "CNN", kind="method"),
        word("rnn", "recurrent neural network", "RNN", kind="method"),
        word("lstm", "LSTM", kind="method"),
        word("resnet", "ResNet", kind="method"),
        word("gpt4", "GPT-4", kind="method"),
        word("bert", "BERT", kind="method"),
        word("ml", "machine learning", "ML", kind="method"),
        word("dl", "deep learning", kind="method"),
        word("rl", "reinforcement learning", kind="method"),
        word("supervised", "supervised learning", kind="method"),
        word("unsupervised", "unsupervised learning", kind="method"),
        word("nlp", "natural language processing", "NLP", kind="method"),
        word("nlg", "natural language generation", kind="method"),
        word("tuning", "hyperparameter tuning", "hyperparameter optimisation", kind="method"),
        word("model-opt", "model optimisation", kind="practice"),
        word("model-eval", "model evaluation", kind="practice"),
        word("features", "feature engineering", kind="practice"),
        word("cleaning", "data cleaning", kind="practice"),
        word("analysis", "data analysis", kind="practice"),
        word("ab", "A/B testing", kind="practice"),
        word("dataset", "data set", kind="concept"),
        word("preprocessing", "preprocessing", kind="practice"),
        word("modelling", "statistical modelling", kind="practice"),
        word("mentoring", "mentoring", kind="soft"),
        word("presenting", "presenting", kind="soft"),
        word("fine-tuning", "fine-tuning", kind="method"),
        word("sota", "state-of-the-art", kind="phrase"),
        word("behaviour", "behaviour cloning", kind="method"),
        word("phd", "PhD", kind="credential"),
        word("msc", "MSc", "master's degree", kind="credential"),
        word("boosting", "boosting", kind="method"),
        word("time-series", "time series", kind="concept"),
        word("naive-bayes", "naïve Bayes", kind="method"),
        word("object-detection", "object detection", kind="practice"),
    ),
)

CASES = [
    # symbols and punctuation
    ("Used C++, C# and F#.", "c++ c# f#"),
    ("C++", "c++"),
    ("(C++)", "c++"),
    ("C++17 and C++.", "c++"),
    ("C/C++", "c c++"),
    ("C++/C#", "c++ c#"),
    ("C++'s templates", "c++"),
    ("Built .NET services", "dotnet"),
    ("Node.js, NodeJS or Node JS", "node"),
    ("Node.js/JavaScript", "node javascript"),
    ("Python;R", "python r"),
    ("Python|SQL", "python sql"),
    ("Python·SQL•AWS", "python sql aws"),
    ("Python, SQL.", "python sql"),
    ("“PyTorch”", "pytorch"),
    ("PyTorch™ and *Keras*", "pytorch keras"),
    ("PyTorch's autograd", "pytorch"),
    ("PyTorch’s autograd", "pytorch"),
    ("• Python", "python"),
    ("– Python", "python"),
    ("Python + SQL", "python sql"),
    ("Python+SQL", "python sql"),
    ("Rewrote it in PyTorch.Reduced cost", "pytorch"),
    ("tf.keras and sklearn.svm", "tensorflow keras sklearn"),
    ("github.com/torch/keras", "github"),
    ("https://github.com/example/spark", "github"),
    ("See torch@keras.org", ""),
    # short and single-letter names
    ("Used R and Python", "r python"),
    ("R&D lead", ""),
    ("R & D lead", ""),
    ("R and D budget", ""),
    ("r squared", ""),
    ("non-R users", ""),
    ("R-squared of 0.9", ""),
    ("Vitamin C trial", ""),
    ("Series C start-up", ""),
    ("C-level sponsors", ""),
    ("Wrote Go services", "go"),
    ("Go-to-market plan", ""),
    ("go to work by bike", ""),
    ("Go-based services", "go"),
    ("Ready to go", ""),
    # parts of longer words
    ("digital platform", ""),
    ("platform", ""),
    ("JavaScript", "javascript"),
    ("Java-Script", "javascript"),
    ("Java Script", "javascript"),
    ("sparked interest", ""),
    ("Sparks flew", ""),
    ("spark", ""),
    ("Spark-like engine", ""),
    ("Spark-driven jobs", "spark"),
    ("Spark-style shuffles", ""),
    ("PyTorch-based models", "pytorch"),
    ("PyTorch–based models", "pytorch"),
    ("AWS-hosted", "aws"),
    ("transformative work", ""),
    ("pseudo-SQL", ""),
    ("NoSQL", "nosql"),
    ("MySQLdump", ""),
    ("torchbearer", ""),
    ("gitops", ""),
    ("CNN-LSTM hybrid", "cnn lstm"),
    ("BERT-base and BERT-large", "bert"),
    ("BERTopic", ""),
    # versions and sizes
    ("Python 3.11", "python"),
    ("Python3.11", "python"),
    ("Python3", "python"),
    ("Python-3", "python"),
    ("TensorFlow 2", "tensorflow"),
    ("TensorFlow2.x", "tensorflow"),
    ("ResNet-50", "resnet"),
    ("ResNet50", "resnet"),
    ("GPT4, GPT 4 and GPT-4", "gpt4"),
    ("GPT-4o", ""),
    ("GPT-3", ""),
    # case
    ("PYTHON and pytorch", "python pytorch"),
    ("K8S cluster", "k8s"),
    ("kubernetes", "k8s"),
    ("Julia", "julia"),
    ("JULIA", ""),
    # hyphen, blank, closed
    ("datasets and data-sets", "dataset"),
    ("Hyper-parameter tuning", "tuning"),
    ("hyper parameter tuning", "tuning"),
    ("Hyperparameter-tuning", "tuning"),
    ("pre-processing", "preprocessing"),
    ("state of the art", "sota"),
    ("state-of-the-art results", "sota"),
    ("Py Torch", "pytorch"),
    ("Git Hub", "github"),
    ("scikit learn", "sklearn"),
    ("scikitlearn", "sklearn"),
    ("natural-language processing", "nlp"),
    ("time-series and timeseries", "time-series"),
    ("CI-CD, CI / CD", "cicd"),
    ("on CI. CD players", ""),
    # plurals, spelling, accents
    ("CNNs and RNNs", "cnn rnn"),
    ("convolutional neural networks", "cnn"),
    ("panda conservation", ""),
    ("statistical modeling", "modelling"),
    ("statistical models of demand", "modelling"),
    ("hyperparameter optimization", "tuning"),
    ("behavior cloning", "behaviour"),
    ("naive Bayes", "naive-bayes"),
    ("Ph.D. in physics", "phd"),
    ("Ph.D, M.Sc.", "phd msc"),
    ("Master’s degree", "msc"),
    ("Masters degree", "msc"),
    # longest wins
    ("PyTorch Lightning", "lightning"),
    ("PyTorch Lightning and PyTorch", "lightning pytorch"),
    ("Apache Spark", "spark"),
    ("scrum master", ""),
    # coordination
    ("supervised and unsupervised learning", "supervised unsupervised"),
    ("supervised/unsupervised learning", "supervised unsupervised"),
    ("supervised, semi-supervised and unsupervised learning", "supervised unsupervised"),
    ("deep or reinforcement learning", "dl rl"),
    ("convolutional and recurrent neural networks", "cnn rnn"),
    ("NumPy/pandas", "numpy pandas"),
    ("natural language processing and generation", "nlp nlg"),
    ("unsupervised clustering", ""),
    ("supervised students; taught unsupervised learning", "unsupervised"),
    ("Supervised students and machine learning", "ml"),
    ("deep dives and learning", ""),
    ("A/B and multivariate testing", "ab"),
    # inflection and order
    ("tuned hyperparameters", "tuning"),
    ("tuned the hyperparameters", "tuning"),
    ("tuning of hyperparameters", "tuning"),
    ("hyperparameters were tuned", "tuning"),
    ("hyperparameter search and tuning", "tuning"),
    ("hyper-parameter search and tuning", "tuning"),
    ("tuned hyper-parameters", "tuning"),
    ("optimised models", "model-opt"),
    ("optimizing deep learning models", "dl model-opt"),
    ("evaluated models for bias", "model-eval"),
    ("model training and evaluation", "model-eval"),
    ("training and evaluating models", "model-eval"),
    ("engineered features from logs", "features"),
    ("Collected, cleaned and labelled raw sensor data", "cleaning"),
    ("analysed large volumes of sensor data", "analysis"),
    ("Ran A/B tests", "ab"),
    ("A/B-tested", "ab"),
    ("fine-tuned BERT", "fine-tuning bert"),
    ("tuned fine instruments", ""),
    ("mentored two interns", "mentoring"),
    ("shipped presentations", ""),
    ("boosted sales", ""),
    ("detected small objects", "object-detection"),
    ("optimised model servers", ""),
    ("tuned engines. Hyperparameters unknown", ""),
    ("optimised costs; models unchanged", ""),
    ("evaluated vendors against models", ""),
    ("trained on data cleaned by hand", "cleaning"),
    ("learned about machines", ""),
    ("evaluated over 20 candidate models", "model-eval"),
    ("pd.data cleaning", ""),
    ("model selection, tuning, and evaluation", "model-eval"),
    ("optimisation of machine learning models", "ml model-opt"),
    ("engineered hardware for the features team", ""),
    # clause ends
    ("unsupervised. Learning", ""),
    ("machine; learning", ""),
    ("machine, learning", ""),
    ("machine: learning", ""),
    ("machine (learning)", ""),
    ("machine\tlearning", ""),
    ("machine\nlearning", "ml"),
    ("machine\n\nlearning", ""),
    ("", ""),
    ("...", ""),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_find(text: str, expected: str) -> None:
    found = {each.keyword for each in find(text, LEXICON)}
    assert found == set(expected.split())


@pytest.mark.parametrize(
    ("text", "keyword", "quote", "form"),
    [
        ("Used Python3.11 daily", "python", "Python3.11", "Python"),
        ("Used Python 3.11 daily", "python", "Python", "Python"),
        ("A ResNet-50 model", "resnet", "ResNet-50", "ResNet"),
        ("PyTorch's graph", "pytorch", "PyTorch", "PyTorch"),
        ("import torch", "pytorch", "torch", "torch"),
        ("the C++, really", "c++", "C++", "C++"),
        ("has a Ph.D. in it", "phd", "Ph.D.", "PhD"),
        ("supervised and unsupervised learning", "supervised", "supervised and unsupervised learning", "supervised learning"),
        ("we tuned the hyperparameters well", "tuning", "tuned the hyperparameters", "hyperparameter tuning"),
        ("see www.github.com/x", "github", "github.com", "github.com"),
        ("Spark-driven", "spark", "Spark", "Spark"),
    ],
)  # fmt: skip
def test_span_and_form(text: str, keyword: str, quote: str, form: str) -> None:
    [match] = [each for each in find(text, LEXICON) if each.keyword == keyword]
    assert text[match.start : match.end] == quote
    assert match.form == form


def test_breaks_part_items() -> None:
    text = "unsupervised learning"
    assert find_in(tokenise(text), LEXICON)
    assert find_in(tokenise(text), LEXICON, breaks=(len("unsupervised "),)) == []


def test_spans_in_a_spacy_pipeline() -> None:
    doc = component(LEXICON)("Used PyTorch and Python3.11")
    again = component(LEXICON)("Used Python")
    assert [span.label_ for span in again.spans["keywords"]] == ["python"]
    assert [(span.text, span.label_) for span in doc.spans["keywords"]] == [
        ("PyTorch", "pytorch"),
        ("Python3.11", "python"),
    ]


def test_two_lexicons_do_not_mix() -> None:
    other = Lexicon(
        id="other",
        title="Other",
        version="1",
        language="en",
        sha256=LEXICON.sha256,
        source="",
        groups=(),
        keywords=(word("rust", "Rust"),),
    )
    assert [each.keyword for each in find("Rust and Python", other)] == ["rust"]
    assert [each.keyword for each in find("Rust and Python", LEXICON)] == ["python"]


PIECES = st.sampled_from(
    [case for case, _ in CASES if case]
    + [
        "and",
        ",",
        ";",
        "-",
        "/",
        "learning",
        "no",
        "\u00ad",
        "\u200b",
        "İ",
        "ﬁ",
        "'s",
        "R",
        "&",
        "(",
        "tuned",
        ".",
    ]
)
TEXTS = st.one_of(
    st.text(max_size=80),
    st.lists(PIECES, max_size=8).map(" ".join),
    st.lists(PIECES, max_size=6).map("".join),
)


@settings(max_examples=150, deadline=None)
@given(TEXTS)
def test_spans_lie_inside_any_text(text: str) -> None:
    found = find(text, LEXICON)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert [(each.start, each.end) for each in found] == sorted((each.start, each.end) for each in found)
    assert found == find(text, LEXICON)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(PIECES, max_size=6).map(" ".join), st.sampled_from(["Walked the dog", "Used Python", "learning"])
)
def test_an_item_after_a_break_changes_nothing(text: str, more: str) -> None:
    joined = text + "\n" + more
    found = find_in(tokenise(joined), LEXICON, breaks=(len(text) + 1,))
    assert [each for each in found if each.start < len(text)] == find(text, LEXICON)


@settings(max_examples=80, deadline=None)
@given(st.lists(PIECES, min_size=2, max_size=6))
def test_no_match_crosses_a_break(pieces: list[str]) -> None:
    text, edges = "", []
    for piece in pieces:
        text += piece + "\n"
        edges.append(len(text))
    for match in find_in(tokenise(text), LEXICON, breaks=tuple(edges)):
        assert not any(match.start < edge < match.end for edge in edges)


def test_a_full_table_of_tokens_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Tuned hyper parameters; supervised and unsupervised learning in Python3.11, C++ and SQL"
    before = find(text, LEXICON)
    monkeypatch.setattr(words, "_MOST_TOKENS", 2)
    assert before
    assert [find(text, LEXICON), find(text, LEXICON)] == [before, before]
