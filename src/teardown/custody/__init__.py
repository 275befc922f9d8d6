"""Custody: what was received stays as received, what happened is written down once, and anybody can check both."""

from teardown.custody.book import enter, replay, replay_and_head
from teardown.custody.checkpoint import Checkpoint, checkpoint_of, read_checkpoint
from teardown.custody.faults import Fault, FaultKind
from teardown.custody.ledger import GENESIS, Entry, Keeper, append, check_chain, event_of, next_entry
from teardown.custody.paths import HostilePathError, safe_member, safe_members
from teardown.custody.vault import Vault

__all__ = [
    "GENESIS",
    "Checkpoint",
    "Entry",
    "Fault",
    "FaultKind",
    "HostilePathError",
    "Keeper",
    "Vault",
    "append",
    "check_chain",
    "checkpoint_of",
    "enter",
    "event_of",
    "next_entry",
    "read_checkpoint",
    "replay",
    "replay_and_head",
    "safe_member",
    "safe_members",
]
