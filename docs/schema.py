"""Write the JSON Schemas of the contract to ``docs/schema``: ``make schema``."""

from pathlib import Path

from vigil.model.contract import CONTRACTS, schema

if __name__ == "__main__":
    folder = Path(__file__).parent / "schema"
    folder.mkdir(exist_ok=True)
    for name in CONTRACTS:
        (folder / f"{name}.schema.json").write_text(schema(name), encoding="utf-8")
