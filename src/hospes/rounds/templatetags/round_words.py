"""Words of stays on the pages of a round."""

from django import template

from hospes.matchmaking.phrases import words
from hospes.rounds.phrases import results

register = template.Library()
register.filter("tenths", words.tenths)
register.filter("period", results.period)
register.filter("refused", results.refused)
