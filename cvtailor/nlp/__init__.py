"""What does the CV show? Facts only: mentions with their standing, achievements, wording."""

from cvtailor.nlp.read import read
from cvtailor.nlp.types import Bullet, Evidence, Mention, Shown, Standing

__all__ = ["Bullet", "Evidence", "Mention", "Shown", "Standing", "read"]
