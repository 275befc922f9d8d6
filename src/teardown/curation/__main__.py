"""`python -m teardown.curation [FOLDER]`: lint a parts database; `teardown parts lint` is the same."""

import sys
from pathlib import Path

from teardown.curation import lint

findings = lint(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
sys.stdout.write("".join(f"{finding}\n" for finding in findings) + f"{len(findings)} findings\n")
sys.exit(1 if findings else 0)
