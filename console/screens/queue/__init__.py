"""The queue: the open cases in the order of work, and the filter over it."""
