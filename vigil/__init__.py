"""Vigil: case files about people who face forced return, every fact beside the words that support it."""

__version__ = "0.1.0"
