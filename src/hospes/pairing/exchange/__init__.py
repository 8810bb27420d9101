"""Exchange: "I host you, you host me", in pairs, in cycles and in chains.

A leg is a whole wish hosted at one offer. A cycle has up to `longest_cycle` organisations, each of
which sends one wish and hosts at one of its offers. A chain of up to as many legs starts at an offer
of an organisation that sends nobody; whoever it hosts is the host of the next leg.
docs/explanation/exchange.md has the mathematics.
"""
