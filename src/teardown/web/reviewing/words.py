"""The names of piles and doubts on the pages."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from teardown.casework.services.worklist import Doubt, Pile
from teardown.web.reviewing.way import BLIND

PILE_NAMES = {
    Pile.SIGN: _("To sign"),
    Pile.DIFFER: _("Two people differ"),
    Pile.DECIDE: _("To decide"),
    Pile.WAITING: _("Waiting for a second person"),
    Pile.SIGNED: _("Signed"),
}
PILE_SAYS = {
    "": _("What one signature would settle stands first, then what two people see differently, then what nobody has decided."),
    Pile.SIGN: _("Somebody else has decided about these. Your signature, or your own decision, settles each."),
    Pile.DIFFER: _("Two people came to different results. Look again; the latest decision counts."),
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
