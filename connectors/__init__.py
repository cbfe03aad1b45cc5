"""Feeds in, replies out. Knows nothing of the desk.

The contract is in `contract`, the vocabulary in `events`; each platform is a folder with `protocol` (bytes to
events, no socket, no clock) and `client` (connects, reconnects, sends).
"""
