"""Sent in and not yet checked: the facilitator's desk has work on the first morning."""

from hospes.demo.entries import offer, wish

ENTRIES = (
    wish(
        "lindalen-green",
        "lindalen",
        "Fastighetsskötare vill se fjärrvärme i andra städer",
        "sv",
        "Tre kollegor från det kommunala bostadsbolaget.",
        formats=["STUDY_VISIT"],
        profiles=["OTHER_STAFF"],
        topics=["renewable-energy"],
        people=3,
        languages={"en": "B1", "sv": "C2"},
        windows=[("09-01", "10-15")],
        days_least=2,
        days_most=3,
        needs=[],
    ),
    offer(
        "collerosa-garden",
        "collerosa",
        "L’orto che insegna: italiano e giardinaggio",
        "it",
        "Gruppi misti, mattina nell’orto e pomeriggio in aula.",
        formats=["LEARNER_GROUP_EXCHANGE"],
        profiles=["ADULT_LEARNER", "NON_FORMAL_LEARNER"],
        topics=["gardening-forestry", "migrants-refugees"],
        places=8,
        languages=None,
        windows=[("04-01", "06-30")],
        days_least=7,
        days_most=10,
        measures=["STEP_FREE", "FAMILY_FRIENDLY", "MENTOR"],
    ),
)
