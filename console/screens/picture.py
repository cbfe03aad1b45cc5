"""A picture of the running console, as SVG."""

from pathlib import Path

from textual.app import App


def save_picture(app: App[str], file: Path) -> None:
    """Write what a running console shows right now to `file`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(app.export_screenshot(title="livedesk"), encoding="utf-8")
