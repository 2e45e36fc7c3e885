"""Loads CSV files written by DrawsCSV with ArviZ and compares them with the draws.

    pip install 'arviz==0.23.4'
    LIFTWERK_CMDSTAN_FOLDER=$FOLDER swift test -c release --disable-testable-imports --filter DrawsCSVTests
    python cmdstan.py $FOLDER
"""

import json
import pathlib
import sys

import arviz as az
import numpy as np

folder = pathlib.Path(sys.argv[1])
files = sorted(folder.glob("chain-*.csv"))
idata = az.from_cmdstan([str(f) for f in files])
truth = np.array([json.loads(f.with_suffix(".json").read_text()) for f in files])
truth = truth.reshape(len(files), -1, 3)
assert idata.posterior["roi"].shape == (4, 700, 2), idata.posterior
assert np.array_equal(idata.posterior["roi"].values, truth[:, :, :2])
assert np.array_equal(idata.posterior["a_b"].values, truth[:, :, 2])
assert {"lp", "acceptance_rate", "step_size", "tree_depth", "n_steps", "diverging", "energy"} <= set(
    idata.sample_stats.data_vars
), idata.sample_stats
print(idata.posterior.dims, dict(idata.posterior.attrs))
print(az.summary(idata, round_to=4))
print(az.bfmi(idata))
