"""Where livedesk finds its files, from a checkout and from an installed wheel alike."""

import os
from pathlib import Path

import platformdirs

SETTINGS_NAME = "livedesk.toml"
JOURNAL_NAME = "livedesk.db"


def defaults() -> Path:
    """Return the folder of shipped defaults: `config/` of the checkout, or its copy inside the wheel."""
    here = Path(__file__).resolve()
    packed = here.parent / "defaults"
    return packed if packed.is_dir() else here.parents[2] / "config"


def settings_file() -> Path | None:
    """Return the settings to read where none are named: `LIVEDESK_CONFIG`, this folder's, the user's; None without any."""
    named = os.environ.get("LIVEDESK_CONFIG")
    if named:
        return Path(named)
    for folder in (Path.cwd(), user_settings_dir()):
        candidate = folder / SETTINGS_NAME
        if candidate.is_file():
            return candidate
    return None


def user_settings_dir() -> Path:
    """Return the folder of this user's settings."""
    return platformdirs.user_config_path("livedesk", appauthor=False)


def data_dir() -> Path:
    """Return where journals are kept unless told otherwise: `LIVEDESK_DATA`, else the user's data folder."""
    named = os.environ.get("LIVEDESK_DATA")
    return Path(named) if named else platformdirs.user_data_path("livedesk", appauthor=False)


def log_dir() -> Path:
    """Return where logs are kept."""
    return platformdirs.user_log_path("livedesk", appauthor=False)
