"""Feeds that take no replies."""

from connectors.contract import Outgoing, SendError
from connectors.language import Words


class ReadOnly:
    """The half of a `Connector` that replies go to, for a feed that is only read. `refusal` is what a reply is told."""

    can_send = False
    refusal = Words("这个评论流只能读，不能回复。", "This feed can only be read.")

    async def send(self, outgoing: Outgoing) -> None:  # noqa: ARG002 - the contract's signature
        """Raise `SendError`."""
        raise SendError(str(self.refusal), transient=False)
