"""From a recogniser's probabilities to characters, and how well another text would explain the same image.

CTC (Graves et al., 2006): the recogniser says for each narrow column (frame) of a line which character it sees, or the blank;
repeats and blanks are dropped. What it saw beside the winner is kept as a *lattice*: per frame the few characters that have any
probability to speak of. A candidate part number can so be scored against the image itself, not only against the text that won.
"""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from teardown.model import Reading

Lattice = tuple[tuple[tuple[str, float], ...], ...]
"""Per frame, (character, probability) with the likeliest first; the empty text is the blank."""

KEEP = 1e-3
"""Smallest probability kept in a lattice. What was left out counts as `FLOOR`."""
FLOOR = 1e-5
PER_FRAME = 6
"""Characters kept per frame at most."""
CONSIDERED = 2 * PER_FRAME
"""Classes of a frame that are looked at: several may stand for one character."""
ALTERNATIVES = 4
"""Other characters told per place at most."""
ALTERNATIVE_KEEP = 0.005

_LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТУХЅІЈаеосрхуіјΑΒΕΖΗΙΚΜΝΟΡΤΥΧ–—−‐‘’′“”″。・",
    "ABEKMHOPCTYXSIJaeocpxyijABEZHIKMNOPTYX----'''\"\"\"..",
)
"""Cyrillic and Greek capitals and typographic signs that look like the ASCII character a chip carries."""


@lru_cache(maxsize=32768)
def plain(character: str) -> str:
    """The ASCII character that a look-alike stands for (full-width, Cyrillic, Greek); any other character unchanged."""
    folded = unicodedata.normalize("NFKC", character).translate(_LOOKALIKES)
    return folded if len(folded) == 1 else character


def decode(probabilities: npt.NDArray[np.float32], alphabet: tuple[str, ...], engine: str) -> Reading:
    """Best path through one line.

    `probabilities`: (frames, classes), rows sum to 1, class 0 is the blank; `alphabet`: one text per class, empty for the blank.
    Leading and trailing spaces are dropped. Probabilities are rounded to four decimals.
    """
    lattice = lattice_of(probabilities, alphabet)
    return read_lattice(lattice, engine)


def lattice_of(probabilities: npt.NDArray[np.float32], alphabet: tuple[str, ...]) -> Lattice:
    """The few likely characters of each frame; look-alikes are added to the ASCII character they stand for.

    Runs of frames that are certainly blank carry nothing and are kept as one.
    """
    frames: list[tuple[tuple[str, float], ...]] = []
    for row in probabilities:
        classes = np.flatnonzero(row >= KEEP / 4)
        if len(classes) > CONSIDERED:
            classes = classes[np.argpartition(-row[classes], CONSIDERED - 1)[:CONSIDERED]]
        weights: dict[str, float] = {}
        for k in classes:
            character = plain(alphabet[int(k)])
            weights[character] = weights.get(character, 0.0) + float(row[k])
        ranked = sorted(((c, round(p, 4)) for c, p in weights.items() if p >= KEEP), key=lambda item: (-item[1], item[0]))
        frame = tuple(ranked[:PER_FRAME]) or (("", 1.0),)
        if frame[0][0] == "" and len(frame) == 1 and frames and frames[-1] == (("", 1.0),):
            continue
        frames.append((("", 1.0),) if frame[0][0] == "" and len(frame) == 1 else frame)
    return tuple(frames)


def read_lattice(lattice: Lattice, engine: str) -> Reading:
    """The likeliest path of a lattice as a reading with per-character probabilities and alternatives."""
    text: list[str] = []
    probabilities: list[float] = []
    others: list[dict[str, float]] = []
    previous = ""
    for frame in lattice:
        character, p = frame[0]
        if character:
            if character == previous:
                if p > probabilities[-1]:
                    probabilities[-1] = p
            else:
                text.append(character)
                probabilities.append(p)
                others.append({})
            for other, q in frame[1:]:
                if other and other != character and q >= ALTERNATIVE_KEEP:
                    others[-1][other] = max(others[-1].get(other, 0.0), q)
        previous = character
    start, stop = 0, len(text)
    while start < stop and text[start].isspace():
        start += 1
    while stop > start and text[stop - 1].isspace():
        stop -= 1
    alternatives = tuple(
        tuple(sorted(o.items(), key=lambda item: (-item[1], item[0]))[:ALTERNATIVES]) for o in others[start:stop]
    )
    return Reading(engine, "".join(text[start:stop]), tuple(probabilities[start:stop]), alternatives, lattice)


def log_likelihood(lattice: Lattice, text: str) -> float:
    """Natural logarithm of the probability that the lattice's image says `text`, summed over all alignments; −inf when it cannot.

    A character that a frame does not list has probability `FLOOR` there, so a text that the image does not support at all still
    compares with another, and loses by far. Spaces count like any character. An empty text asks for blanks only.
    """
    labels = [""]
    for character in text:
        labels += [character, ""]
    if not lattice:
        return 0.0 if not text else -math.inf
    states = [-math.inf] * len(labels)
    first = dict(lattice[0])
    states[0] = _log(first.get("", FLOOR))
    if len(labels) > 1:
        states[1] = _log(first.get(labels[1], FLOOR))
    for frame in lattice[1:]:
        weights = dict(frame)
        before, states = states, [-math.inf] * len(labels)
        for i, label in enumerate(labels):
            ways = [before[i]]
            if i >= 1:
                ways.append(before[i - 1])
            if i >= 2 and label and label != labels[i - 2]:
                ways.append(before[i - 2])
            states[i] = _log_sum(ways) + _log(weights.get(label, FLOOR))
    return _log_sum(states[-2:])


def _log(p: float) -> float:
    return math.log(max(p, FLOOR))


def _log_sum(values: list[float]) -> float:
    peak = max(values)
    if peak == -math.inf:
        return peak
    return peak + math.log(sum(math.exp(v - peak) for v in values))
