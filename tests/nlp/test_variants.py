"""Rules that make two writings of a term one."""

from __future__ import annotations

import pytest

from cvtailor.nlp import variants


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("optimisation", "optimization"),
        ("optimise", "optimize"),
        ("optimising", "optimizing"),
        ("analyse", "analyze"),
        ("behaviour", "behavior"),
        ("behavioural", "behavioral"),
        ("modelling", "modeling"),
        ("labelled", "labeled"),
        ("catalogue", "catalog"),
        ("centre", "center"),
        ("naïve", "naive"),
        ("Ph.D.", "PhD"),
        ("M.Sc.", "MSc"),
        ("programmes", "programs"),
        ("organisations", "organizations"),
    ],
)
def test_same_key(one: str, other: str) -> None:
    assert variants.key(one) == variants.key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("four", "for"),
        ("hour", "hor"),
        ("our", "or"),
        ("your", "yor"),
        ("filling", "filing"),
        ("Node.js", "Nodejs"),
    ],
)
def test_other_key(one: str, other: str) -> None:
    assert variants.key(one) != variants.key(other)


@pytest.mark.parametrize(
    ("plural", "single"),
    [
        ("networks", "network"),
        ("libraries", "library"),
        ("analyses", "analysis"),
        ("hypotheses", "hypothesis"),
        ("matrices", "matrix"),
        ("branches", "branch"),
        ("llms", "llm"),
        ("class", "class"),
        ("status", "status"),
        ("analysis", "analysis"),
        ("gas", "ga"),
    ],
)
def test_singular(plural: str, single: str) -> None:
    assert variants.singular(plural) == single


@pytest.mark.parametrize(
    ("words"),
    [
        ("tune", "tuned", "tuning", "tunes"),
        ("optimize", "optimized", "optimizing", "optimization"),
        ("evaluate", "evaluated", "evaluating", "evaluation"),
        ("analyze", "analyzed", "analyzing", "analysis"),
        ("deploy", "deployed", "deploying", "deployment"),
        ("classify", "classified", "classifying", "classification"),
        ("reduce", "reduced", "reducing", "reduction"),
        ("write", "wrote", "written", "writing"),
        ("plan", "planned", "planning"),
        ("visualize", "visualized", "visualization"),
        ("detect", "detected", "detecting", "detection"),
    ],
)
def test_one_stem(words: tuple[str, ...]) -> None:
    assert len({variants.stem(each) for each in words}) == 1


@pytest.mark.parametrize(
    ("form", "path"),
    [
        ("data set", ("dataset",)),
        ("dataset", ("data", "set")),
        ("PyTorch", ("py", "torch")),
        ("Node.js", ("nodejs",)),
        ("Node.js", ("node", "js")),
        ("convolutional neural networks", ("convolutional", "neural", "network")),
        ("ResNet-50", ("resnet", "50")),
        ("GPT4", ("gpt", "4")),
        ("Master's degree", ("master", "degree")),
        ("CI/CD", ("cicd",)),
        ("data.table", ("data", "table")),
    ],
)
def test_path(form: str, path: tuple[str, ...]) -> None:
    assert path in variants.paths(form)


@pytest.mark.parametrize(
    ("form", "path"),
    [("pandas", ("panda",)), ("Keras", ("kera",)), ("NoSQL", ("no", "sql")), ("Kubernetes", ("kubernete",))],
)
def test_no_path(form: str, path: tuple[str, ...]) -> None:
    assert path not in variants.paths(form)


@pytest.mark.parametrize(
    ("token", "raws"),
    [
        ("Python3.11", ["Python", "3.11"]),
        ("YOLOv8", ["YOLO", "v8"]),
        ("C++17", ["C++", "17"]),
        ("k8s", ["k8s"]),
        ("S3", ["S3"]),
        ("R&D", ["R&D"]),
        ("Node.js", ["Node.js"]),
        ("'s", []),
        ("a@example.org", []),
        ("https://www.example.org/python", ["example.org"]),
        ("…", []),
    ],
)
def test_atoms(token: str, raws: list[str]) -> None:
    found = variants.atoms(token)
    assert [each.raw for each in found] == raws
    assert all(token[each.start : each.end] == each.raw for each in found)
