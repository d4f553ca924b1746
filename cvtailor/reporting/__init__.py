"""How results are shown: pure functions from results to strings, one format per file."""
