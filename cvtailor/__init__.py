"""cvtailor reads a CV, matches it against a role's keywords, and says what to change."""
