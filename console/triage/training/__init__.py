"""How the triage model is made: labelled lines in, a table of weights and the figures that speak for it out.

Needs scikit-learn (`pip install "livedesk[train]"`); reading comments does not.
"""
