"""The pairing engine: who could host whom, and why. Plain Python, no site, no clock, no chance.

It speaks in codes and facts; the sentences belong to whoever shows them. `codes.py` is the closed
list of the codes, docs/explanation/pairing.md says what the engine does and with which formulas.
"""
