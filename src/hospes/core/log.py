"""The log: one JSON object on one line per event, whatever people put into it."""

import logging
import sys
from collections.abc import Mapping
from typing import Any

import structlog
from structlog.typing import Processor

_SHARED: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    structlog.stdlib.ExtraAdder(allow=["status_code"]),
]


def configure(settings: Mapping[str, Any]) -> None:
    """Send every record of this process to standard error: JSON, or readable while developing.

    `settings` is `LOGGING` of the Django settings: `level` and `readable`. JSON escapes control
    characters, so a line feed in an address stays inside its record.
    """
    readable = bool(settings.get("readable"))
    ending: list[Processor]
    if readable:
        ending = [structlog.dev.ConsoleRenderer()]
    else:
        ending = [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=True)]
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_SHARED,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *ending],
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(str(settings.get("level", "INFO")))
    _give_to_root("django", "django.server", "django.request", "gunicorn", "gunicorn.error", "gunicorn.access")
    # Our own request line says the status; what is worse than a warning is told without the secrets of its address.
    logging.getLogger("django.request").setLevel(logging.ERROR)
    for name in ("django.request", "django.security.csrf"):
        logging.getLogger(name).filters = [_without_secrets]
    # Says every query's parameters; our own request line says the rest.
    logging.getLogger("django.db.backends").setLevel(logging.INFO)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_SHARED[:-1],
            structlog.processors.StackInfoRenderer(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _without_secrets(record: logging.LogRecord) -> bool:
    """Django tells the address of what it refused or could not do: links of mails stay out of the log there, too."""
    from hospes.core.middleware import path_without_secrets  # noqa: PLC0415  settings are not read yet up there

    request = getattr(record, "request", None)
    if request is not None and isinstance(record.args, tuple):
        told = path_without_secrets(request)
        record.args = tuple(told if one == request.path else one for one in record.args)
    return True


def _give_to_root(*names: str) -> None:
    """Take away the handlers that libraries brought, so that each record is written once."""
    for name in names:
        logger = logging.getLogger(name)
        logger.handlers = []
        logger.propagate = True
