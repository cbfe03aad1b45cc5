"""Short questions over the screen: help, the reason to dismiss, leaving."""
