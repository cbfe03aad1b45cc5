"""The floors hold at run time: a fresh interpreter shows what an import really loads."""

import subprocess
import sys

import pytest

HEAVY = ("textual", "rich", "aiohttp", "websockets", "sqlite3", "apsw", "click", "asyncio")


def loaded_by(module: str) -> set[str]:
    """Return the top-level and connector modules that importing `module` loads in a fresh interpreter."""
    program = f"import sys, {module}; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    "module",
    [
        "console.desk",
        "console.model",
        "console.shopfiles",
        "console.triage",
        "console.playbook",
        "console.metrics",
    ],
)
def test_the_rules_load_neither_screens_nor_sockets_nor_databases(module: str) -> None:
    """The pure floors start in milliseconds and can be tested anywhere."""
    loaded = loaded_by(module)

    assert set() == loaded.intersection(HEAVY)
    assert not any(name.startswith("connectors.") and name.endswith(".client") for name in loaded)


@pytest.mark.parametrize("feed", ["oba", "generic", "replay"])
def test_a_protocol_loads_no_socket_library(feed: str) -> None:
    """Recorded frames can be decoded without anything that connects."""
    assert set() == loaded_by(f"connectors.{feed}.protocol").intersection(
        ("websockets", "asyncio", "textual")
    )


def test_listing_the_feeds_imports_none_of_them() -> None:
    """What a feed can do is read from its manifest; a broken plug-in cannot break the list."""
    loaded = loaded_by("connectors.registry; connectors.registry.installed()")

    assert not any(
        name.startswith(("connectors.oba", "connectors.generic", "connectors.demo")) for name in loaded
    )


def test_a_headless_run_loads_no_screen() -> None:
    """Recording on a small machine needs none of the screen's memory."""
    assert set() == loaded_by("console.cli.app").intersection(("textual", "websockets"))
