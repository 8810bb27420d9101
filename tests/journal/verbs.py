"""Sentences for the verbs these tests write down."""

from hospes.journal import phrases

SENTENCES = {
    "test.opened": "The door was opened.",
    "test.moved": "%(count)s chairs were moved to %(room)s.",
    "test.counted": lambda facts: f"counted {facts['n'] + 1}",
}
phrases.add(SENTENCES)
