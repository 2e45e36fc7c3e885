#!/usr/bin/env python3
"""One geo-experiment job by one peer; prints what it found and what it cost, as JSON.

    geo_peer.py nested FOLDER [STARTS]       pysyncon: Proposition 99 with Abadie's predictors
    geo_peer.py sdid FOLDER [REPLICATIONS]   synthdid-py, a port of the authors' R package: estimate
                                             and placebo standard error on Proposition 99
    geo_peer.py scm FOLDER                   mlsynth: fit and permutation p of chicago and portland
    geo_peer.py ridge FOLDER                 the same, ridge-augmented
    geo_peer.py refit FOLDER SIMULATIONS     mlsynth, one fit and one p-value a simulation, spread
                                             evenly over the design search
    geo_peer.py refit-simplex FOLDER SIMULATIONS
                                             the same with its quick fit on the simplex under the null
                                             too, where its p-value chooses a ridge penalty
    geo_peer.py search FOLDER CANDIDATES     mlsynth's own search, which shares fits over effects,
                                             on so many candidates of the design search

FOLDER holds the published panels by the names below. CPU and wall seconds are those of the job alone,
without imports and reading, after one warm-up fit where a job lasts less than a second.
"""

import json
import sys
import time
import warnings
from pathlib import Path

warnings.filterwarnings("ignore")

PROPOSITION = "synthdid_california_prop99.csv"
PREDICTORS = "pysyncon_prop99_smoking_predictors.csv"
BEFORE_TEST = "geolift_pretest.csv"
TEST = "geolift_test.csv"

# The design search: what is searched is stated in Benchmarks/geo too.
SIZES = [2, 3, 4, 5]
DURATIONS = [10, 15]
EFFECTS = [round(0.01 * k, 2) for k in range(1, 21)]
LOOKBACK = 7


class Clock:
    """CPU and wall seconds from here on."""

    def __init__(self):
        self.wall, self.cpu = time.monotonic(), time.process_time()

    def read(self):
        return {"cpu": time.process_time() - self.cpu, "wall": time.monotonic() - self.wall}


def nested(folder, starts):
    import numpy as np
    import pandas as pd
    from pysyncon import Dataprep, Synth

    panel = pd.read_csv(folder / PREDICTORS)
    controls = sorted(set(panel.state) - {"California"})
    prepared = Dataprep(
        foo=panel, predictors=["lnincome", "retprice", "age15to24"], predictors_op="mean",
        dependent="cigsale", unit_variable="state", time_variable="year",
        treatment_identifier="California", controls_identifier=controls,
        time_predictors_prior=range(1980, 1989), time_optimize_ssr=range(1970, 1989),
        special_predictors=[("beer", range(1984, 1989), "mean"), ("cigsale", [1975], "mean"),
                            ("cigsale", [1980], "mean"), ("cigsale", [1988], "mean")])
    clock = Clock()
    found = []
    # The peer has two starts of its own; it takes no others.
    for start in ["equal", "ols"][:starts]:
        synth = Synth()
        synth.fit(dataprep=prepared, optim_method="Nelder-Mead", optim_initial=start)
        gaps = np.array(synth._gaps(*prepared.make_outcome_mats(time_period=range(1970, 1989))))
        found.append(float((gaps**2).mean()))
    return {**clock.read(), "mspe": found, "starts": len(found)}


def sdid(folder, replications):
    import pandas as pd
    from synthdid import panel_matrices, synthdid_estimate

    frame = pd.read_csv(folder / PROPOSITION, sep=";")
    panel = panel_matrices(frame)
    clock = Clock()
    estimate = synthdid_estimate(panel.Y, panel.N0, panel.T0)
    error = estimate.se(method="placebo", replications=replications, random_state=1)
    return {**clock.read(), "att": float(estimate), "standard_error": float(error),
            "replications": replications}


def wide(path):
    import pandas as pd

    frame = pd.read_csv(path)
    return frame, frame.pivot(index="date", columns="location", values="Y").sort_index()


def block_p(gaps, before):
    """The share of turns of a series whose window looks at least as bad."""
    import numpy as np

    sizes = np.abs(np.concatenate([gaps, gaps]))
    sums = np.convolve(sizes, np.ones(len(gaps) - before), "valid")[: len(gaps)]
    return float((sums >= sums[before] * (1 - 1e-12)).mean())


def simulation(table, chosen, before, augment, effect=0.0, duration=None, simplex=False):
    """A fit before the test, and the p-value of a null fit to all periods."""
    from mlsynth.utils.bilevel.ridge_inference import conformal_pvalue
    from mlsynth.utils.geolift_helpers.marketselect.helpers.fit import fit_augsynth_once

    last = before + (duration or len(table) - before)
    donors = table.drop(columns=list(chosen)).to_numpy(float)[:last]
    treated = table[list(chosen)].mean(axis=1).to_numpy()[:last].copy()
    fit = fit_augsynth_once(
        treated[:before], donors[:before], augment=augment, fixed_effects=True)
    treated[before:] *= 1 + effect
    if simplex:
        null = fit_augsynth_once(treated, donors, augment=None, fixed_effects=True)
        p = block_p(treated - null.predict(donors), before)
    else:
        p = conformal_pvalue(
            treated, donors, before, lambda_=fit.lambda_, fixed_effects=True,
            conformal_type="iid" if duration is None else "block")
    return float((treated - fit.predict(donors))[before:].mean()), p


def test(folder, augment):
    _, table = wide(folder / TEST)
    chosen = ["chicago", "portland"]
    simulation(table, chosen, 90, augment)
    clock = Clock()
    att, p = simulation(table, chosen, 90, augment)
    return {**clock.read(), "att": att, "p": p}


def candidates(table):
    """The sets that GeoLift's rule nominates: each geo with its nearest ones by correlation."""
    from mlsynth.utils.geolift_helpers.marketselect.helpers.candidates import (
        generate_candidate_markets)
    from mlsynth.utils.geolift_helpers.marketselect.helpers.similarity import (
        rank_markets_by_correlation)

    ranked = rank_markets_by_correlation(table)
    return {size: generate_candidate_markets(ranked, size) for size in SIZES}


def refit(folder, count, simplex):
    _, table = wide(folder / TEST)
    jobs = [
        (sorted(chosen), duration, lookback, effect)
        for sets in candidates(table).values() for chosen in sets for duration in DURATIONS
        for lookback in range(LOOKBACK) for effect in EFFECTS
    ]
    simulation(table, jobs[0][0], 90, None, simplex=simplex)
    step = max(1, len(jobs) // count)
    clock = Clock()
    done = 0
    for chosen, duration, lookback, effect in jobs[::step][:count]:
        before = len(table) - duration - lookback
        simulation(table, chosen, before, None, effect, duration, simplex)
        done += 1
    return {**clock.read(), "done": done, "all": len(jobs)}


def search(folder, count):
    from mlsynth.utils.geolift_helpers.marketselect.helpers.batch import run_simulations

    _, table = wide(folder / TEST)
    sets = [chosen for some in candidates(table).values() for chosen in some]
    step = max(1, len(sets) // count)
    clock = Clock()
    rows = run_simulations(
        table, sets[::step][:count], DURATIONS, LOOKBACK, EFFECTS, how="mean", augment=None,
        conformal_type="block", fixed_effects=True)
    return {**clock.read(), "done": len(rows),
            "all": len(sets) * len(DURATIONS) * LOOKBACK * len(EFFECTS), "sets": len(sets)}


def main():
    job, folder = sys.argv[1], Path(sys.argv[2])
    number = int(sys.argv[3]) if len(sys.argv) > 3 else None
    found = {
        "nested": lambda: nested(folder, number or 1),
        "sdid": lambda: sdid(folder, number or 200),
        "scm": lambda: test(folder, None),
        "ridge": lambda: test(folder, "ridge"),
        "refit": lambda: refit(folder, number or 200, False),
        "refit-simplex": lambda: refit(folder, number or 1000, True),
        "search": lambda: search(folder, number or 8),
    }[job]()
    print(json.dumps(found))


if __name__ == "__main__":
    main()
