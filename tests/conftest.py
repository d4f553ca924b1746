"""Options and fixtures that all tests share."""

import os
import tempfile

import pytest

# No test reads or writes the results that a person keeps; those of the cache ask for it and name a folder.
os.environ["CVTAILOR_CACHE"] = "0"
os.environ["CVTAILOR_CACHE_DIR"] = os.path.join(tempfile.gettempdir(), "cvtailor-tests-have-no-cache")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update", action="store_true", help="Write golden files anew instead of comparing with them."
    )
