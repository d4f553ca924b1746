"""Which files a call means, which settings hold, and where results are written."""
