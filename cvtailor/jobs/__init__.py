"""What an advert asks, and whether a CV shows it."""

from cvtailor.jobs.match import fit
from cvtailor.jobs.read import read
from cvtailor.jobs.types import Answer, Fit, JobDescription, Match, Requirement, Term

__all__ = ["Answer", "Fit", "JobDescription", "Match", "Requirement", "Term", "fit", "read"]
