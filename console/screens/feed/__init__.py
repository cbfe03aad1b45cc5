"""The live feed: every comment, the newest at the bottom, still while somebody reads."""
