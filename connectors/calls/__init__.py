"""Feeds that connect to us: a guarded port, and what comes in by it."""
