"""One feed's way in: a frame becomes events that are sound, new, counted and handed over."""
