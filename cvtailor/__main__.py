"""`python -m cvtailor` is `cvtailor`."""

from cvtailor.cli import main

if __name__ == "__main__":
    main()
