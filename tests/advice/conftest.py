"""Makes the factories beside the tests importable: with importlib no test folder is on the path."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
