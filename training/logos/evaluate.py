"""How good the recogniser of marks is on photos it never saw: `python evaluate.py FOLDER MODELS [--kept FILE]`.

MODELS is what `train.py` wrote. Printed are precision and coverage at several thresholds, then each maker at the default one.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from pathlib import Path

from judging import calibration, judged_out_of_fold, say
from photos import gather, sightings

from teardown.logos.recogniser import THRESHOLD, MarkRecogniser


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("models", type=Path)
    parser.add_argument("--kept", type=Path, default=Path("sightings.pickle"))
    args = parser.parse_args()
    marks, found, fold_of = gather(args.folder, args.kept)
    classes = set(MarkRecogniser(args.models / "logos_fold0.onnx").classes)
    verdicts = judged_out_of_fold(args.models, marks, found, fold_of, sightings(args.folder, args.kept), args.folder)
    on_chips = [v for v in verdicts if v.on_chip]
    slope, offset = calibration(on_chips)
    taught = [i for i, m in enumerate(marks) if m.maker in classes]
    proposed = {c.mark for c in found if c.mark >= 0}
    unknown = sum(not m.maker for m in marks)
    say(f"{len(marks)} labelled marks: {len(taught)} of makers that are taught, {unknown} of makers nobody can tell")
    say(f"candidates: {len(found)}; taught marks among them: {len(proposed & set(taught))}")
    say("probability  share   named  right  strayed  wrong  precision  coverage (taught marks)")
    for level in (0.5, 0.7, 0.8, 0.9, THRESHOLD, 0.95, 0.97, 0.98):
        cut = 1 / (1 + math.exp(-(math.log(level / (1 - level)) - offset) / slope))
        said = [v for v in on_chips if v.score >= cut]
        n = Counter(v.outcome for v in said)
        covered = {v.mark for v in said if v.outcome == "right" and v.mark >= 0}
        say(
            f"{level:11.3f} {cut:6.3f} {len(said):7d} {n['right']:6d} {n['strayed']:8d} {n['wrong']:6d} "
            f"{n['right'] / max(1, len(said)):10.3f} {len(covered) / len(taught):9.3f}"
        )
    cut = 1 / (1 + math.exp(-(math.log(THRESHOLD / (1 - THRESHOLD)) - offset) / slope))
    said = [v for v in on_chips if v.score >= cut]
    elsewhere = sum(v.score >= cut for v in verdicts) - len(said)
    say(f"anywhere else on the photos, where it is not asked, it would have named {elsewhere}")
    say("maker        marks  proposed  named rightly  named wrongly")
    for maker in sorted({marks[i].maker for i in taught} | {v.maker for v in said}):
        mine = {i for i in taught if marks[i].maker == maker}
        right = {v.mark for v in said if v.maker == maker and v.outcome == "right"} & mine
        amiss = sum(v.maker == maker and v.outcome != "right" for v in said)
        say(f"{maker:12} {len(mine):5d} {len(mine & proposed):9d} {len(right):14d} {amiss:14d}")
    for v in verdicts:
        if v.outcome != "right" and v.score >= cut * 0.9:
            where = "on a chip" if v.on_chip else "elsewhere"
            say(f"not right, {where}: {v.photo} sighting {v.sighting} {v.maker} {v.score:.3f} {v.outcome}")


if __name__ == "__main__":
    main()
