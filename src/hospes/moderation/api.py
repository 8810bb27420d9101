"""Notices about public content: read and decided by the secretariat. Giving one is a page that needs no account."""

from datetime import datetime
from typing import Annotated, cast

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router

from hospes.core.api.auth import Token, gated
from hospes.core.api.bodies import Body, OneOf
from hospes.core.api.checking import checked
from hospes.core.api.lists import ListOf, PageQuery, page_of
from hospes.core.api.problems import ProblemError
from hospes.core.api.shapes import Shown, possible_id
from hospes.core.api.tags import honour_match, tagged
from hospes.moderation import actions, queries, rules
from hospes.moderation.choices import Decision, NoticeKind, NoticeStatus
from hospes.moderation.forms import DecisionForm
from hospes.moderation.models import Notice
from hospes.people.http import SignedInRequest
from hospes.people.scopes import Scope

router = Router(tags=["notices"])


class NoticeShown(Shown):
    """Somebody says that something public should not be there."""

    id: int
    key: str
    about_kind: str = Field(examples=["news"])
    about_id: str
    about_title: str
    about_url: str
    kind: NoticeKind
    text: str
    contact_name: str
    contact_email: str = Field(description="Empty a year after the decision, or when none was left.")
    language: str = Field(examples=["en"])
    status: NoticeStatus
    received_at: datetime
    decision: str = Field(examples=["stays"])
    statement: str
    decided_at: datetime | None


class NoticeQuery(PageQuery):
    status: NoticeStatus = NoticeStatus.RECEIVED


class DecisionMade(Body):
    decision: Annotated[str, OneOf(*Decision.values)] = Field(examples=["stays"])
    statement: str = Field(
        min_length=1,
        max_length=3000,
        description="Facts, the rule or law, and what follows.",
        examples=["The offer is right: we asked the school."],
    )


def only_secretariat(request: HttpRequest) -> None:
    if not rules.may_see_notices(request.user):
        raise PermissionDenied


@router.get(
    "/notices", response=ListOf[NoticeShown], auth=Token(Scope.MODERATION, gate=only_secretariat), summary="Notices"
)
def notice_list(request: HttpRequest, asked: Query[NoticeQuery]) -> ListOf[NoticeShown]:
    """For the secretariat: those that wait, the oldest first; or the decided ones, the latest first."""
    is_open = asked.status == NoticeStatus.RECEIVED
    rows = queries.open_notices() if is_open else queries.decided_notices()
    return page_of(rows, asked, request, lambda some: [_shown(one) for one in some], ListOf[NoticeShown])


def given(request: HttpRequest, notice_id: int) -> Notice:
    """For everybody but the secretariat there is none."""
    found = None
    if rules.may_see_notices(request.user):
        found = Notice.objects.filter(pk=possible_id(notice_id)).first()
    if found is None:
        raise Http404
    return found


@router.get(
    "/notices/{int:notice_id}", response=NoticeShown, auth=Token(Scope.MODERATION, gate=given), summary="One notice"
)
def notice_detail(request: HttpRequest, notice_id: int, response: HttpResponse) -> NoticeShown:
    return tagged(response, _shown(gated(request, Notice)))


@router.post(
    "/notices/{int:notice_id}/decide",
    response=NoticeShown,
    auth=Token(Scope.MODERATION, gate=given),
    summary="Decide on a notice",
)
@transaction.atomic
def notice_decide(request: HttpRequest, notice_id: int, body: DecisionMade, response: HttpResponse) -> NoticeShown:
    """Once, with reasons. Those concerned get them by mail. With `If-Match`: only what was read."""
    notice = gated(request, Notice)
    notice.refresh_from_db(from_queryset=Notice.objects.select_for_update())
    honour_match(request, _shown(notice))
    if notice.status == NoticeStatus.DECIDED:
        raise ProblemError("conflict", _("Somebody has decided on this notice already."))
    actions.decide_notice(notice, by=cast(SignedInRequest, request).user, **checked(DecisionForm, body))
    return tagged(response, _shown(notice))


def _shown(notice: Notice) -> NoticeShown:
    return NoticeShown(
        id=notice.pk,
        key=str(notice.key),
        about_kind=notice.about_kind,
        about_id=notice.about_id,
        about_title=notice.about_title,
        about_url=notice.about_url,
        kind=NoticeKind(notice.kind),
        text=notice.text,
        contact_name=notice.contact_name,
        contact_email=notice.contact_email,
        language=notice.language,
        status=NoticeStatus(notice.status),
        received_at=notice.received_at,
        decision=notice.decision,
        statement=notice.statement,
        decided_at=notice.decided_at,
    )
