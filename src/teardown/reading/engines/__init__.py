"""Engines that find and read text. Each stands alone: one that is missing or breaks leaves the others working."""
