"""Feeds in, replies out. Knows nothing of the desk.

The contract is in `contract`, the vocabulary in `events`; each platform is a folder with `protocol` (bytes to
events, no socket, no clock) and `client` (connects, reconnects, sends). What feeds share lies in `links` (we connect to
them), `calls` (they connect to us), `intake` (from a frame to the desk), `reading` and `mapping` (foreign data).
"""
