"""Pictures without anything of the file but its pixels, for whoever may see the photo."""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404

from teardown.casework.derivatives import SIDES, crop_file, photo_file
from teardown.casework.models import Component
from teardown.web.views.photos import photo_or_404


def photo_picture(request: HttpRequest, pk: int, size: str) -> HttpResponseBase:
    """A photo, upright, in one of the sizes `thumb`, `view` and `large`."""
    if size not in SIDES:
        raise Http404
    return jpeg(photo_file(photo_or_404(request, pk), size))


def component_crop(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The chip upright and enlarged, from its best photo."""
    component = get_object_or_404(Component.objects.select_related("unit"), pk=pk, case__memberships__user=request.user)
    file = crop_file(component)
    if file is None:
        raise Http404
    return jpeg(file)


def jpeg(path: object) -> HttpResponseBase:
    """A picture that was made for pages."""
    response = FileResponse(open(path, "rb"), content_type="image/jpeg")  # type: ignore[call-overload]  # noqa: SIM115
    # The bytes under one address never change; others than the person's own browser must not keep them.
    response["Cache-Control"] = "private, max-age=86400"
    return response
