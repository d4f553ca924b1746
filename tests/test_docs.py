"""What the pages of docs/ say holds: their programs and commands run, their links lead somewhere, their numbers are the code's."""

from __future__ import annotations

import contextlib
import importlib.util
import io
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from http.client import HTTPConnection
from http.server import ThreadingHTTPServer
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import cvtailor
from cvtailor.advice import catalogue, groups, score, steps
from cvtailor.advice.rules import research
from cvtailor.cli import main
from cvtailor.nlp.types import Standing
from cvtailor.parsing import isolate
from cvtailor.reporting import schema
from cvtailor.workspace import config, keys
from tests import docs_pages
from tests.docs_pages import DOCS, PAGES, ROOT, Block, anchors, blocks, links, page

NAMES = [each.stem for each in PAGES]
SERVICE = "ThreadingHTTPServer"  # names the block of the library guide that is a program of its own
FOREIGN = (
    "python3 -m venv ",
    ".venv/bin/pip install ",
    "source ",
    "curl ",
)  # lines of `sh` that are no call of ours

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    docs_pages.furnish(tmp_path)
    monkeypatch.chdir(tmp_path)
    for name in [each for each in os.environ if each.startswith("CVTAILOR_")]:
        monkeypatch.delenv(name)
    return tmp_path


def compare(name: str, made: str, request: pytest.FixtureRequest) -> None:
    path = DOCS / name
    if request.config.getoption("update"):
        path.write_text(made, encoding="utf-8")
    assert path.exists()
    assert path.read_text(encoding="utf-8") == made, f"run pytest --update and commit docs/{name}"


def run(command: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """Run a line `cvtailor …` here; return its exit code and standard output."""
    monkeypatch.setattr(sys, "argv", shlex.split(command, comments=True))
    monkeypatch.setattr(sys, "stdin", io.StringIO("a\n\nq\n"))  # accept one rewrite, delete its blank
    monkeypatch.delenv("COLUMNS", raising=False)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    capfd.readouterr()
    with pytest.raises(SystemExit) as stop:
        main()
    assert isinstance(stop.value.code, int)
    return stop.value.code, capfd.readouterr().out


def execute(block: Block, space: dict[str, Any]) -> str:
    """Run a block of Python in a page's namespace; return what it printed."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(block.text, "docs", "exec"), space)
    return out.getvalue()


# Programs and commands


@pytest.mark.parametrize(
    "name", [each for each in NAMES if "```python" in page(each) or "```sh" in page(each)]
)
def test_programs_and_commands_do_what_the_page_shows(
    name: str,
    folder: Path,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    space: dict[str, Any] = {"__name__": "docs"}
    outputs = []
    for block in blocks(page(name)):
        if block.language == "python":
            printed = execute(block, space)
        elif block.language == "sh":
            printed = ""
            for line in filter(str.strip, block.text.splitlines()):
                if line.startswith(FOREIGN):
                    continue
                expected = re.search(r"# exit code (\d)", line)
                code, printed = run(line, monkeypatch, capfd)
                assert code == (int(expected[1]) if expected else 0), (line, printed)
        else:
            continue
        if block.output is not None:
            outputs.append((block, printed.strip("\n") + "\n"))
        elif block.language == "python":
            assert printed == "", "what a program prints stands behind it"
    compare(f"{name}.md", docs_pages.with_outputs(page(name), outputs), request)


@pytest.mark.parametrize(
    "line",
    re.findall(r"^\| `(cvtailor lexicon [^`]*)` \|", page("lexicon"), re.MULTILINE),
)
def test_commands_of_the_lexicon_page(
    line: str, folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(line, monkeypatch, capfd)[0] == 0


def test_every_block_is_of_a_known_language() -> None:
    known = {"python", "sh", "text", "toml", "yaml", "{toctree}"}
    found = {block.language for name in NAMES for block in blocks(page(name))}
    assert found <= known, found - known


def test_settings_files_on_the_pages_are_valid(folder: Path) -> None:
    shown = [
        block.text
        for name in NAMES
        for block in blocks(page(name))
        if block.language == "toml" and block.text.startswith("# cvtailor.toml")
    ]
    assert shown
    for number, text in enumerate(shown):
        path = folder / f"{number}.toml"
        path.write_text(text, encoding="utf-8")
        values = config.load(path)
        project = config.project(path, values)
        assert project.ignores or project.files
        jsonschema.validate(
            json.loads(json.dumps(tomllib.loads(text), default=str)), json.loads(keys.schema_text())
        )


def test_recipes_name_what_the_action_and_the_command_take() -> None:
    action = (ROOT / "action.yml").read_text(encoding="utf-8")
    inputs = set(
        re.findall(r"^  ([a-z-]+):$", action.split("inputs:\n")[1].split("outputs:\n")[0], re.MULTILINE)
    )
    recipes = [block.text for block in blocks(page("ci")) if block.language == "yaml"]
    given = re.search(r"uses: your/cvtailor@\S+\n +with:\n((?: {10}.*\n)+)", "".join(recipes))
    assert given
    assert set(re.findall(r"^ +([a-z-]+):", given[1], re.MULTILINE)) <= inputs
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    named = re.findall(r"- id: (\S+)", "".join(recipes))
    assert named
    assert all(f"- id: {each}\n" in hooks for each in named)


def test_the_command_of_a_recipe_runs(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    lines = re.findall(r"^    - (cvtailor .*)$", page("ci"), re.MULTILINE)
    assert lines
    for line in lines:
        code, _ = run(line, monkeypatch, capfd)
        assert code in {0, 1}
    assert (folder / "cvtailor.xml").stat().st_size
    assert (folder / "cvtailor.md").stat().st_size


# The web service


@pytest.fixture
def service() -> Iterator[int]:
    text = next(each.text for each in blocks(page("library")) if SERVICE in each.text)
    space: dict[str, Any] = {"__name__": "service"}
    exec(compile(text, "service.py", "exec"), space)
    with ThreadingHTTPServer(("127.0.0.1", 0), space["Handler"]) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_address[1]
        server.shutdown()
        thread.join()


def post(port: int, body: bytes, **headers: str) -> tuple[int, Any]:
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.putrequest("POST", "/")
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders(body)
    with contextlib.closing(connection), connection.getresponse() as response:
        return response.status, json.loads(response.read())


def test_the_web_service_answers_as_the_library_does(service: int, folder: Path) -> None:
    data = (folder / "cv.pdf").read_bytes()
    expected = cvtailor.check(data, file="upload").to_json()
    assert post(service, data, Content_Length=str(len(data))) == (200, expected)
    jsonschema.validate(expected, json.loads((DOCS / "schemas" / "report-1.schema.json").read_text()))
    curl = re.search(r"^curl .*$", page("library"), re.MULTILINE)
    assert curl
    command = curl[0].replace(":8000", f":{service}")
    if shutil.which("curl"):
        done = subprocess.run([*shlex.split(command), "-sS"], capture_output=True, check=True)
        assert json.loads(done.stdout) == expected


@pytest.mark.parametrize(
    ("body", "headers", "status", "kind"),
    [
        (b"", {"Content_Length": "0"}, 422, "empty"),
        (b"\x00\x01\x02", {"Content_Length": "3"}, 422, "unsupported"),
        (b"", {"Content_Length": "99999999999"}, 413, "too_large"),
        (b"", {"Content_Length": "-1"}, 411, "no_length"),
        (b"", {}, 411, "no_length"),
    ],
)
def test_the_web_service_refuses(
    service: int, body: bytes, headers: dict[str, str], status: int, kind: str
) -> None:
    code, answer = post(service, body, **headers)
    assert (code, answer["kind"]) == (status, kind)


# The notebook


def test_the_notebook_is_the_page(request: pytest.FixtureRequest) -> None:
    compare("notebook.ipynb", notebook(page("notebook")), request)


def notebook(text: str) -> str:
    """Return a page as a Jupyter notebook (format 4.5): text and programs as cells, with their outputs."""
    cells: list[dict[str, Any]] = []

    def add(kind: str, source: str, **more: Any) -> None:
        if source.strip():
            cell = {"cell_type": kind, "id": f"cell-{len(cells)}", "metadata": {}, **more}
            cells.append({**cell, "source": source.strip("\n").splitlines(keepends=True)})

    at = 0
    for match in re.finditer(
        r"^```python\n(.*?)^```\n\n```text\n(.*?)^```\n", text, re.MULTILINE | re.DOTALL
    ):
        add("markdown", text[at : match.start()])
        output = {"name": "stdout", "output_type": "stream", "text": match[2].splitlines(keepends=True)}
        add("code", match[1], execution_count=None, outputs=[output])
        at = match.end()
    add("markdown", text[at:])
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    data = {"cells": cells, "metadata": {"kernelspec": spec}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(data, indent=1, ensure_ascii=False, sort_keys=True) + "\n"


# Links


def test_every_link_leads_somewhere() -> None:
    dead = []
    for path in PAGES:
        for link in links(path.read_text(encoding="utf-8")):
            if link.startswith(("https://", "http://")):
                continue
            file, _, anchor = link.partition("#")
            target = (path.parent / file) if file else path
            if not target.is_file() or not target.resolve().is_relative_to(DOCS):
                dead.append((path.name, link))  # the site holds what stands in docs/ and nothing else
            elif anchor and anchor not in anchors(target.read_text(encoding="utf-8")):
                dead.append((path.name, link))
    assert dead == []


def test_every_page_is_in_the_contents() -> None:
    trees = [block.text for block in blocks(page("index")) if block.language == "{toctree}"]
    listed = {line for tree in trees for line in tree.splitlines() if line and not line.startswith(":")}
    assert listed == set(NAMES) - {"index"}


def test_the_readme_links_the_pages() -> None:
    assert "docs/index.md" in docs_pages.links((ROOT / "README.md").read_text(encoding="utf-8"))


# The site


def test_the_site_builds_without_a_warning(tmp_path: Path) -> None:
    if importlib.util.find_spec("myst_parser") is None or importlib.util.find_spec("furo") is None:
        assert os.environ.get("CVTAILOR_DOCS") != "required", "pip install -e '.[docs]'"
        pytest.skip("the extra `docs` is not installed")
    command = [sys.executable, "-m", "sphinx", "-W", "-n", "--keep-going", "-q", "-b", "html"]
    done = subprocess.run(
        [*command, "-d", tmp_path / "trees", DOCS, tmp_path / "site"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rules = (tmp_path / "site" / "rules.html").read_text(encoding="utf-8")
    addresses = set(re.findall(r'id="([a-z]{2}\d\d)"', rules))
    assert addresses == {each.code.lower() for each in catalogue.rules()}
    assert {each.name for each in (DOCS / "schemas").iterdir()} <= {
        each.name for each in (tmp_path / "site").iterdir()
    }
    outside = re.findall(r'(?:src|href)="(https?://[^"]+)"', (tmp_path / "site" / "index.html").read_text())
    assert [each for each in outside if each.endswith((".js", ".css", ".woff2"))] == []


# Numbers and words of the code


def settings_table() -> str:
    lines = ["| key | give | what it does |", "|---|---|---|"]
    lines += [f"| `{each.name}` | {each.give} | {each.does} |" for each in keys.KEYS]
    examples = ["", "An example of each:", "", "```toml", "# cvtailor.toml"]
    tables = [each for each in keys.KEYS if each.example.startswith("[")]
    plain = [each for each in keys.KEYS if each not in tables]
    examples += [each.example for each in plain] + [line for each in tables for line in ("", each.example)]
    return "\n".join([*lines, *examples, "```", ""])


def test_the_table_of_settings_is_the_code_s(request: pytest.FixtureRequest) -> None:
    compare("settings.md", docs_pages.with_made(page("settings"), {"settings": settings_table}), request)


def test_the_settings_page_names_every_key_of_an_ignore_and_every_variable() -> None:
    text = page("settings")
    assert [f"| `{each}` |" in text for each in keys.IGNORE_KEYS] == [True] * len(keys.IGNORE_KEYS)
    source = "".join(each.read_text(encoding="utf-8") for each in (ROOT / "cvtailor" / "cli").glob("*.py"))
    used = set(re.findall(r'envvar="(CVTAILOR_\w+)"', source))
    assert used
    assert set(re.findall(r"^\| `(CVTAILOR_\w+)` \|", text, re.MULTILINE)) == used


@pytest.mark.parametrize("kind", sorted(schema.KINDS))
def test_the_json_page_names_every_field(kind: str) -> None:
    text = page("json")
    part = text.split(f"\n## {kind}\n", 1)[1].split("\n## ", 1)[0]
    named = [
        each
        for row in re.findall(r"^\| (`.*?) \|", part, re.MULTILINE)
        for each in re.findall(r"`(\w+)`", row)
    ]
    made = schema.schema(kind)
    fields = made["$defs"][made["$ref"].rpartition("/")[2]]["properties"]
    assert sorted(named) == sorted(fields)
    assert f"[{kind}-1.schema.json](schemas/{kind}-1.schema.json)" in text


def test_the_json_page_links_every_schema() -> None:
    linked = {each for each in links(page("json")) if each.startswith("schemas/")}
    assert linked == {f"schemas/{each.name}" for each in (DOCS / "schemas").iterdir()}


def rows(text: str) -> dict[str, list[str]]:
    """Return the further cells of each row of each table, by its first cell."""
    found = re.findall(r"^\| ([^|]*) \|(.*)\|$", text, re.MULTILINE)
    return {first.strip(): [each.strip() for each in rest.split("|")] for first, rest in found}


def by_rule(text: str) -> dict[str, list[str]]:
    """Return the further cells of each row that names rules, by rule; "1.5 each" is 1.5."""
    return {
        code: [each.removesuffix(" each") for each in cells]
        for first, cells in rows(text).items()
        for code in re.findall(r"\b[A-Z]{2}\d\d\b", first)
    }


def test_the_score_page_has_the_points_of_the_code() -> None:
    text = page("score")
    table = rows(text)
    assert f"Version: **{score.VERSION}**" in text
    assert {name: float(table[name][0]) for name in score.POINTS} == score.POINTS
    worth = {
        Standing(each.strip()): float(cells[0])
        for first, cells in rows(text.split("## Keywords")[1].split("## Achievements")[0]).items()
        for each in re.sub(r"\(.*\)", "", first).split(",")
        if cells[0].replace(".", "").isdigit()
    }
    assert worth == groups.CREDIT


def test_the_score_page_has_what_rules_lose() -> None:
    parts = dict(re.findall(r"^## (.*)\n((?:(?!## ).*\n?)*)", page("score"), re.MULTILINE))
    wording = parts["Wording"]
    assert {code: float(cells[0]) for code, cells in by_rule(wording).items()} == score.FAULTS
    clauses = re.search(r"less ([\d.]+) for each: (.*)\.", wording)
    assert clauses
    most = {
        code: (float(clauses[1]), float(limit or clauses[1]))
        for code, limit in re.findall(r"(WD\d\d) [a-z -]+?(?: \(at most ([\d.]+)\))?(?:,|$)", clauses[2])
    }
    assert most == score.CONSISTENCY
    lost = {
        code: (float(cells[0]), float(cells[1]))
        for code, cells in by_rule(parts["Structure, research, readability"]).items()
    }
    assert lost == {**score.STRUCTURE, **score.READABILITY}


def test_the_sentences_of_the_score_page_have_the_numbers_of_the_code() -> None:
    text = " ".join(page("score").split())
    words = {2: "twice", 5: "five", 10: "ten", 0.5: "half", 0.25: "a quarter"}
    whole = sum(score.POINTS.values())
    bullets = score.POINTS["wording"] - score.CONSISTENT
    keyword, achieved = score.POINTS["keywords"], score.POINTS["achievements"]
    code, papers, open_source = (score.RESEARCH[each] for each in ("code", "papers", "open_source"))
    for sentence in (
        f"less than {score.JUDGEABLE * whole:g} of the {whole:g} points could be judged",
        f"its weight's share of the {keyword:g} points",
        f"({'ask = name'.join('``')}) | {groups.UNSAID:g} of what",
        f"Of one bullet, {words[groups.MOST_IN_ITEM]} keywords count as used",
        f"names {words[groups.DENSE_FROM]} or more and is made of keywords by more than {100 * groups.DENSE:g} %",
        f"weighs less than {words[groups.MINOR]} of the mean",
        f"with weight {score.RECENT:g}, others with 1. Work aside weighs {score.ASIDE:g}",
        f"ended more than {score.LONG_AGO} years before",
        f"earned = {achieved:g} × min(1,",
        f"a setting, {cvtailor.Settings().measured_share:g} by default",
        f"with less than a weight of {score.FEWEST:g} in all is measured as if it had {score.FEWEST:g}",
        f"count {words[score.REPEATS]} at most",
        f"bullets without faults ({bullets:g}), consistency ({score.CONSISTENT:g})",
        f"{bullets:g} points × (1 −",
        f"{score.CONSISTENT:g} points for consistency",
        f"a link to code ({code:g}; a link to a profile only earns {words[research.PROFILE]})",
        f"publications or conferences ({papers:g}), open source ({open_source:g})",
        f"publications earns its {papers:g} points in full",
        f"earns the {code:g} points for code in full",
        f"counts {steps.OPEN_ENDED} points less in the order",
        f"at least 1 after rounding and {steps.LEAST:g} before it",
    ):
        assert sentence in text, sentence


def test_every_rule_named_on_a_page_exists() -> None:
    known = {each.code for each in catalogue.rules()}
    for name in NAMES:
        named = set(re.findall(r"\b(?:RD|ST|KW|AC|WD|RS)\d\d\b", page(name)))
        assert named <= known, name


# Privacy

CONNECTING = """
import sys
def hook(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "urllib.Request"):
        raise SystemExit(f"{event} {arguments}")
    if event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+"):
        if not str(arguments[0]).endswith(".pyc") and "__pycache__" not in str(arguments[0]):
            raise SystemExit(f"{event} {arguments}")
sys.addaudithook(hook)
import cvtailor
cvtailor.tailor("cv.pdf", "Research scientist\\n\\nRequirements\\n- Python\\n")
cvtailor.interview("cv.docx")
assert cvtailor.check("cv.pdf").score.total is not None
"""


def test_the_library_opens_no_connection_and_writes_no_file(folder: Path) -> None:
    done = subprocess.run([sys.executable, "-c", CONNECTING], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_the_outputs_hold_what_the_privacy_page_says(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    contact = cvtailor.parse("cv.docx").contact
    assert contact.name
    facts = (*contact.emails, *contact.phones, *contact.links)
    assert facts

    def holds(text: str) -> tuple[bool, bool]:
        assert text
        return str(contact.name).split()[-1] in text, any(each in text for each in facts)

    def shown(command: str) -> tuple[bool, bool]:
        code, out = run(f"cvtailor {command}", monkeypatch, capfd)
        assert code == 0
        return holds(out)

    formats = ("json", "jsonl", "markdown", "github", "sarif", "junit", "rdjson", "html", "badge")
    outputs = " ".join(f"-o {each}=out.{each}" for each in formats)
    assert not shown(f"check cv.docx --all {outputs}")[1]
    found = {each: holds((folder / f"out.{each}").read_text(encoding="utf-8")) for each in formats}
    assert {each for each in formats if found[each][1]} == {"html"}
    assert found["html"] == (True, True)
    assert found["badge"] == (False, False)
    assert shown(f"check cv.docx --all --redact --force {outputs}") == (False, False)
    hidden = {each: holds((folder / f"out.{each}").read_text(encoding="utf-8")) for each in formats}
    assert set(hidden.values()) == {(False, False)}
    assert shown("parse cv.docx --all") == (True, True)
    for command in ("interview cv.docx --all", "rewrite cv.docx", "tailor cv.docx --job advert.txt"):
        assert not shown(f"{command} --format json")[1], command


@pytest.mark.skipif(os.name == "nt", reason="modes are of POSIX")
def test_a_written_file_is_for_its_owner(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run("cvtailor explain -o rules.txt", monkeypatch, capfd)[0] == 0
    assert (folder / "rules.txt").stat().st_mode & 0o777 == 0o600


def test_the_limits_of_a_reader_are_the_code_s() -> None:
    for text in (page("privacy"), page("library")):
        said = " ".join(text.split())
        assert f"{isolate.SECONDS} seconds" in said
        assert f"{isolate.BYTES // 10**9} GB" in said
