"""Decode the lines on one component: part tokens, brand text, date codes, lots, places, noise."""

from teardown.marking.decode import decode, decode_text

__all__ = ["decode", "decode_text"]
