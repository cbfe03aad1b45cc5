"""The open case: what was asked, what was answered, what to answer, and the reply box."""
