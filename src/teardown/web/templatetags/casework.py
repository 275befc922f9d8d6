"""Words and links of the pages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy

from teardown.bom import company_name
from teardown.case.records import UnitLink
from teardown.casework.facts import facts
from teardown.casework.models import Case, Event, Photo, Unit
from teardown.casework.roles import Role
from teardown.model import NameStyle
from teardown.web.addresses import address
from teardown.web.answers import RETAKE
from teardown.web.forms import LINK_NAMES, SHORT_ROLE_NAMES
from teardown.web.titles import case_title

register = template.Library()
register.filter(case_title)


@register.filter
def case_concern(case: Case) -> str:
    """What the case is about in the reader's language, where it is written down in it."""
    return case.concern_ja if get_language() == "ja" and case.concern_ja else case.concern


@register.simple_tag(takes_context=True)
def case_link(context: dict[str, Any], name: str, label: str) -> SafeString:
    """A link of the case's bar, marked when it is the page one is on."""
    current = context["request"].resolver_match.view_name == name
    return format_html(
        '<a href="{}"{}>{}</a>',
        reverse(name, args=[context["case"].handle]),
        SafeString(' aria-current="page"') if current else "",
        label,
    )


@register.simple_tag
def row_url(name: str, pk: int, *further: str) -> str:
    """The address of a row's page, quicker than `url` in lists of many."""
    return address(name, pk, *further)


@register.filter
def event_title(event: Event) -> str:
    return event.title_ja if get_language() == "ja" and event.title_ja else event.title_en


@register.filter
def among(unit: Unit, units: Iterable[Unit]) -> str:
    """A unit by a name that tells it from the others."""
    return unit.among(units)


@register.filter
def must_be_retaken(photo: Photo) -> bool:
    """Whether the photo cannot be used as it is."""
    return any(problem["kind"] in RETAKE for problem in photo.problems)


@register.filter
def role_name(name: str) -> str:
    return str(SHORT_ROLE_NAMES[Role(name)]) if name in set(Role) else name


@register.filter
def link_name(link: str) -> str:
    return str(LINK_NAMES[UnitLink(link)])


@register.filter
def side_name(side: str) -> str:
    return str(_SIDES.get(side, side))


@register.filter
def level_name(level: int) -> str:
    """The rung of the ladder of claims, in one or two words."""
    return str(_LEVELS[int(level)])


@register.filter
def review_name(state: str) -> str:
    """Where a component stands on its way to being signed."""
    return str(_REVIEWS[state])


@register.filter
def company(manufacturer: str) -> str:
    """A company as people say it."""
    style = NameStyle.JAPANESE if get_language() == "ja" else NameStyle.SHORT
    return company_name(manufacturer, facts(), style) if manufacturer else ""


@register.simple_tag
def querystring_of(request: HttpRequest, name: str, value: object) -> str:
    """The page's query with one value changed."""
    query = request.GET.copy()
    query[name] = str(value)
    return query.urlencode()


_SIDES = {"front": gettext_lazy("front"), "back": gettext_lazy("back")}
_LEVELS = (
    gettext_lazy("not identified"),
    gettext_lazy("transcribed"),
    gettext_lazy("brand"),
    gettext_lazy("part"),
    gettext_lazy("confirmed"),
    gettext_lazy("acknowledged"),
)
_REVIEWS = {
    "open": gettext_lazy("not decided"),
    "decided": gettext_lazy("one person decided"),
    "signed": gettext_lazy("signed by two people"),
    "disputed": gettext_lazy("two people differ"),
}
