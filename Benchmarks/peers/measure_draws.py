"""Judges CmdStan CSV draws by the same rules as the peers.

    measure_draws.py draws/chain-1.csv draws/chain-2.csv … --out result.json [--only REGEX]

Every column is a parameter, except sampler columns (`__` at the end) and those REGEX does not
match. Writes ESS and R-hat by ArviZ, leapfrogs per draw and divergences.
"""

import argparse
import csv
import re

import numpy as np
from measurement import assess, write


def read(path):
    """The columns of one chain by name."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = csv.reader(line for line in file if line.strip() and not line.startswith("#"))
        header = next(rows)
        values = np.array([[float(cell) for cell in row] for row in rows])
    return {name: values[:, index] for index, name in enumerate(header)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("csv", nargs="+")
    parser.add_argument("--only", default=".")
    parser.add_argument("--out", required=True)
    options = parser.parse_args()

    chains = [read(path) for path in sorted(options.csv)]
    stacked = {name: np.stack([chain[name] for chain in chains]) for name in chains[0]}
    parameters = {
        name: values for name, values in stacked.items()
        if not name.endswith("__") and re.search(options.only, name)
    }
    result = {"chains": len(chains), "draws": len(next(iter(chains[0].values())))}
    if "n_leapfrog__" in stacked:
        result["leapfrogs_per_draw"] = float(stacked["n_leapfrog__"].mean())
    if "divergent__" in stacked:
        result["divergences"] = int(stacked["divergent__"].sum())
    write(options.out, result | assess(parameters))


if __name__ == "__main__":
    main()
