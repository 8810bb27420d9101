"""An example of a shape, put together from the examples of its fields."""

from collections.abc import Iterator, Mapping
from typing import Any

_BY_FORMAT = {
    "date": "2027-05-03",
    "date-time": "2026-11-23T09:30:00Z",
    "uuid": "6f1f7e0c-5a53-4f0e-9a51-3f6c0a1d2b7e",
    "email": "anna@region.example",
}
_BY_TYPE: dict[str, Any] = {"string": "", "integer": 1, "number": 71.5, "boolean": True, "null": None}
_DEEPEST = 6


def example_of(schema: Mapping[str, Any], schemas: Mapping[str, Any], depth: int = 0) -> Any:
    """A value that fits the schema. Shapes are followed to a depth that a reader can still read."""
    if "$ref" in schema:
        return example_of(schemas[schema["$ref"].rsplit("/", 1)[-1]], schemas, depth)
    given = [*_given(schema)]
    if given:
        return given[0]
    for word in ("anyOf", "oneOf", "allOf"):
        if word in schema:
            return example_of(schema[word][0], schemas, depth)
    return _of_type(schema, schemas, depth)


def _given(schema: Mapping[str, Any]) -> Iterator[Any]:
    """Values that the schema names itself, the best first."""
    for word in ("example", "const"):
        if word in schema:
            yield schema[word]
    for word in ("examples", "enum"):
        yield from schema.get(word, ())[:1]
    if schema.get("default") is not None:
        yield schema["default"]


def _of_type(schema: Mapping[str, Any], schemas: Mapping[str, Any], depth: int) -> Any:
    kind = schema.get("type")
    if kind == "object":
        fields = schema.get("properties", {}) if depth < _DEEPEST else {}
        return {name: example_of(one, schemas, depth + 1) for name, one in fields.items()}
    if kind == "array":
        if "items" not in schema or depth >= _DEEPEST:
            return []
        return [example_of(schema["items"], schemas, depth + 1) for _item in range(max(1, schema.get("minItems", 1)))]
    if kind == "string":
        return _BY_FORMAT.get(schema.get("format", ""), "")
    return _BY_TYPE.get(str(kind))
