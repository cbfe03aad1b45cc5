"""Bilibili's live rooms: what its official interface and its web player's feed have in common."""
