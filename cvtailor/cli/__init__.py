"""The command line: arguments → calls → exit code, one command per file."""

from cvtailor.cli.app import main

__all__ = ["main"]
