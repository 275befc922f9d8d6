"""Words and links of the pages that advocates work with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy

from teardown.bom import country_name as name_of_country
from teardown.bom import label
from teardown.case.records import AddressStep
from teardown.casework.facts import facts
from teardown.casework.models import Case
from teardown.casework.services.counts import rendered
from teardown.export.lines import date_words
from teardown.export.strings import Strings
from teardown.model import DateCode, NameStyle
from teardown.serial import from_plain

register = template.Library()

REVIEWS: Mapping[str, Any] = {
    "open": gettext_lazy("not decided"),
    "decided": gettext_lazy("one person decided"),
    "signed": gettext_lazy("signed by two people"),
    "disputed": gettext_lazy("two people differ"),
}

_STEPS: Mapping[AddressStep, Any] = {
    AddressStep.BRAND: gettext_lazy("brand on the part"),
    AddressStep.ENTITY_THEN: gettext_lazy("legal entity at the date code"),
    AddressStep.ENTITY_TODAY: gettext_lazy("legal entity today"),
    AddressStep.PARENT_TODAY: gettext_lazy("parent today"),
    AddressStep.ADDRESSED: gettext_lazy("addressed"),
}


@register.simple_tag(takes_context=True)
def group_link(context: dict[str, Any], label: str, *names: str) -> SafeString:
    """A link to the first of some pages of a case, marked when one is on any of them."""
    here = context["request"].resolver_match.view_name
    current = SafeString(' aria-current="page"') if here in names else ""
    return format_html('<a href="{}"{}>{}</a>', reverse(names[0], args=[context["case"].handle]), current, label)


@register.simple_tag(takes_context=True)
def query_with(context: dict[str, Any], **changes: object) -> str:
    """The page's query with some values changed; an empty one is taken out, and one begins on the first page again."""
    query = context["request"].GET.copy()
    query.pop("page", None)
    for name, value in changes.items():
        query.pop(name, None)
        if value not in ("", None):
            query[name] = str(value)
    return query.urlencode()


@register.simple_tag
def sample_warning(case: Case) -> SafeString:
    """What stands above every table and chart of a case whose photos are rendered samples; nothing for others."""
    told = warning_of(case)
    return format_html('<p class="note bad">{}</p>', told) if told else SafeString("")


def warning_of(case: Case) -> str:
    """The sentence about rendered samples in the reader's language, as exports have it; empty where no photo is one."""
    return Strings("ja" if get_language() == "ja" else "en").warning_of(*rendered(case))


@register.filter
def country(code: str) -> str:
    """A country's name in the reader's language."""
    return name_of_country(code, japanese=get_language() == "ja").removeprefix("the ")


@register.filter
def function(category: str) -> str:
    """What a part does."""
    style = NameStyle.JAPANESE if get_language() == "ja" else NameStyle.SHORT
    return label(category, facts(), style) if category else ""


@register.filter
def review_name(state: str) -> str:
    return str(REVIEWS[state])


@register.filter
def step_name(step: AddressStep) -> str:
    """A step from what is printed on a chip to who gets the letter."""
    return str(_STEPS[step])


@register.filter
def code_words(plain: object) -> str:
    """One reading of a date code."""
    return date_words(from_plain(DateCode, plain))


@register.filter
def item(values: Mapping[Any, Any], key: object) -> Any:
    """The value of a mapping for a key."""
    return values.get(key)


@register.filter
def joined(values: Iterable[object]) -> str:
    return ("、" if get_language() == "ja" else ", ").join(str(v) for v in values)
