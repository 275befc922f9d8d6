"""Decode the lines on one component: part tokens, brand text, date codes, lots, places, noise."""

from teardown.marking.decode import OTHER_LOOK, decode, decode_text

__all__ = ["OTHER_LOOK", "decode", "decode_text"]
