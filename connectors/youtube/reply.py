"""A reply as the live chat takes it. Pure."""

import msgspec

LONGEST = 200
"""Characters of one message; told by users of the interface, not by its reference."""


def message(chat: str, text: str) -> bytes:
    """Return the body of `liveChatMessages.insert`."""
    return msgspec.json.encode(
        {
            "snippet": {
                "liveChatId": chat,
                "type": "textMessageEvent",
                "textMessageDetails": {"messageText": text},
            }
        }
    )
