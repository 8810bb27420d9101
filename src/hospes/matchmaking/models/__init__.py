"""Entries, the questions they leave open, introductions between two of them, and exchanges of several."""

from hospes.matchmaking.models.entries import Entry, EntryQuerySet, EntryTerm, Question
from hospes.matchmaking.models.introductions import Exchange, Introduction, IntroductionQuerySet, Message
from hospes.matchmaking.models.pairs import PairInterest, PairSetAside, SuggestedPair
from hospes.matchmaking.models.questions import FoundQuestion

__all__ = [
    "Entry",
    "EntryQuerySet",
    "EntryTerm",
    "Exchange",
    "FoundQuestion",
    "Introduction",
    "IntroductionQuerySet",
    "Message",
    "PairInterest",
    "PairSetAside",
    "Question",
    "SuggestedPair",
]
