"""The rows of the table of actions, a file for each group."""
