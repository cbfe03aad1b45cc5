"""The command line: `livedesk VERB`. Wiring only; every verb calls what the floors below offer."""

import sys

from connectors import language


def main() -> None:
    """Run the command line and leave with its exit code: 0, 2 for a person's mistake, 1 for ours."""
    language.use(language.from_environment())
    # After the language is known: help texts are fixed when the verbs are declared.
    from console.cli.app import run  # noqa: PLC0415

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
