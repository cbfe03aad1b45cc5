"""What a shop may set: nothing, for what is decoded and never connected."""

import msgspec


class WebcastSettings(msgspec.Struct, kw_only=True, frozen=True, forbid_unknown_fields=True):
    """No settings: this feed reads recordings."""
