"""Scores on references, with floors, and comparison with peers in one run."""
