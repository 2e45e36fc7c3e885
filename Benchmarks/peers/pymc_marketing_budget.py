"""Fits PyMC-Marketing to national data, lets its BudgetOptimizer divide the budget of the next year,
and writes the draws that it divided by, as response curves that `liftwerk budget optimize --curves`
reads.

    pymc_marketing_budget.py national_media.csv --curves curves.json --out result.json
"""

import argparse
import warnings

from measurement import Clock, write
from response_curves import write_curves

MAX_LAG, WEEKS = 8, 52


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("csv")
    parser.add_argument("--chains", type=int, default=4)
    parser.add_argument("--tune", type=int, default=1000)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--curves", required=True)
    parser.add_argument("--out", required=True)
    return parser.parse_args()


def fit(table, options):
    from pymc_marketing.mmm import MMM, GeometricAdstock, MichaelisMentenSaturation

    channels = [name for name in table if name.endswith("_spend")]
    controls = [name for name in table if name.endswith("_control")]
    mmm = MMM(
        date_column="time", channel_columns=channels, control_columns=controls,
        target_column="outcome", adstock=GeometricAdstock(l_max=MAX_LAG + 1),
        saturation=MichaelisMentenSaturation())
    mmm.fit(
        table[["time", *channels, *controls]], table["outcome"], nuts_sampler="nutpie",
        chains=options.chains, tune=options.tune, draws=options.draws, cores=2,
        random_seed=options.seed, progressbar=False)
    return mmm, channels


def curves(mmm, table, channels, means, dates, path):
    """Each channel's money, spread evenly over the year, after the last weeks of the data."""
    posterior = mmm.idata.posterior
    scale = mmm.scalers["_channel"].values
    height = float(mmm.scalers["_target"].values)

    def flat(name, factor=1.0):
        values = posterior[name].transpose("channel", "chain", "draw").values
        return (factor * values.reshape(len(channels), -1)).tolist()

    ones = [[1.0] * (posterior.sizes["chain"] * posterior.sizes["draw"])] * len(channels)
    write_curves(
        path, channels=channels, periods=[str(date.date()) for date in dates],
        spend=[[mean] * WEEKS for mean in means],
        exposure=[[mean / s] * WEEKS for mean, s in zip(means, scale)], lag=MAX_LAG,
        weight=[1.0] * WEEKS, carryover=True, coefficient=flat("saturation_alpha", height),
        alpha=flat("adstock_alpha"), ec=flat("saturation_lam"), slope=ones,
        history=[(table[name].to_numpy()[-MAX_LAG:] / s).tolist()
                 for name, s in zip(channels, scale)])


def main():
    options = arguments()
    warnings.filterwarnings("ignore")
    clock = Clock()
    from importlib.metadata import version

    import numpy as np
    import pandas as pd
    import xarray as xr
    import pymc_marketing.mmm  # noqa: F401

    clock.lap("import")
    table = pd.read_csv(options.csv, parse_dates=["time"])
    table["outcome"] = table["conversions"] * table["revenue_per_conversion"]
    mmm, channels = fit(table, options)
    clock.lap("fit")
    last = table["time"].iloc[-1]
    dates = [last + pd.Timedelta(weeks=k + 1) for k in range(WEEKS)]
    means = [float(table[name].iloc[-WEEKS:].mean()) for name in channels]
    curves(mmm, table, channels, means, dates, options.curves)
    clock.lap("curves")
    for repeat in range(options.repeats):
        optimizer = mmm.budget_optimizer(dates[0], dates[-1])
        found = optimizer.allocate_budget(
            total_budget=sum(means),
            budget_bounds={name: (0.7 * mean, 1.3 * mean) for name, mean in zip(channels, means)})
        clock.lap(f"optimise {repeat + 1}")
    plan = found.budgets.sel(channel=channels).values

    def utility(weekly):
        return optimizer.evaluate_plan(
            xr.DataArray(weekly, dims="channel", coords={"channel": channels})).utility

    write(options.out, {
        "tool": f"PyMC-Marketing {version('pymc-marketing')}",
        "channels": channels,
        "phases": clock.phases,
        "today": (WEEKS * np.asarray(means)).tolist(),
        "plan": (WEEKS * plan).tolist(),
        "today_outcome": float(utility(np.asarray(means))),
        "outcome": float(utility(plan)),
    })


if __name__ == "__main__":
    main()
