"""Listens for wxlivespy, which posts what it sees to an address on the shop's own machine."""

from connectors.calls.call import Call, Taken
from connectors.calls.receiver import Receiver
from connectors.contract import Opening
from connectors.wechat.protocol import decoder


class WxlivespyFeed(Receiver):
    """One running receiver. The tool does not try again and repeats itself: it is answered fast, and repeats are known by id."""

    def __init__(self, opening: Opening) -> None:
        decode = decoder(opening.feed, opening.settings)

        def read(call: Call) -> Taken:
            return Taken(decode(call.body, call.at))

        super().__init__(opening, connector="wechat-wxlivespy", read=read, settings=opening.settings)
