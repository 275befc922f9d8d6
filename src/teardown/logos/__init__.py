"""Recognise makers' marks: emblems and lettering of their own on packages, where the company's name cannot be read as text."""

from teardown.logos.recogniser import MarkRecogniser, load, model_path, recognise, with_logo

__all__ = ["MarkRecogniser", "load", "model_path", "recognise", "with_logo"]
