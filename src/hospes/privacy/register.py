"""The register of processing and the table of terms, drawn from what the models and `hospes.core.terms` say.

`just register` writes docs/register.md and docs/reference/retention.md; a test compares them.
"""

from collections.abc import Iterator
from itertools import chain

from django.apps import apps
from django.db import models
from django.utils import translation

from hospes.core.personal import ACTIVITIES, Activity, Personal, PersonalData
from hospes.core.terms import TERMS, Term, of_model
from hospes.privacy.durations import in_words
from hospes.privacy.libraries import LIBRARIES

Model = type[models.Model]

_HEAD = """# Register of processing

What this installation does with personal data, as Article 30 of the General Data Protection Regulation asks. Drawn from
the declarations beside each model by `just register`, so that it cannot say what the code does not do; a test fails
while it is out of date.

**Controller**: whoever runs the installation. Write their name, address, representative and data protection officer
beside this document; `HOSPES_CONTACT_EMAIL` is the address that the site shows. **Processors**: the host of the
machines and the mail provider, each under a contract as Article 28 asks. **Transfers to other countries**: none by
the software; it loads nothing from other hosts, and sends to nobody but the mail server, the identity provider and
the webhooks that the operator and the members set. **Special categories** (Article 9): none. People with fewer
opportunities are counted, never named, and the forms warn against it. **Security**: see [how to deploy](deploy.md)
and `SECURITY.md`. **Rights**: everybody sees, takes along and erases their data by themselves: [own
data](guides/own-data.md).
"""

_TERMS_HEAD = """# How long what is kept

The worker keeps these terms by itself, every hour, and writes into the journal how many rows went, never whose.
`hospes retention` does the same at once, and with `--dry-run` only counts. The same table stands on the site, at
`/privacy/how-long/`, in the reader's language. Drawn from `src/hospes/core/terms.py` by `just register`.

| what | how long | then | why so long | name in the code |
|---|---|---|---|---|
"""


def declared(model: Model) -> PersonalData | None:
    """What a model says of itself, or what is said here of a library's."""
    own: PersonalData | None = model.__dict__.get("personal_data")
    return own if own is not None else LIBRARIES.get(model._meta.label)


def all_models() -> list[Model]:
    """Every table of the installation, those of libraries and between two models included."""
    return sorted(apps.get_models(include_auto_created=True), key=lambda model: model._meta.label)


def register_page() -> str:
    """docs/register.md."""
    with translation.override("en"):
        parts = [_HEAD, *(_activity(activity) for activity in ACTIVITIES), _about_nobody()]
    return "\n".join(parts)


def retention_page() -> str:
    """docs/reference/retention.md."""
    with translation.override("en"):
        rows = [
            f"| {term.what} | {_length(term)} | {term.then} | {term.why} | `{term.code}` |" for term in TERMS.values()
        ]
    return _TERMS_HEAD + "\n".join(rows) + "\n"


def _activity(activity: Activity) -> str:
    tables = [(model, found) for model in all_models() if (found := _personal(model)) and found.activity is activity]
    terms = dict.fromkeys(chain.from_iterable(of_model(model._meta.label) for model, _found in tables))
    lines = [
        f"## {activity.title}",
        "",
        f"- **Purpose**: {activity.purpose}",
        f"- **Ground**: {activity.basis.words}",
        f"- **Whose data**: {activity.people}.",
        f"- **Who sees them**: {activity.recipients}.",
        "- **How long**: " + " ".join(f"{term.what}: {_length(term)}." for term in terms),
        "",
        "| table | field | purpose |",
        "|---|---|---|",
    ]
    for model, found in tables:
        lines += [f"| `{model._meta.label}` | {field} | {purpose} |" for field, purpose in _fields(model, found)]
    return "\n".join([*lines, ""])


def _personal(model: Model) -> Personal | None:
    found = declared(model)
    return found if isinstance(found, Personal) else None


def _fields(model: Model, found: Personal) -> Iterator[tuple[str, str]]:
    """Each personal field with its purpose; the rest of the row in one line."""
    names = [field.name for field in model._meta.concrete_fields]
    for name in names:
        if name in found:
            yield f"`{name}`", found[name]
    rest = ", ".join(f"`{name}`" for name in names if name not in found)
    if rest:
        yield rest, "nothing about a person by themselves; they belong to the same row"


def _about_nobody() -> str:
    lines = ["## Nothing about people", "", "| table | fields |", "|---|---|"]
    for model in all_models():
        if _personal(model) is None:
            fields = ", ".join(f"`{field.name}`" for field in model._meta.concrete_fields)
            lines.append(f"| `{model._meta.label}` | {fields} |")
    return "\n".join([*lines, ""])


def _length(term: Term) -> str:
    return f"{in_words(term.keeps)} {term.since}" if term.keeps else str(term.since)
