"""Questions about organisations, their people, invitations and requests to join."""

from hospes.organisations.queries.directory import Filters, directory, facets, members_by_territory, organisations_in
from hospes.organisations.queries.people import (
    invitation_by_token,
    invitation_state,
    invitations_of,
    join_requests,
    open_join_requests,
    past_posts_of,
    people_of,
    posts_of,
    reportable_organisation,
    speakers_of,
    todo_for,
)
from hospes.organisations.queries.regions import (
    RegionPage,
    region_page,
    reportable_challenge,
    reportable_skill_need,
)

__all__ = [
    "Filters",
    "RegionPage",
    "directory",
    "facets",
    "invitation_by_token",
    "invitation_state",
    "invitations_of",
    "join_requests",
    "members_by_territory",
    "open_join_requests",
    "organisations_in",
    "past_posts_of",
    "people_of",
    "posts_of",
    "region_page",
    "reportable_challenge",
    "reportable_organisation",
    "reportable_skill_need",
    "speakers_of",
    "todo_for",
]
