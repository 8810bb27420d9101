"""What is done with one's own data: agreeing, taking along, erasing."""

from hospes.privacy.actions.archives import ask_for_archive, make_archive
from hospes.privacy.actions.consents import accept_texts, agree, note_stopped_by_mail, take_back
from hospes.privacy.actions.erasing import LastAdministratorError, erase_person
from hospes.privacy.actions.replaying import replay_erasures

__all__ = [
    "LastAdministratorError",
    "accept_texts",
    "agree",
    "ask_for_archive",
    "erase_person",
    "make_archive",
    "note_stopped_by_mail",
    "replay_erasures",
    "take_back",
]
