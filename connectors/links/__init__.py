"""Feeds that we connect to: a line that is dialled, kept alive, lost and dialled again."""
