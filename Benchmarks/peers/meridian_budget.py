"""Fits Meridian to national data, lets its BudgetOptimizer divide the budget, and writes the draws
that it divided by, as response curves that `liftwerk budget optimize --curves` reads.

    meridian_budget.py national_media.csv --curves curves.json --out result.json
"""

import argparse
import os

from measurement import Clock, write
from meridian_fit import columns, load
from response_curves import write_curves


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("csv")
    parser.add_argument("--chains", type=int, default=4)
    parser.add_argument("--adapt", type=int, default=500)
    parser.add_argument("--burnin", type=int, default=500)
    parser.add_argument("--keep", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--curves", required=True)
    parser.add_argument("--out", required=True)
    return parser.parse_args()


def curves(meridian, path):
    """What Meridian's optimiser evaluates: the past's media scaled over all periods, none before
    them, and what falls into them counted."""
    import numpy as np

    data, posterior = meridian.input_data, meridian.inference_data.posterior
    media = np.asarray(data.media.values)[0]
    spend = np.asarray(data.media_spend.values)
    spend = spend[0] if spend.ndim == 3 else spend
    scaled = np.asarray(meridian.media_tensors.media_scaled)[0]
    assert media.shape == scaled.shape == spend.shape
    deviation = float(np.asarray(meridian.kpi_transformer.population_scaled_stdev))
    worth = deviation * np.asarray(data.revenue_per_kpi.values)[0]

    def flat(name, at=()):
        values = posterior[name].values
        return values.reshape(-1, *values.shape[2:])[(slice(None), *at)].T.tolist()

    write_curves(
        path, channels=[str(name) for name in data.media_channel.values],
        periods=[str(time) for time in data.time.values], spend=spend.T.tolist(),
        exposure=scaled.T.tolist(), lag=meridian.model_spec.max_lag, weight=worth.tolist(),
        carryover=False, coefficient=flat("beta_gm", (0,)), alpha=flat("alpha_m"), ec=flat("ec_m"),
        slope=flat("slope_m"))


def main():
    options = arguments()
    options.level = "national"
    clock = Clock()
    os.environ["MERIDIAN_BACKEND"] = "jax"
    os.environ["MERIDIAN_ENABLE_JAX_X64"] = "true"
    from importlib.metadata import version

    from meridian.analysis import optimizer
    from meridian.model import model, spec

    clock.lap("import")
    meridian = model.Meridian(input_data=load(options), model_spec=spec.ModelSpec(knots=None))
    meridian.sample_posterior(
        n_chains=options.chains, n_adapt=options.adapt, n_burnin=options.burnin,
        n_keep=options.keep, seed=options.seed)
    clock.lap("fit")
    curves(meridian, options.curves)
    clock.lap("curves")
    for repeat in range(options.repeats):
        found = optimizer.BudgetOptimizer(meridian).optimize()
        clock.lap(f"optimise {repeat + 1}")
    optimised, today = found.optimized_data, found.nonoptimized_data
    write(options.out, {
        "tool": f"Meridian {version('google-meridian')}",
        "channels": columns(options.csv)[0],
        "phases": clock.phases,
        "today": today.spend.values.tolist(),
        "plan": optimised.spend.values.tolist(),
        "today_outcome": float(today.attrs["total_incremental_outcome"]),
        "outcome": float(optimised.attrs["total_incremental_outcome"]),
    })


if __name__ == "__main__":
    main()
