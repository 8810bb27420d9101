"""The page that shows the document, for people."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

SETTINGS = {"layout": "BaseLayout", "deepLinking": True, "defaultModelsExpandDepth": 0, "validatorUrl": None}


class DocumentPage(DocsBase):
    """The reader for OpenAPI that comes with the API's package, from our own host, in our own frame of a page."""

    def __init__(self, template: str) -> None:
        self.template = template

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        address = self.get_openapi_url(api, kwargs)
        context = {"reader": json.dumps(SETTINGS | {"url": address}), "document": address, "title": api.title}
        return render(request, self.template, context)
