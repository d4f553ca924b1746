"""The rules, one file per family; `cvtailor.advice.catalogue` registers them."""
