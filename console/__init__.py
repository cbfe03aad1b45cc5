"""The desk: triage, playbook, cases, journal, figures and screens."""
