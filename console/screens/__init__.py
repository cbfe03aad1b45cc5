"""The console: one screen for customer service under pressure.

`terminal.set_environment` comes first, before anything here imports textual; then `app.DeskApp` shows a
`context.DeskContext`.
"""
