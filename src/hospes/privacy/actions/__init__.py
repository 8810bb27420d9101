"""What is done with one's own data: agreeing, taking along, erasing."""

from hospes.privacy.actions.archives import ask_for_archive, make_archive
from hospes.privacy.actions.consents import (
    accept_texts,
    agree,
    agree_as_guest,
    note_stopped_by_mail,
    take_back,
    take_back_as_guest,
)
from hospes.privacy.actions.erasing import LastAdministratorError, erase_person
from hospes.privacy.actions.guests import erase_guest
from hospes.privacy.actions.replaying import replay_erasures

__all__ = [
    "LastAdministratorError",
    "accept_texts",
    "agree",
    "agree_as_guest",
    "ask_for_archive",
    "erase_guest",
    "erase_person",
    "make_archive",
    "note_stopped_by_mail",
    "replay_erasures",
    "take_back",
    "take_back_as_guest",
]
