"""The likeliest texts of a line's image, not only the one that won.

Prefix beam search over a CTC lattice (Hannun et al., "First-Pass Large Vocabulary Continuous Speech Recognition using
Bi-Directional Recurrent DNNs", 2014), without a language model: what a part-number database knows is asked afterwards, so that
what the image says and what the database says stay two things.
"""

from __future__ import annotations

Lattice = tuple[tuple[tuple[str, float], ...], ...]
"""As `model.Reading.lattice`."""
WIDTH = 16
"""Texts kept from frame to frame."""
LEAST_SHARE = 0.01
"""A text of less than this share of the best text's probability is not told."""


def likeliest_texts(lattice: Lattice, most: int = WIDTH, least_share: float = LEAST_SHARE) -> tuple[tuple[str, float], ...]:
    """(text, share of the best text's probability), the best first with share 1; spaces at the ends are dropped.

    The probability of a text is summed over the alignments that survive the beam, so a share is approximate. Texts of equal
    share stand in the order of their characters.
    """
    beams: dict[str, tuple[float, float]] = {"": (1.0, 0.0)}
    for frame in lattice:
        following: dict[str, list[float]] = {}
        for text, (in_gap, in_character) in beams.items():
            total = in_gap + in_character
            for character, p in frame:
                if not character:
                    following.setdefault(text, [0.0, 0.0])[0] += total * p
                elif text.endswith(character):
                    following.setdefault(text, [0.0, 0.0])[1] += in_character * p
                    following.setdefault(text + character, [0.0, 0.0])[1] += in_gap * p
                else:
                    following.setdefault(text + character, [0.0, 0.0])[1] += total * p
        ranked = sorted(following.items(), key=lambda item: (-(item[1][0] + item[1][1]), item[0]))[:WIDTH]
        # Scaled so that the best is 1: long lines would otherwise run out of the numbers' range.
        best = sum(ranked[0][1]) if ranked else 0.0
        if best <= 0.0:
            return ()
        beams = {text: (weights[0] / best, weights[1] / best) for text, weights in ranked}
    texts: dict[str, float] = {}
    for text, weights in beams.items():
        texts[text.strip()] = texts.get(text.strip(), 0.0) + sum(weights)
    top = max(texts.values(), default=0.0)
    ranked_texts = sorted(((text, share / top) for text, share in texts.items()), key=lambda item: (-item[1], item[0]))
    return tuple((text, round(share, 4)) for text, share in ranked_texts[:most] if share >= least_share)
