"""What pages about a file have in common: whose file it is, and for whom one imports."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from hospes.incoming import queries, rules
from hospes.incoming.models import EntryImport, ImportRow
from hospes.organisations.http import MemberRequest


def imports_for_all(request: MemberRequest) -> bool:
    """Whether the person may import for many organisations at a time. For others there is no such page."""
    for_all = rules.may_import_for(request.user, None)
    if not for_all and not (request.acting_for and rules.may_import_for(request.user, request.acting_for)):
        raise Http404
    return for_all


def own_file(request: MemberRequest, pk: int) -> EntryImport:
    """What somebody else is about to import is not there."""
    file = get_object_or_404(queries.own_import(request.user), pk=pk)
    if not rules.may_go_on_with(request.user, file):
        raise Http404
    return file


def own_row(request: MemberRequest, pk: int, row_pk: int) -> ImportRow:
    file = own_file(request, pk)
    return get_object_or_404(ImportRow.objects.select_related("file", "organisation"), pk=row_pk, file=file)
