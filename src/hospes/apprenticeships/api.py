"""Rules for apprentices by program: read by everybody with a token, kept by the secretariat."""

from datetime import date, datetime
from typing import Annotated, Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Field, Query, Router, Status
from pydantic import ConfigDict

from hospes.apprenticeships import actions, phrases, queries, rules
from hospes.apprenticeships.choices import Matter, SourceKind, Verdict
from hospes.apprenticeships.forms import RuleChangeForm, RuleForm, WithdrawForm, written
from hospes.apprenticeships.models import ApprenticeRule
from hospes.apprenticeships.rules import NotNowError
from hospes.core.api.auth import Token, gated
from hospes.core.api.bodies import Body, Day, OneOf
from hospes.core.api.checking import checked, cleaned
from hospes.core.api.lists import ListOf, PageQuery, page_of
from hospes.core.api.problems import ProblemError, invalid, means
from hospes.core.api.shapes import Shown, possible_id, sent_in
from hospes.core.api.tags import honour_match, require_match, tagged
from hospes.organisations.api.acting import TokenRequest, with_token
from hospes.people.scopes import Scope
from hospes.reference.countries import is_country
from hospes.reference.regions import is_region

router = Router(tags=["apprentice rules"])


class RuleShown(Shown):
    """Whether apprentices of one territory may work in another, and who says so."""

    id: int
    sending: str = Field(description="Code of a country or a region.", examples=["SE232"])
    hosting: str = Field(description="Code of a country or a region.", examples=["NO0A2"])
    verdict: Verdict
    matters: list[str] = Field(examples=[[Matter.CONTRACT.value]])
    text: str
    language: str
    source: str
    source_url: str
    source_on: date
    source_kind: SourceKind
    version: int
    changed_at: datetime
    withdrawn_at: datetime | None
    withdrawn_reason: str


class RuleQuery(PageQuery):
    sending: str = Field("", max_length=10, description="Rules that hold for apprentices of this territory.")
    hosting: str = Field("", max_length=10, description="Rules that hold for work in this territory.")
    withdrawn: bool = Field(False, description="Also rules that hold no longer.")


class RuleWords(Body):
    """What a rule says. Fields left out stay as they are."""

    verdict: Annotated[str, OneOf(*Verdict.values)] = Field("conditional")
    matters: list[Annotated[str, OneOf(*Matter.values)]] = Field([], min_length=1, max_length=20)
    text: str = Field("", min_length=1, max_length=600)
    language: str = Field("en", max_length=10)
    source: str = Field("", min_length=1, max_length=200)
    source_url: str = Field("", max_length=300)
    source_on: Day | None = None


class NewRule(RuleWords):
    model_config = ConfigDict(
        json_schema_extra={
            "example": {
                "sending": "SE232",
                "hosting": "NO0A2",
                "verdict": "conditional",
                "matters": ["consent"],
                "text": "The employer agrees in writing.",
                "source": "An invented agreement",
                "source_on": "2026-09-01",
            }
        }
    )

    sending: str = Field(max_length=10, description="Code of a country or a region.")
    hosting: str = Field(max_length=10, description="Code of a country or a region.")
    verdict: Annotated[str, OneOf(*Verdict.values)]
    matters: list[Annotated[str, OneOf(*Matter.values)]] = Field(min_length=1, max_length=20)
    text: str = Field(min_length=1, max_length=600)
    source: str = Field(min_length=1, max_length=200)
    source_on: Day


class RuleChanges(RuleWords):
    model_config = ConfigDict(json_schema_extra={"example": {"verdict": "blocked", "reason": "The agreement ended."}})

    reason: str = Field(min_length=1, max_length=500, description="Why it is changed.")


class Withdrawal(Body):
    reason: str = Field(min_length=1, max_length=500, examples=["The agreement ended."])


@router.get("/apprentice-rules", response=ListOf[RuleShown], auth=Token(), summary="Rules for apprentices")
def rule_list(request: TokenRequest, asked: Query[RuleQuery]) -> ListOf[RuleShown]:
    """Where there is no rule, nothing is known."""
    rows = queries.holding_for(asked.sending, asked.hosting, with_withdrawn=asked.withdrawn)
    return page_of(rows, asked, request, lambda some: [_shown(one) for one in some], ListOf[RuleShown])


def one(request: HttpRequest, rule_id: int) -> ApprenticeRule:
    found = ApprenticeRule.objects.filter(pk=possible_id(rule_id)).first()
    if found is None:
        raise Http404
    return found


@router.get("/apprentice-rules/{int:rule_id}", response=RuleShown, auth=Token(gate=one), summary="One rule")
def rule_detail(request: TokenRequest, rule_id: int, response: HttpResponse) -> RuleShown:
    return tagged(response, _shown(gated(request, ApprenticeRule)))


def may_keep(request: HttpRequest) -> None:
    if not rules.may_keep_rules(with_token(request).user):
        raise PermissionDenied


@router.post(
    "/apprentice-rules",
    response={201: RuleShown},
    auth=Token(Scope.ORGANISATIONS, gate=may_keep),
    summary="Enter a rule",
    openapi_extra={"x-refusals": [409]},
)
def rule_enter(request: TokenRequest, body: NewRule, response: HttpResponse) -> Status[RuleShown]:
    """For the secretariat. One rule from here to there."""
    sent = body.model_dump(exclude_unset=True)
    between: dict[str, str] = {}
    for side in ("sending", "hosting"):
        code = sent.pop(side)
        if not (is_country(code) or is_region(code)):
            raise invalid({side: [_("We know no country and no region with this code.")]})
        between |= written(side, code)
    form = cleaned_form(RuleForm({"language": "en"} | sent | between))
    rule = actions.enter_rule(form.territories, by=request.user, **form.values)
    response["Location"] = f"{request.path}/{rule.pk}"
    return Status(201, tagged(response, _shown(rule)))


def to_keep(request: HttpRequest, rule_id: int) -> ApprenticeRule:
    found = one(request, rule_id)
    may_keep(request)
    return found


@router.patch(
    "/apprentice-rules/{int:rule_id}",
    response=RuleShown,
    auth=Token(Scope.ORGANISATIONS, gate=to_keep),
    summary="Change a rule",
    openapi_extra={"x-refusals": [409, 412, 428]},
)
@transaction.atomic
def rule_change(request: TokenRequest, rule_id: int, body: RuleChanges, response: HttpResponse) -> RuleShown:
    """For the secretariat. Send only what changes, and why, with the ETag in `If-Match`."""
    rule = _held(request)
    require_match(request, _shown(rule))
    form = cleaned_form(RuleChangeForm(RuleChangeForm.of(rule) | sent_in(body)))
    reason: str = form.cleaned_data["reason"]
    changed = actions.change_rule(rule, version=rule.version, reason=reason, by=request.user, **form.values)
    return tagged(response, _shown(changed))


@router.post(
    "/apprentice-rules/{int:rule_id}/withdraw",
    response=RuleShown,
    auth=Token(Scope.ORGANISATIONS, gate=to_keep),
    summary="Withdraw a rule",
    openapi_extra={"x-refusals": [409]},
)
@transaction.atomic
def rule_withdraw(request: TokenRequest, rule_id: int, body: Withdrawal, response: HttpResponse) -> RuleShown:
    """For the secretariat. With `If-Match`: only what was read."""
    rule = _held(request)
    honour_match(request, _shown(rule))
    reason: str = checked(WithdrawForm, body)["reason"]
    return tagged(response, _shown(actions.withdraw_rule(rule, reason=reason, by=request.user)))


def cleaned_form(form: Any) -> Any:
    """The form itself, when what was sent is right."""
    cleaned(form)
    return form


def _held(request: TokenRequest) -> ApprenticeRule:
    rule = gated(request, ApprenticeRule)
    rule.refresh_from_db(from_queryset=ApprenticeRule.objects.select_for_update())
    return rule


def _shown(rule: ApprenticeRule) -> RuleShown:
    names = set(RuleShown.model_fields) - {"id"}
    return RuleShown(id=rule.pk, **{name: getattr(rule, name) for name in names})


@means(NotNowError)
def _not_now(error: NotNowError) -> ProblemError:
    return ProblemError("conflict", phrases.refusal(error))
