"""Personal data is declared where it is kept.

Each model has `personal_data`: field name → the purpose it is kept for. An empty mapping says
that the model keeps nothing about a person. A test fails for a model that says nothing.
"""

from collections.abc import Mapping

PersonalData = Mapping[str, str]
NOTHING_PERSONAL: PersonalData = {}
