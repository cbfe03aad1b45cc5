"""`python -m console` is `livedesk`."""

from console.cli import main

main()
