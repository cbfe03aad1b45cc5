"""JSON that livedesk does not know, read by a table the shop writes: which path of a message holds which part of an event."""
