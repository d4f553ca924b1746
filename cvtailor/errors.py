"""The errors a caller can meet. Each is a sentence that says what, where, and what to do."""

from __future__ import annotations


class CvtailorError(Exception):
    """Root of all errors raised on purpose.

    `kind` is a stable word for machines, `message` says what is wrong and where, `hint` what to do.
    """

    kind = "error"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class ReadError(CvtailorError):
    """A file cannot be opened or read as a CV. `kind` is set per case (missing, empty, encrypted, …)."""

    kind = "unreadable"

    def __init__(self, message: str, hint: str = "", *, kind: str = "unreadable") -> None:
        super().__init__(message, hint)
        self.kind = kind


class LexiconError(CvtailorError):
    """A lexicon or language table has a mistake: the message names file, key and reason."""

    kind = "lexicon"


class SettingsError(CvtailorError):
    """An argument or a configuration file has a mistake."""

    kind = "settings"
