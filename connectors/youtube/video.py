"""The video a shop names: its id, or any of the links that lead to it. Pure."""

import re
from urllib.parse import parse_qs, urlsplit

from connectors.language import say
from connectors.problem import UserProblem

_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_FOLDERS = frozenset({"live", "video", "shorts", "embed", "v"})


def video_id(written: str) -> str:
    """Return the id of a video from its id or a link to it (watch, live, studio, youtu.be); raises `UserProblem`."""
    written = written.strip()
    if _ID.fullmatch(written):
        return written
    named = _named_by(written if "//" in written else f"https://{written}")
    if _ID.fullmatch(named):
        return named
    raise UserProblem(
        say("不是 YouTube 视频", "Not a YouTube video"),
        say(
            f"“{written}”不是视频链接，也不是视频 ID。", f"“{written}” is neither a video's link nor its id."
        ),
        say(
            "复制直播页面的链接，例如 https://www.youtube.com/watch?v=…。",
            "Copy the link of the live page, for example https://www.youtube.com/watch?v=….",
        ),
    )


def _named_by(link: str) -> str:
    """Return what a link to YouTube names, "" where it is none."""
    try:
        parts = urlsplit(link)
    except ValueError:
        return ""
    host = parts.hostname or ""
    folders = parts.path.strip("/").split("/")
    if host == "youtu.be":
        return folders[0]
    if host != "youtube.com" and not host.endswith(".youtube.com"):
        return ""
    if len(folders) > 1 and folders[0] in _FOLDERS:
        return folders[1]
    return parse_qs(parts.query).get("v", [""])[0]
