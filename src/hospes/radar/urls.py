"""Addresses of the gap radar."""

from django.urls import path

from hospes.radar.views import gaps, invitations

app_name = "radar"
urlpatterns = [
    path("radar/", gaps.gap_list, name="gap-list"),
    path("radar/look-again/", gaps.look_again, name="look-again"),
    path("radar/<int:pk>/", gaps.gap_detail, name="gap-detail"),
    path("radar/<int:pk>/invite/", invitations.gap_invite, name="gap-invite"),
    path("radar/<int:pk>/link/", invitations.gap_link, name="gap-link"),
    path("radar/invitations/<int:pk>/withdraw/", invitations.invitation_withdraw, name="invitation-withdraw"),
    # From the link in a mail: anybody may look, who is signed in may begin.
    path("host/<str:token>/", invitations.invited, name="invited"),
]
