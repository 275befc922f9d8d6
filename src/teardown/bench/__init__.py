"""Measure the pipeline on labelled photos, and the decoder on labelled lines. What the documentation quotes is printed here."""

from teardown.bench.dated import DatedScore, score_dated
from teardown.bench.given_lines import predict_given_lines
from teardown.bench.labels import LabelledPhoto, LabelledSet, load_labels
from teardown.bench.predictions import PredictedPhoto, predictions_of, write_predictions
from teardown.bench.run import BenchResult, run_bench
from teardown.bench.scoring import Naming, Score, score
from teardown.bench.timing import Timing, time_photos

__all__ = [
    "BenchResult",
    "DatedScore",
    "LabelledPhoto",
    "LabelledSet",
    "Naming",
    "PredictedPhoto",
    "Score",
    "Timing",
    "load_labels",
    "predict_given_lines",
    "predictions_of",
    "run_bench",
    "score",
    "score_dated",
    "time_photos",
    "write_predictions",
]
