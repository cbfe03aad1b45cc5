"""Every setting, its default and what it means. The JSON Schema and the checks are made from these structs."""

from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from console.model.events import Sending


class Section(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """A table of settings; a key that is not listed is refused."""


class DeskSettings(Section, frozen=True):
    """How long people may wait, in seconds, before a wait turns amber and red, and how long a reply does."""

    question_amber_s: Annotated[int, Meta(ge=1, description="a question's wait turns amber")] = 30
    question_red_s: Annotated[int, Meta(ge=1, description="a question's wait is overdue")] = 60
    complaint_amber_s: Annotated[int, Meta(ge=1, description="a complaint's wait turns amber")] = 15
    complaint_red_s: Annotated[int, Meta(ge=1, description="a complaint's wait is overdue")] = 30
    reply_rate_within_s: Annotated[int, Meta(ge=1, description="the T of the reply rate within T")] = 180
    undo_s: Annotated[
        float,
        Meta(
            ge=0,
            le=60,
            description="a reply waits this long before it is sent, and can be taken back; 0: not",
        ),
    ] = 3.0


class JournalSettings(Section, frozen=True):
    """How the journal is written."""

    commit_every_ms: Annotated[
        int, Meta(ge=5, le=1000, description="events are made durable at this interval")
    ] = 50


class ScreenSettings(Section, frozen=True):
    """How the console draws."""

    frames_per_second: Annotated[
        int,
        Meta(
            ge=1, le=30, description="redraws a second; 4 is light, 10 feels smooth, use 2 over a thin link"
        ),
    ] = 4
    bell: Annotated[bool, Meta(description="ring the terminal bell when a wait becomes overdue")] = False


class RoomSettings(Section, frozen=True):
    """One room: its title and its feeds. Each feed table names its `feed` and carries that feed's own keys."""

    title: Annotated[str, Meta(description="what people call the room")] = ""
    sending: Annotated[
        Sending,
        Meta(description="what becomes of replies: copied to paste by hand, sent by the feed, or only shown"),
    ] = "copy"
    feeds: Annotated[
        list[dict[str, Any]], Meta(description="one table a feed: feed, name, and the feed's own keys")
    ] = []
    products: Annotated[str, Meta(description="file of its products, in place of the shop's")] = ""
    variables: Annotated[dict[str, str], Meta(description="values for scripts, over the shop's")] = {}


class Settings(Section, frozen=True):
    """The whole settings file."""

    language: Annotated[
        Literal["auto", "zh", "en"], Meta(description="language of the console; auto follows the system")
    ] = "auto"
    agent: Annotated[
        str, Meta(description="your name in the journal; empty takes the system's user name")
    ] = ""
    playbook: Annotated[str, Meta(description="folder of your own scripts, read over the shipped ones")] = ""
    lexicon: Annotated[str, Meta(description="folder of your own word lists, read over the shipped ones")] = (
        ""
    )
    model: Annotated[str, Meta(description="file of your own triage model, in place of the shipped one")] = ""
    products: Annotated[str, Meta(description="file of your products: link numbers, names, nicknames")] = ""
    variables: Annotated[
        dict[str, str], Meta(description="values for scripts, such as shop or warehouse")
    ] = {}
    desk: DeskSettings = DeskSettings()
    journal: JournalSettings = JournalSettings()
    screen: ScreenSettings = ScreenSettings()
    rooms: Annotated[
        dict[str, RoomSettings], Meta(description="the rooms, by the name used on the command line")
    ] = {}
