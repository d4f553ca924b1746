"""The technology lexicon: whole, guarded, and read as a person would read it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from cvtailor import lexicon, resources
from cvtailor.errors import LexiconError
from cvtailor.nlp.matching import find_in
from cvtailor.nlp.pipeline import tokenise

TECHNOLOGY = lexicon.technology()
COMMON = frozenset(resources.language("common_words")["words"])


def found(line: str, section: str = "experience") -> set[str]:
    return {each.keyword for each in find_in(tokenise(line), TECHNOLOGY, section=section)}


def test_it_is_broad_and_without_doubt() -> None:
    """Files load, ids are unique, implications have a target and no circle; no form stands twice."""
    assert len(TECHNOLOGY.keywords) >= 1200
    assert lexicon.lint(TECHNOLOGY) == ()
    assert TECHNOLOGY.groups == ()


def test_every_short_or_everyday_form_has_a_guard() -> None:
    bare = []
    for keyword in TECHNOLOGY.keywords:
        for form in (*keyword.forms, *keyword.cased):
            letters = re.sub(r"[^\w+#]", "", form)
            doubtful = (len(letters) <= 2 and letters.isalnum()) or form.lower() in COMMON
            if doubtful and not any(not each.forms or form in each.forms for each in keyword.guards):
                bare.append(form)
    assert bare == []


def test_a_role_is_loaded_without_it() -> None:
    code = (
        "from cvtailor import lexicon, resources\n"
        "read = []\n"
        "old = resources.read_toml\n"
        "resources.read_toml = lambda path: (read.append(str(path)), old(path))[1]\n"
        "lexicon.load(); lexicon.roles()\n"
        "assert read and not [each for each in read if 'technology' in each], read\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_implications_are_followed() -> None:
    assert "pytorch" in TECHNOLOGY.keyword("pytorch-lightning").implies
    assert set(TECHNOLOGY.keyword("amazon-eks").implies) == {"kubernetes", "aws"}


# keyword | a line where the word is the tool | a line where it is an everyday word, a person or a place
PAIRS = """
r | Analysed trial data in R and Python | Led R&D for a dairy
go | Rewrote the backend in Go with gRPC | Go to market lead for snacks
rust | Ported the parser from C to Rust | Rust removal on car bodies
swift | Built an iOS app in Swift | Swift response to customer complaints
dart | Mobile app in Flutter and Dart | Dart player in a local pub league
julia | Wrote solvers in Julia and Python | Reported to Julia Roberts at the theatre
scala | Spark jobs in Scala | Sang at La Scala in Milan
c | Firmware in C and C++ | Grade C in history
java | Services in Java and Kotlin | Guided tours on Java in Indonesia
python | Scripts in Python for reporting | Bred ball pythons; fed a Burmese python
ruby | Ruby scripts for billing | Organised a ruby wedding anniversary
crystal | Wrote a web server in the language Crystal | Box office at Crystal Palace
elm | Frontend in Elm and JavaScript | Shop manager, 12 Elm Street
elixir | Backend in Elixir and Erlang | Sold Elixir cocktails
lua | Lua scripts for a C++ engine | Au pair for Lua Mendes in Lisbon
perl | Perl scripts on Unix | Sold pearl necklaces
stan | Bayesian models in Stan and R | Mentored by Stan Lee
react | Frontend in React and TypeScript | React quickly to fires
spring-framework | REST services with Spring and Hibernate | Spring 2019: trained in a bakery
flask | API in Flask and Python | Washed every Flask in the school kitchen
express-js | Node.js backend with Express | Express delivery driver
node-js | Backend in Node and MongoDB | Lymph node surgery ward
vue-js | Frontend in Vue and PHP | Usher at Vue Cinema
ember-js | Ember.js client for a bank | Ember glow candles sold at fairs
bootstrap | Web pages with Bootstrap and HTML | Bootstrap confidence intervals for yields
gulp | Gulp and npm build the web front end | Gulp of swallows counted by volunteers
jest | Jest tests for the JavaScript client | Spoken in jest at weddings
mocha | JavaScript tests with Mocha | Served Mocha coffee and latte
rest-api | Designed a REST API for orders | Rest of the team in Kent
soap | SOAP and XML integration | Packed soap for hotels
graphql | GraphQL server in Node.js | Graph paper supplier
flutter | Cross-platform app in Flutter | Wing flutter analysis of a glider
unity | Games in Unity and C# | Unity Church choir leader
unreal-engine | Level design in Unreal with C++ for a VR game | Unreal stories for children
blender | Modelled 3D props in Blender | Cleaned the kitchen blender
autodesk-maya | 3D animation in Maya | Read Maya Angelou at school
spark | ETL in Spark on AWS | Changed spark plugs on cars
apache-hive | Queries in Hive on Hadoop | Hive inspection and honey sales
apache-pig | Hadoop scripts in Pig | Pig farm assistant
presto | SQL queries in Presto on S3 | Presto cooker demonstrations
apache-kafka | Streams in Kafka | Thesis on Franz Kafka
apache-airflow | Data pipelines in Airflow | Airflow in wind turbine ducts
apache-storm | Stream data through Storm and Kafka | Storm damage claims
snowflake | Warehouse in Snowflake | Snowflake photography in the snow
segment | Event data pipeline with Segment and SQL | Customer Segment leader for toys
oracle-database | Tuned Oracle and SQL databases | Oracle of Delphi tour guide
microsoft-access | Databases in Access and Excel with VBA | Access control at the gate
apache-cassandra | Data cluster on Cassandra | Manager: Cassandra Brown
redis | Caching with Redis | Redistributed parcels
aws | Deployed on AWS | AWS welding certificate, welder
azure | Deployed on Azure | Waiter at Azure Hotel
google-cloud | Deployed on GCP | GCP training for clinical trials
docker | Images in Docker | Dock worker at a harbour
helm-chart | Deployed to Kubernetes with Helm | Took the Helm of a sailing boat
hashicorp-vault | Secrets in Vault with Terraform | Cleaned the Vault of a bank
hashicorp-consul | Service cluster with Consul | Consul General of Spain
hashicorp-nomad | Jobs on a Nomad cluster | Digital Nomad in Bali
chef | Servers configured with Chef | Head Chef of a restaurant
puppet | Servers under Puppet and Linux | Puppet theatre for children
bash | Deployment scripts in Bash | Birthday bash planner
apache-ant | Java builds with Ant | Ant colony insect survey
jenkins | Builds in Jenkins | Assistant to Mr Jenkins
selenium | Browser tests in Selenium | Selenium supplement deficiency study
slack | Slack bot for the office software | Cut slack time in a warehouse
notion | Wiki and database in Notion | Notion of justice in Kant
scrum | Worked in Scrum sprints | Played in the scrum for a rugby club
agile | Agile team with Scrum | Agile climber and dancer
pytorch | Models in PyTorch and torch | Carried the Olympic torch
pandas | Tables in pandas | Fed giant pandas at a zoo
looker | Dashboards in Looker and SQL | A quick looker at maps
microsoft-excel | Pivot tables in Excel | Excel in customer service
microsoft-word | Reports in Word and Excel | Word of mouth campaigns
sketch-app | UI prototypes in Sketch and Figma | Sketch of a cathedral
sage-50 | Invoices in Sage | Sage advice for brides
"""
CASES = [tuple(part.strip() for part in line.split(" | ")) for line in PAIRS.strip().splitlines()]


@pytest.mark.parametrize(("keyword", "line", "_"), CASES)
def test_the_word_is_the_tool(keyword: str, line: str, _: str) -> None:
    assert keyword in found(line)


@pytest.mark.parametrize(("keyword", "_", "line"), CASES)
def test_the_word_is_something_else(keyword: str, _: str, line: str) -> None:
    assert keyword not in found(line)


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60


def test_an_id_in_two_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "technology"
    folder.mkdir()
    for name in ("one", "two"):
        text = 'version = "1.0"\nlanguage = "en"\n[[keyword]]\nid = "zap"\nname = "Zap"\nforms = ["Zap"]\n'
        (folder / f"{name}.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(resources, "lexicons", lambda: tmp_path)
    with pytest.raises(LexiconError, match=r"is defined in lexicons/technology/one\.toml too"):
        lexicon.technology.__wrapped__()
