"""Douyin: its official push to an approved app, and programs on the shop's own machine that read the room."""
