"""Listens for Kuaishou's push."""

from connectors.calls.receiver import Receiver
from connectors.contract import Opening
from connectors.environment import expand
from connectors.kuaishou.protocol import receiving


class KuaishouPushFeed(Receiver):
    """One running receiver. Raises `UserProblem` where the app's secret is missing."""

    def __init__(self, opening: Opening) -> None:
        settings = opening.settings
        secret = expand(settings.secret, "secret")
        super().__init__(
            opening,
            connector="kuaishou-push",
            read=receiving(opening.feed, settings, secret),
            settings=settings,
            signed=True,
        )
