"""`python -m teardown`: the same as the command `teardown`."""

from teardown.cli import main

if __name__ == "__main__":
    main()
