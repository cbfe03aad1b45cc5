"""Who we are on Twitch, and who the channel is: looked up when it is needed, and kept."""

from connectors.twitch.helix import Helix, Identity
from connectors.twitch.settings import TwitchSettings

WRITE = "user:write:chat"
WRITE_IN_CHAT = "chat:edit"


class Account:
    """What Twitch has told of the token's owner and of the channel. Our user id is added to `own` once it is known."""

    def __init__(self, settings: TwitchSettings, own: set[str]) -> None:
        self.identity: Identity | None = None
        self.broadcaster = ""
        self._settings = settings
        self._own = own

    @property
    def can_reply(self) -> bool:
        """Whether the token allows replies, by Helix or in the chat; it is taken to until it is looked up."""
        return self.may_use_helix or self.may_use_chat

    @property
    def may_use_helix(self) -> bool:
        """Whether replies may go by Helix, as far as is known."""
        return self.identity is None or self.identity.allows(WRITE)

    @property
    def may_use_chat(self) -> bool:
        """Whether replies may go by the chat, for sure."""
        return self.identity is not None and self.identity.allows(WRITE_IN_CHAT)

    async def introduce(self, helix: Helix, *, anew: bool = False) -> Identity:
        """Return who we are, and know who the channel is; with `anew` the token is looked up once more.

        Raises `LineLostError`, and then keeps what was known, or `UserProblem` where a person must act.
        """
        if self.identity is None or anew:
            self.identity = await helix.identity()
            self._own.add(self.identity.user_id)
        else:
            helix.client_id = helix.client_id or self.identity.client_id
        if not self.broadcaster:
            self.broadcaster = await helix.user_id(self._settings.login)
        return self.identity
