"""The lines of what people follow and of what is given to other sites and programs."""

from tests.permissions.lines import (
    ADMINISTRATORS,
    EVERYBODY,
    OUR_MEMBER,
    OUR_SPEAKERS,
    SIGNED_IN,
    Line,
    do,
    form,
    see,
)

SURE = {"sure": "yes"}
SEARCH = {"name": "Hosts in May", "rhythm": "daily"}

FOLLOWING: tuple[Line, ...] = (
    see("following:search-list", "", SIGNED_IN),
    form("following:search-new", "", EVERYBODY, query={"kind": "offer", "topic": "elderly-care"}),
    see("following:search-sent", "", EVERYBODY),
    form("following:search-confirm", "link that confirms a search", EVERYBODY, is_open=True, send=SURE),
    form("following:guest-searches", "guest's link to their searches", EVERYBODY, is_open=True),
    form("following:search-change", "member's search", OUR_MEMBER, send=SEARCH),
    do("following:search-pause", "member's search", OUR_MEMBER, send=SURE),
    do("following:search-resume", "member's search", OUR_MEMBER),
    form("following:search-remove", "member's search", OUR_MEMBER, send=SURE),
    form("following:notifications", "", SIGNED_IN),
    see("following:undelivered", "", ADMINISTRATORS),
    do("following:undelivered-again", "mail that did not arrive", ADMINISTRATORS, send=SURE),
)

SHARING: tuple[Line, ...] = (
    see("sharing:show-on-your-site", "", EVERYBODY),
    form("sharing:calendar-link", "", SIGNED_IN, send=SURE),
    do("sharing:calendar-revoke", "", SIGNED_IN),
    form("sharing:partnership-webhooks", "", ADMINISTRATORS),
    form("sharing:organisation-webhooks", "us", OUR_SPEAKERS),
    see("sharing:webhook-detail", "our webhook", OUR_SPEAKERS),
    see("sharing:webhook-detail", "the partnership's webhook", ADMINISTRATORS),
    form("sharing:webhook-change", "our webhook", OUR_SPEAKERS),
    do("sharing:webhook-renew", "our webhook", OUR_SPEAKERS, send=SURE),
    do("sharing:webhook-pause", "our webhook", OUR_SPEAKERS, send=SURE),
    do("sharing:webhook-resume", "our paused webhook", OUR_SPEAKERS, send=SURE),
    form("sharing:webhook-remove", "our webhook", OUR_SPEAKERS, send=SURE),
    do("sharing:webhook-test", "our webhook", OUR_SPEAKERS),
    do("sharing:delivery-again", "what our webhook was told", OUR_SPEAKERS),
)

SHARED_WITH_PROGRAMS: tuple[Line, ...] = (
    see("entries-atom", "", EVERYBODY),
    see("news-atom", "", EVERYBODY),
    see("gaps-atom", "", EVERYBODY),
    see("calendar-feed", "link to a calendar", EVERYBODY, is_open=True),
    see("embed-entries", "", EVERYBODY),
    see("embed-map", "", EVERYBODY),
    see("embed-script", "", EVERYBODY),
)
