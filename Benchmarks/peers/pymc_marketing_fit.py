"""Fits a PyMC-Marketing media-mix model with nutpie and measures it.

    pymc_marketing_fit.py national_media.csv --model national --out result.json
    pymc_marketing_fit.py mmm_example.csv --model example --out result.json
"""

import argparse

from measurement import Clock, assess, peak_memory_mb, write


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("csv")
    parser.add_argument("--model", choices=["national", "example"], default="national")
    parser.add_argument("--chains", type=int, default=4)
    parser.add_argument("--tune", type=int, default=1000)
    parser.add_argument("--draws", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=42)
    parser.add_argument("--cores", type=int, default=2)
    parser.add_argument("--out", required=True)
    return parser.parse_args()


def main():
    options = arguments()
    clock = Clock()
    from importlib.metadata import version

    import nutpie
    from pymc_marketing_models import MODELS

    clock.lap("import")
    mmm = MODELS[options.model](options.csv)
    clock.lap("build")
    compiled = nutpie.compile_pymc_model(mmm.model)
    clock.lap("compile")
    trace = nutpie.sample(
        compiled, chains=options.chains, tune=options.tune, draws=options.draws,
        cores=options.cores, seed=options.seed, progress_bar=False)
    clock.lap("sampling")
    memory = peak_memory_mb()

    parameters = [variable.name for variable in mmm.model.free_RVs]
    stats = trace["sample_stats"]
    write(options.out, {
        "tool": "PyMC-Marketing, nutpie",
        "versions": {name: version(name) for name in
                     ["pymc-marketing", "pymc", "pytensor", "nutpie", "numba", "arviz-stats"]},
        "model": options.model,
        "sampler": {"chains": options.chains, "tune": options.tune, "draws": options.draws,
                    "seed": options.seed, "cores": options.cores},
        "phases": clock.phases,
        "whole_wall_s": clock.total("wall_s"),
        "whole_cpu_s": clock.total(),
        "fit_cpu_s": clock.total() - clock.phases["import"]["cpu_s"],
        "sampling_cpu_s": clock.phases["sampling"]["cpu_s"],
        "peak_memory_mb": memory,
        "leapfrogs_per_draw": float(stats["n_steps"].mean()),
        "divergences": int(stats["diverging"].sum()),
        **assess({name: trace["posterior"][name].values for name in parameters}),
    })


if __name__ == "__main__":
    main()
