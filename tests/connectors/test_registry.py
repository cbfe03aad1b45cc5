"""Finding the installed feeds, with packages made up for each test."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import connectors
from connectors import language
from connectors.contract import Plugin
from connectors.problem import BrokenProblem, Problem, UserProblem
from connectors.registry import Listing, installed, load

MANIFEST = """
reads = ["comment", "order"]
replies = true
tells = ["viewer_ids"]
official = true
[title]
zh = "示例"
en = "example"
[summary]
zh = "只为测试"
en = "for tests only"
"""
GOOD = "import msgspec\nfrom connectors.contract import Plugin\nPLUGIN = Plugin(settings=msgspec.Struct, open=print)\n"

Install = Callable[..., Path]


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Install:
    """Return a function that installs a distribution with one feed into a fresh place on the path."""

    def put(
        name: str, code: str = GOOD, *, package: str = "", manifest: str = MANIFEST, dist: str = ""
    ) -> Path:
        dist = dist or f"{name}-feed"
        site = tmp_path / dist
        package = package or f"{name}_feed"
        folder = site.joinpath(*package.split("."))
        folder.mkdir(parents=True)
        (folder / "__init__.py").write_text(code, "utf-8")
        if manifest:
            (folder / "feed.toml").write_text(manifest, "utf-8")
        info = site / f"{dist.replace('-', '_')}-1.2.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {dist}\nVersion: 1.2\n", "utf-8")
        (info / "entry_points.txt").write_text(f"[livedesk.connectors]\n{name} = {package}:PLUGIN\n", "utf-8")
        monkeypatch.syspath_prepend(site)
        return site

    return put


def listing(name: str) -> Listing:
    """Return the listing of one feed."""
    (found,) = [one for one in installed() if one.name == name]
    return found


def test_our_own_feeds_are_listed_with_what_they_can_do() -> None:
    """Each ships a manifest that can be read, and each folder with a manifest is a feed that is offered."""
    own = {one.name: one for one in installed() if one.distribution.startswith("livedesk ")}

    assert {"demo", "generic", "oba", "replay"} < set(own)
    assert len(own) == len(list(Path(connectors.__path__[0]).rglob("feed.toml")))
    assert all(one.manifest is not None and not one.remark for one in own.values())


def test_a_feed_is_listed_without_being_imported(install: Install) -> None:
    """Code that would fail on import does no harm to the list."""
    install("ticking", "raise SystemExit('imported')")
    found = listing("ticking")

    assert "ticking-feed 1.2" == found.distribution
    assert found.manifest is not None
    assert ("comment", "order") == found.manifest.reads
    assert "ticking_feed" not in sys.modules


def test_a_manifest_is_found_below_a_package_that_is_not_imported(install: Install) -> None:
    """The path is walked segment by segment: not even the outer packages run."""
    site = install("deep", package="outer_pkg.inner.feed")
    (site / "outer_pkg" / "__init__.py").write_text("raise RuntimeError", "utf-8")

    assert listing("deep").manifest is not None
    assert "outer_pkg" not in sys.modules


def test_listing_speaks_both_languages(install: Install, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is shown of a feed follows the language in use."""
    install("polyglot")
    monkeypatch.setattr(language, "_chosen", ["zh"])
    chinese = " ".join(listing("polyglot").lines())
    monkeypatch.setattr(language, "_chosen", ["en"])
    english = " ".join(listing("polyglot").lines())

    assert "示例" in chinese
    assert "订单" in chinese
    assert "example" in english
    assert "orders" in english


@pytest.mark.parametrize(("name", "certain"), [("oba", True), ("generic", False), ("replay", False)])
def test_only_what_is_certain_is_claimed(name: str, certain: bool) -> None:  # noqa: FBT001 - a table's column
    """A mapping or a recording may hold no orders: then their number is unknown, and the listing says what it hangs on."""
    found = listing(name)

    assert found.manifest is not None
    assert certain == ("order" in found.manifest.reads)
    assert certain != ("order" in found.manifest.may_read)
    assert certain != ("by settings or content" in " ".join(found.lines()))


def test_a_feed_without_a_manifest_is_listed_as_unknown(install: Install) -> None:
    """Third parties may not have written one."""
    install("silent", manifest="")
    found = listing("silent")

    assert found.manifest is None
    assert "unknown" in " ".join(found.lines())


@pytest.mark.parametrize(
    "manifest", ["not toml [", 'reads = "all"', MANIFEST + "[extra]\nzh = 'x'\nen = 'y'\n"]
)
def test_a_broken_manifest_is_told_and_harms_nothing(install: Install, manifest: str) -> None:
    """The feed is listed, its manifest's fault is said."""
    install("sloppy", manifest=manifest)
    found = listing("sloppy")

    assert found.manifest is None
    assert "feed.toml" in found.remark


def test_a_package_that_is_gone_is_still_listed(install: Install) -> None:
    """Half an uninstall leaves an entry point without code."""
    site = install("ghost")
    (site / "ghost_feed" / "__init__.py").unlink()
    (site / "ghost_feed" / "feed.toml").unlink()
    (site / "ghost_feed").rmdir()

    assert listing("ghost").manifest is None


def test_loading_imports_exactly_one_feed(install: Install) -> None:
    """The others stay on the disk."""
    install("wanted")
    install("unwanted")

    assert isinstance(load("wanted"), Plugin)
    assert "wanted_feed" in sys.modules
    assert "unwanted_feed" not in sys.modules


def test_an_unknown_name_meets_the_closest_and_the_list() -> None:
    """A typing slip is answered with what was meant."""
    with pytest.raises(UserProblem) as problem:
        load("obaa")

    assert "oba" in problem.value.next_step
    assert "generic" in problem.value.sentence


@pytest.mark.parametrize(
    "code",
    ["raise RuntimeError('boom')", "import no_such_module", "PLUGIN = 7", "raise SystemExit", "def (", ""],
    ids=["raises", "missing import", "wrong object", "exits", "syntax", "no plugin"],
)
def test_broken_code_is_told_with_its_package(install: Install, code: str) -> None:
    """Whatever a plug-in does on import, the desk gets a problem with the package's name."""
    install("broken", code, package=f"broken_{abs(hash(code))}")

    with pytest.raises(BrokenProblem) as problem:
        load("broken")

    assert "broken-feed 1.2" in problem.value.sentence


def test_a_plug_ins_own_words_are_kept(install: Install) -> None:
    """A feed that knows what is wrong says so itself."""
    install(
        "wordy",
        "from connectors.problem import UserProblem\nraise UserProblem('No key', 'The key is missing.', 'Get one.')",
    )

    with pytest.raises(Problem) as problem:
        load("wordy")

    assert "Get one." == problem.value.next_step


def test_two_packages_with_one_name_are_both_named(install: Install) -> None:
    """Neither is taken by chance."""
    install("twin", dist="first-twin", package="twin_a")
    install("twin", dist="second-twin", package="twin_b")

    with pytest.raises(UserProblem) as problem:
        load("twin")

    assert "first-twin" in problem.value.sentence
    assert "second-twin" in problem.value.sentence
    assert all("clash" in one.remark for one in installed() if one.name == "twin")


def test_the_registry_is_light() -> None:
    """Listing feeds loads neither a feed, nor sockets, nor an event loop."""
    program = (
        "import sys; from connectors.registry import installed; installed(); print('\\n'.join(sys.modules))"
    )
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout

    assert set() == {"asyncio", "websockets", "connectors.oba", "connectors.links.link"} & set(loaded.split())
