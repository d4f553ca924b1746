import pytest

from cvtailor.document import SectionKind
from cvtailor.parsing import headings
from cvtailor.resources import language

KNOWN = [
    ("Employment History", "experience"),
    ("PROFESSIONAL EXPERIENCE", "experience"),
    ("Academic Appointments", "experience"),
    ("Relevant Work Experience", "experience"),
    ("Work Experience & Internships", "experience"),
    ("Experience:", "experience"),
    ("2. Experience", "experience"),
    ("Experience (selected)", "experience"),
    ("E X P E R I E N C E", "experience"),
    ("Selected Publications", "publications"),
    ("Talks and Publications", "publications"),
    ("Publications / Patents", "publications"),
    ("Awards & Honours", "awards"),
    ("Honors and Awards", "awards"),
    ("Key Achievements", "awards"),
    ("Technical Skills", "skills"),
    ("Skill", "skills"),
    ("Core Competencies", "skills"),
    ("Skills & Interests", "skills"),
    ("Skills, Tools and Languages", "skills"),
    ("Volunteering", "service"),
    ("Professional Development", "certifications"),
    ("Licenses & Certifications", "certifications"),
    ("Education and Training", "education"),
    ("Educational Qualifications", "education"),
    ("Teaching & Supervision", "teaching"),
    ("Open-Source Contributions", "projects"),
    ("Personal Projects", "projects"),
    ("About Me", "summary"),
    ("Professional Summary", "summary"),
    ("Languages", "languages"),
    ("Referees", "references"),
    ("Invited Talks", "other"),
    ("Contact", "other"),
    ("Hobbies & Interests", "interests"),
    ("Berufserfahrung", "experience"),
    ("Clinical Rotations", "experience"),
    ("Nursing Experience", "experience"),
    ("Judicial Clerkships", "experience"),
    ("Military Assignments", "experience"),
    ("Postdoctoral Appointments", "experience"),
    ("Screen Credits", "experience"),
    ("Apprenticeship Experience", "experience"),
    ("Education & Licensure", "education"),
    ("Relevant Academic Coursework", "education"),
    ("Clinical Competencies", "skills"),
    ("Tools of the Trade", "skills"),
    ("Laboratory Techniques & Skills", "skills"),
    ("Refereed Journal Publications", "publications"),
    ("Law Review Articles", "publications"),
    ("Notable Cases", "projects"),
    ("Built Works", "projects"),
    ("Quality Improvement Projects", "projects"),
    ("Licences and Tickets", "certifications"),
    ("Bar and Court Admissions", "certifications"),
    ("Life Support Certifications", "certifications"),
    ("Mother Tongues", "languages"),
    ("Prizes & Scholarships", "awards"),
    ("Medals and Decorations", "awards"),
    ("Thesis Supervision", "teaching"),
    ("Program Committee Memberships", "service"),
    ("Extracurricular Activities & Leadership", "service"),
    ("Things I do for fun", "interests"),
    ("Forschungsinteressen", "interests"),
    ("What Clients Say", "references"),
    ("Références sur demande", "references"),
    ("Invited Keynotes", "other"),
    ("Doświadczenie zawodowe", "experience"),
    ("Utbildning", "education"),
    ("Työkokemus", "experience"),
    ("Навыки", "skills"),
    ("学歴", "education"),
    ("Coordonnées", "other"),
]

UNKNOWN = [
    "",
    "Curriculum Vitae",
    "Jane Doe",
    "Senior Software Engineer",
    "Research Assistant",
    "Acme Research Ltd",
    "Experience with large models at scale",
    "Python, Go and Rust",
    "University of Leeds",
    "Built a work queue",
    "Skilled negotiator",
    "Teaching Assistant",
    "Peer Reviewer",
    "Product & Graphic Designer",
    "Project Management",
    "Time Management",
    "Master",
    "Phone",
    "Time Series",
]


@pytest.mark.parametrize(("text", "kind"), KNOWN)
def test_known(text: str, kind: str) -> None:
    assert headings.known(text) == SectionKind(kind)


@pytest.mark.parametrize("text", UNKNOWN)
def test_no_heading(text: str) -> None:
    assert headings.known(text) is None


def test_paper_titles_are_no_sections() -> None:
    for text in ("Curriculum Vitae", "CV", "Résumé", "RESUME"):
        assert headings.is_paper_title(text)
        assert headings.known(text) is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Quantum Outreach", "service"),
        ("Laboratory and Field Experience", "experience"),
        ("Grant Funding", "awards"),
        ("Jane Doe", None),
        ("Northwind Traders", None),
    ],
)
def test_by_last_word(text: str, kind: str | None) -> None:
    assert headings.by_last_word(text) == (SectionKind(kind) if kind else None)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Skills: Python, R", ("skills", 7)),
        ("Interests: chess", ("interests", 10)),
        ("Skills:", None),
        ("Thoughts: many", None),
        ("https://example.org", None),
    ],
)
def test_inline(text: str, found: tuple[str, int] | None) -> None:
    assert headings.inline(text) == found


def test_the_lexicon_is_broad_and_consistent() -> None:
    table = language("headings")["sections"]
    assert sum(len(surfaces) for surfaces in table.values()) >= 250
    assert set(table) == {str(kind) for kind in SectionKind}
    seen: dict[str, str] = {}
    for kind, surfaces in table.items():
        for surface in surfaces:
            assert seen.setdefault(headings.normal(surface), kind) == kind, surface
    for surface in language("headings")["contact"]["surfaces"]:
        assert headings.is_contact(surface)
        assert headings.known(surface) is SectionKind.OTHER


def test_profiles_are_contact_but_a_profile_is_a_summary() -> None:
    assert headings.known("PROFILES") is SectionKind.OTHER
    assert headings.known("Profile") is SectionKind.SUMMARY
    assert not headings.is_contact("Profile")
