"""Paste to record: an old mail or a text becomes the ordinary form, filled in. The text is kept nowhere."""

import uuid

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from hospes.incoming import rules
from hospes.incoming.forms import PasteForm
from hospes.incoming.phrases.cells import shown_cell
from hospes.incoming.phrases.columns import FIELD_WORDS
from hospes.incoming.reading.pasted import Pasted, marked, read_text
from hospes.incoming.views.doors import imports_for_all
from hospes.matchmaking.choices import EntryKind
from hospes.matchmaking.forms.entries import EntryForm
from hospes.matchmaking.models import Entry
from hospes.matchmaking.queries.entries import people_of
from hospes.organisations.http import MemberRequest
from hospes.organisations.models import Organisation
from hospes.organisations.rules import acts_for
from hospes.reference.locales import reader
from hospes.reference.vocabulary import vocabulary


@require_http_methods(["GET", "HEAD", "POST"])
def paste(request: MemberRequest) -> HttpResponse:
    """A text in, the form out. What is saved then is what somebody confirmed."""
    for_all = imports_for_all(request)
    form = PasteForm(request.POST if request.method == "POST" else None, own=request.acting_for, for_all=for_all)
    if request.method == "POST" and form.is_valid() and form.organisation is not None:
        return _checked(request, form, form.organisation)
    context = {"form": form, "own": None if for_all else request.acting_for}
    return render(request, "incoming/paste.html", context, status=400 if form.errors else 200)


def _checked(request: MemberRequest, form: PasteForm, organisation: Organisation) -> HttpResponse:
    if not rules.may_import_for(request.user, organisation):
        raise PermissionDenied
    text = form.cleaned_data["text"]
    pasted = read_text(
        text,
        kind=form.cleaned_data["kind"],
        as_of=timezone.localdate(),
        vocabulary=vocabulary(),
        language=reader(get_language()),
    )
    kind = EntryKind(pasted.kind or EntryKind.OFFER)
    save = reverse("matchmaking:entry-new-kind", args=[kind.value])
    context = {
        "organisation": organisation,
        "kind": kind,
        "other": EntryKind.WISH if kind == EntryKind.OFFER else EntryKind.OFFER,
        "pasted": pasted,
        "read": [(FIELD_WORDS[cell.holds], shown_cell(cell, kind.value)) for cell in pasted.cells],
        "pieces": marked(text, pasted.read),
        "text": text,
        "form": _entry_form(request, pasted, kind, organisation),
        "save": f"{save}?{urlencode({'organisation': organisation.slug})}",
        "key": uuid.uuid4(),
    }
    return render(request, "incoming/paste_check.html", context)


def _entry_form(request: MemberRequest, pasted: Pasted, kind: EntryKind, organisation: Organisation) -> EntryForm:
    """The form as for changing an entry that is not saved."""
    contact = request.user if acts_for(request.user, organisation) else None
    entry = Entry(organisation=organisation, kind=kind, contact=contact, **pasted.values)
    return EntryForm(
        kind=kind, organisation=organisation, person=request.user, colleagues=people_of(organisation), entry=entry
    )
