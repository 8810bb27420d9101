"""What people want to learn from each other: our own list, in two levels.

The list was written for this partnership in the spirit of the Erasmus+ project topics, whose official
wording is not published as a list. Groups and topics are both codes that an entry may carry. Each
topic is tied to fields of ISCED-F 2013 and, in `data/topic_words.tsv`, to the words by which people
look for it in their own language.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Topic(NamedTuple):
    code: str
    label: Promise
    parent: str | None
    fields: tuple[str, ...]


# Each group: code, label, fields; then its topics: code, label, fields.
_GROUPS: tuple[tuple[str, Promise, str, tuple[tuple[str, Promise, str], ...]], ...] = (
    (
        "vocational-learning",
        _("Vocational and lifelong learning"),
        "01",
        (
            ("apprenticeship", _("Apprenticeship and work-based learning"), "0114 0417"),
            ("vet-excellence", _("Excellence in vocational education"), "0111 0114"),
            ("adult-basic-skills", _("Basic skills of adults"), "0021 0031"),
            ("upskilling", _("Further training and new skills for workers"), "0417 0031"),
            ("validation", _("Validation and recognition of skills"), "0111"),
            ("teacher-development", _("Training of teachers and trainers"), "0113 0114"),
            ("quality-assurance", _("Quality in education and training"), "0111 0413"),
            ("languages", _("Language learning"), "0231"),
        ),
    ),
    (
        "guidance",
        _("Guidance and first steps into work"),
        "0923",
        (
            ("career-guidance", _("Career and lifelong guidance"), "0923 0313"),
            ("school-to-work", _("From school to work"), "0417 0923"),
            ("early-leaving", _("Preventing early school leaving"), "0923 0111"),
            ("youth-policy", _("Youth policy and youth work"), "0922 0312"),
            ("neet-outreach", _("Reaching young people without work or school"), "0922 0923"),
        ),
    ),
    (
        "inclusion",
        _("Inclusion and fewer opportunities"),
        "092",
        (
            ("disability", _("Disability and accessibility"), "0921 0923"),
            ("migrants-refugees", _("Migrants and refugees"), "0923 0231"),
            ("gender-equality", _("Gender equality"), "0314"),
            ("rural-areas", _("Rural and remote areas"), "0314 0810"),
            ("intergenerational-learning", _("Ageing and learning between generations"), "0921 0314"),
            ("mental-health", _("Well-being and mental health"), "0313 0923"),
        ),
    ),
    (
        "digital",
        _("Digital change"),
        "06",
        (
            ("digital-skills", _("Digital skills"), "0611"),
            ("artificial-intelligence", _("Artificial intelligence"), "0613 0619"),
            ("programming-networks", _("Programming, networks and their security"), "0612 0613"),
            ("digital-teaching", _("Teaching with digital tools"), "0111 0611"),
        ),
    ),
    (
        "green",
        _("Green change"),
        "052",
        (
            ("green-skills", _("Skills for the green change"), "0521 0712"),
            ("renewable-energy", _("Renewable energy"), "0713"),
            ("circular-economy", _("Circular economy and waste"), "0712 1021"),
            ("nature-climate", _("Nature and climate protection"), "0521 0522"),
        ),
    ),
    (
        "building",
        _("Building and crafts"),
        "073",
        (
            ("green-construction", _("Green construction"), "0732 0731 0713"),
            ("construction-trades", _("Construction trades"), "0732"),
            ("building-services", _("Electrical, heating and plumbing work"), "0713 0732"),
            ("wood-furniture", _("Wood and furniture"), "0722"),
            ("crafts", _("Traditional crafts"), "0214"),
        ),
    ),
    (
        "industry",
        _("Industry and transport"),
        "07",
        (
            ("advanced-manufacturing", _("Advanced manufacturing"), "0715 0714 0720"),
            ("mechanics-metal", _("Mechanics and metal work"), "0715"),
            ("electronics-automation", _("Electronics, automation and robots"), "0714"),
            ("vehicles", _("Cars and other vehicles"), "0716"),
            ("chemistry-laboratory", _("Chemistry and laboratory work"), "0711 0531"),
            ("textiles-fashion", _("Textiles and fashion"), "0723 0212"),
            ("transport-logistics", _("Transport and logistics"), "1041"),
            ("maritime", _("Maritime trades"), "0716 1041 0831"),
        ),
    ),
    (
        "health-care",
        _("Health and care"),
        "09",
        (
            ("elderly-care", _("Care of older people"), "0921"),
            ("nursing", _("Nursing and health care"), "0913"),
            ("childcare", _("Early childhood care and education"), "0922 0112"),
            ("social-work", _("Social work"), "0923"),
            ("rehabilitation", _("Therapy and rehabilitation"), "0915"),
        ),
    ),
    (
        "food-land-hospitality",
        _("Food, land and hospitality"),
        "08",
        (
            ("agriculture", _("Farming and animals"), "0811 0841"),
            ("gardening-forestry", _("Gardening, landscape and forestry"), "0812 0821"),
            ("food-production", _("Food production, bakery and meat"), "0721"),
            ("hospitality-cooking", _("Hotels, restaurants and cooking"), "1013"),
            ("tourism", pgettext_lazy("topic", "Tourism"), "1015"),
        ),
    ),
    (
        "business-services",
        _("Business and services"),
        "04",
        (
            ("business-administration", _("Office work and administration"), "0413 0415 0411"),
            ("retail-marketing", _("Shops, sales and marketing"), "0416 0414"),
            ("entrepreneurship", _("Starting and running a business"), "0413"),
            ("hair-beauty", _("Hair and beauty"), "1012"),
        ),
    ),
    (
        "culture-sport",
        _("Culture, media and sport"),
        "021",
        (
            ("arts-music", _("Arts, music and stage"), "0213 0215"),
            ("media-design", _("Media and design"), "0211 0212"),
            ("cultural-heritage", _("Cultural heritage"), "0222"),
            ("sport-health", _("Sport and health"), "1014"),
        ),
    ),
    (
        "governance",
        _("Regions, policy and mobility"),
        "0312",
        (
            ("lifelong-learning-policy", _("Policy and steering of lifelong learning"), "0312 0111"),
            ("skills-intelligence", _("Knowing which skills a region needs"), "0311 0542"),
            ("public-administration", _("Capacity of public administrations"), "0413 0312"),
            ("internationalisation", _("Strategies for working across borders"), "0413 0312"),
            ("mobility-quality", _("Organising mobility well"), "0413 0111"),
            ("eu-funding", _("European funding and project management"), "0413 0412"),
            ("civic-engagement", _("Taking part in democracy, European values"), "0312 0223"),
        ),
    ),
)


def _listed() -> dict[str, Topic]:
    listed: dict[str, Topic] = {}
    for group, heading, group_fields, members in _GROUPS:
        listed[group] = Topic(group, heading, None, tuple(group_fields.split()))
        for code, label, fields in members:
            listed[code] = Topic(code, label, group, tuple(fields.split()))
    return listed


TOPICS: Mapping[str, Topic] = MappingProxyType(_listed())


def topic_parents() -> dict[str, str | None]:
    return {code: topic.parent for code, topic in TOPICS.items()}


def is_topic(code: str) -> bool:
    return code in TOPICS


def topic_label(code: str) -> str:
    """The label in the reader's language; a code that is not in the list stays a code."""
    return str(TOPICS[code].label) if code in TOPICS else code


def groups() -> list[tuple[Topic, list[Topic]]]:
    """The list as forms show it: each group with its topics."""
    return [
        (topic, [member for member in TOPICS.values() if member.parent == topic.code])
        for topic in TOPICS.values()
        if topic.parent is None
    ]
