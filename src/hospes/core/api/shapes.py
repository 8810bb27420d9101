"""What answers are made of."""

from typing import Any

from pydantic import BaseModel


class Shown(BaseModel):
    """Something a program reads. What is not set is left out where the endpoint says `exclude_unset`."""


def sent_in(body: BaseModel) -> dict[str, Any]:
    """The fields that were sent, each of them whole: what is left out inside one has its usual value."""
    whole = body.model_dump()
    return {name: whole[name] for name in body.model_fields_set}


def possible_id(number: int) -> int:
    """The number as an `id` that the database can compare; 0, which nothing has, for all that cannot be one."""
    return number if 0 < number < 2**63 else 0
