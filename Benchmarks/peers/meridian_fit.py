"""Fits Meridian (JAX, float64, default priors) to a CSV file and measures it.

    meridian_fit.py national_media.csv --level national --out result.json
    meridian_fit.py geo_media.csv --level geo --knots 16 --out result.json

The columns are those of Meridian's simulated data: `conversions`, `revenue_per_conversion`,
`CHANNEL_impression`, `CHANNEL_spend`, `NAME_control`, `time`, and for geo `geo`, `population`.
"""

import argparse
import csv
import os

from measurement import Clock, assess, peak_memory_mb, write

#: adaptation, burn-in, kept draws and knots where no flag says otherwise (None: Meridian's own).
DEFAULTS = {"national": (500, 500, 1000, None), "geo": (500, 200, 800, 16)}

#: What Meridian saves that is a parameter. Left out are quantities that repeat others: beta_m
#: (a function of the ROI), mu_t (of the knots). Constants are dropped by `assess`.
PARAMETERS = [
    "alpha_m", "ec_m", "slope_m", "roi_m", "eta_m", "beta_gm", "knot_values", "tau_g",
    "gamma_c", "gamma_gc", "xi_c", "sigma",
]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("csv")
    parser.add_argument("--level", choices=list(DEFAULTS), required=True)
    parser.add_argument("--knots", type=int)
    parser.add_argument("--chains", type=int, default=4)
    parser.add_argument("--adapt", type=int)
    parser.add_argument("--burnin", type=int)
    parser.add_argument("--keep", type=int)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    for name, value in zip(["adapt", "burnin", "keep", "knots"], DEFAULTS[options.level]):
        if getattr(options, name) is None:
            setattr(options, name, value)
    return options


def columns(path):
    """The channels and controls that the header names."""
    with open(path, newline="", encoding="utf-8") as file:
        header = next(csv.reader(file))
    channels = [name.removesuffix("_impression") for name in header if name.endswith("_impression")]
    return channels, [name for name in header if name.endswith("_control")]


class TimedSampler:
    """Meridian's sampler, run as ever but in two timed steps: compilation, then sampling.

    Meridian's NUTS is one program, traced and compiled by XLA in each fit. JAX can do the two steps
    of such a call one by one; the program and its result are the same.
    """

    #: What the program is compiled for; the rest are its inputs.
    STATIC = {
        "joint_dist", "n_chains", "n_draws", "num_adaptation_steps", "dual_averaging_kwargs",
        "max_tree_depth", "unrolled_leapfrog_steps", "parallel_iterations",
    }

    def __init__(self, sampler, clock):
        self.sampler, self.clock = sampler, clock

    def __call__(self, **arguments):
        import jax

        program = self.sampler.lower(**arguments).compile()
        self.clock.lap("compile")
        inputs = {name: value for name, value in arguments.items() if name not in self.STATIC}
        draws = jax.block_until_ready(program(**inputs))
        self.clock.lap("sampling")
        return draws


def load(options):
    from meridian.data import load

    channels, controls = columns(options.csv)
    media = [f"{channel}_impression" for channel in channels]
    spend = [f"{channel}_spend" for channel in channels]
    place = {"geo": "geo", "population": "population"} if options.level == "geo" else {}
    return load.CsvDataLoader(
        csv_path=options.csv,
        kpi_type="non_revenue",
        coord_to_columns=load.CoordToColumns(
            time="time", kpi="conversions", revenue_per_kpi="revenue_per_conversion",
            controls=controls, media=media, media_spend=spend, **place),
        media_to_channel=dict(zip(media, channels)),
        media_spend_to_channel=dict(zip(spend, channels)),
    ).load()


def main():
    options = arguments()
    clock = Clock()
    os.environ["MERIDIAN_BACKEND"] = "jax"
    os.environ["MERIDIAN_ENABLE_JAX_X64"] = "true"
    from importlib.metadata import version

    import numpy as np
    from meridian import backend
    from meridian.model import model, spec

    clock.lap("import")
    meridian = model.Meridian(
        input_data=load(options), model_spec=spec.ModelSpec(knots=options.knots))
    clock.lap("build")
    backend.xla_windowed_adaptive_nuts = TimedSampler(backend.xla_windowed_adaptive_nuts, clock)
    meridian.sample_posterior(
        n_chains=options.chains, n_adapt=options.adapt, n_burnin=options.burnin,
        n_keep=options.keep, seed=options.seed)
    clock.lap("derived_quantities")
    memory = peak_memory_mb()

    posterior = meridian.inference_data.posterior
    stats = meridian.inference_data.sample_stats
    draws = {name: posterior[name].values for name in PARAMETERS if name in posterior}
    write(options.out, {
        "tool": "Meridian",
        "versions": {name: version(name) for name in
                     ["google-meridian", "jax", "jaxlib", "tfp-nightly", "arviz-stats"]},
        "model": options.level,
        "float": str(draws["sigma"].dtype),
        "knots": int(posterior.sizes["knots"]),
        "sampler": {"chains": options.chains, "adapt": options.adapt, "burnin": options.burnin,
                    "keep": options.keep, "seed": options.seed},
        "phases": clock.phases,
        "whole_wall_s": clock.total("wall_s"),
        "whole_cpu_s": clock.total(),
        "fit_cpu_s": clock.total() - clock.phases["import"]["cpu_s"],
        "sampling_cpu_s": clock.phases["sampling"]["cpu_s"],
        "peak_memory_mb": memory,
        "leapfrogs_per_draw": float(np.mean(stats["n_steps"].values)),
        "divergences": int(np.sum(stats["diverging"].values)),
        **assess(draws),
    })


if __name__ == "__main__":
    main()
