"""Addresses of rules for apprentices."""

from django.urls import path

from hospes.apprenticeships.views import between, rules

app_name = "apprenticeships"
urlpatterns = [
    path("apprentice-rules/", rules.rule_list, name="rule-list"),
    path("apprentice-rules/between/", between.between, name="between"),
    path("apprentice-rules/new/", rules.rule_new, name="rule-new"),
    path("apprentice-rules/<int:pk>/", rules.rule_detail, name="rule-detail"),
    path("apprentice-rules/<int:pk>/change/", rules.rule_change, name="rule-change"),
    path("apprentice-rules/<int:pk>/withdraw/", rules.rule_withdraw, name="rule-withdraw"),
]
