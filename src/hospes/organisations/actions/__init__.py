"""What is done with organisations, their people and their regions. One verb, one transaction, one trace."""

from hospes.organisations.actions.importing import (
    RefusedRowsError,
    apply_import,
    forget_pending,
    import_list,
    keep_for_preview,
)
from hospes.organisations.actions.invitations import (
    AcceptanceRefusedError,
    accept_invitation,
    accept_invitation_with_new_account,
    forget_invitations,
    invite,
    resend_invitation,
    revoke_invitation,
)
from hospes.organisations.actions.joining import (
    accept_join_request,
    ask_to_join,
    decline_join_request,
    forget_contacts,
    forget_join_contact,
    review_join_request,
)
from hospes.organisations.actions.organisations import (
    add_accreditation,
    add_organisation,
    change_logo,
    change_logo_words,
    change_membership,
    change_organisation,
    search_words,
)
from hospes.organisations.actions.posts import appoint, end_post, forget_posts
from hospes.organisations.actions.regions import (
    add_challenge,
    add_skill_need,
    remove_challenge,
    remove_skill_need,
    withdraw_reported_challenge,
    withdraw_reported_skill_need,
)

__all__ = [
    "AcceptanceRefusedError",
    "RefusedRowsError",
    "accept_invitation",
    "accept_invitation_with_new_account",
    "accept_join_request",
    "add_accreditation",
    "add_challenge",
    "add_organisation",
    "add_skill_need",
    "apply_import",
    "appoint",
    "ask_to_join",
    "change_logo",
    "change_logo_words",
    "change_membership",
    "change_organisation",
    "decline_join_request",
    "end_post",
    "forget_contacts",
    "forget_invitations",
    "forget_join_contact",
    "forget_pending",
    "forget_posts",
    "import_list",
    "invite",
    "keep_for_preview",
    "remove_challenge",
    "remove_skill_need",
    "resend_invitation",
    "review_join_request",
    "revoke_invitation",
    "search_words",
    "withdraw_reported_challenge",
    "withdraw_reported_skill_need",
]
