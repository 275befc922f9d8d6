"""The names of piles and doubts on the pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from teardown.casework.services.worklist import Doubt, Pile
from teardown.web.reviewing.way import BLIND

PILE_NAMES = {
    Pile.SIGN: _("To sign"),
    Pile.DIFFER: _("Readers differ"),
    Pile.DECIDE: _("To decide"),
    Pile.WAITING: _("Waiting for a second person"),
    Pile.SIGNED: _("Signed"),
}
PILE_SAYS = {
    "": _("What one signature would settle stands first, then what readers see differently, then what nobody has decided."),
    Pile.SIGN: _("Somebody else has decided about these. Your signature, or your own decision, settles each."),
    Pile.DIFFER: _("Two readers came to different results. Look again; the latest decision counts."),
    Pile.DECIDE: _("Nobody has decided about these. What most likely changes the result stands first."),
    Pile.WAITING: _("You have decided about these. Another person must sign them."),
    Pile.SIGNED: _("Two people agree on these. A new decision opens one again."),
    BLIND: _("Somebody else has decided about these, and you have seen nothing of it. Read them as if you were the first."),
}
DOUBT_NAMES = {
    Doubt.UNCERTAIN.value: _("a company is named, not with certainty"),
    Doubt.NEAR_MISS.value: _("near misses: nobody is named, though something fits"),
    Doubt.READERS.value: _("the two text readers differ"),
    Doubt.UNNAMED.value: _("nobody is named"),
}

REFUSALS = (
    gettext_noop("No photo shows this component. Mark its place on a photo, in its evidence, before deciding about it."),
    gettext_noop("The machine names nobody here, so that there is nothing to accept. Name the company, or say why not."),
    gettext_noop("You have signed this already."),
    gettext_noop("This region is too small to be read. Draw it around the whole chip."),
    gettext_noop("This region reaches over the photo's edge."),
    gettext_noop("Choose two or more components of one unit."),
    gettext_noop("Two of these are seen side by side on one photo, so that they are different chips."),
    gettext_noop("This component is seen once only; there is nothing to split."),
    gettext_noop("Say what was seen, letter by letter, and where and how: photo, tool, file."),
    gettext_noop("Say why: a decision against what was proposed needs a reason that somebody else can follow."),
)
"""What `casework.services` may answer to an analyst, here so that it is collected for translation."""
