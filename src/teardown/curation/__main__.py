"""`python -m teardown.curation [FOLDER]`: lint a parts database; `teardown parts lint` is the same."""

import sys
from pathlib import Path

from teardown.curation import lint

findings = lint(Path(sys.argv[1]) if len(sys.argv) > 1 else None)
for finding in findings:
    print(finding)
print(f"{len(findings)} findings")
sys.exit(1 if findings else 0)
