"""Writes meridian_terms.json: Meridian's log density with terms of every kind.

    make_meridian_terms.py sample_data_with_organic_and_non_media.csv

Needs the environment of `Benchmarks/peers/setup` for Meridian. The data are Meridian's own sample: five
geos, 200 weeks, paid media, reach and frequency, organic media with and without them, non-media
treatments. Its priors are the defaults, with five knots. The points are made up; at each the file
has every parameter, and the log density term by term, without Jacobians.
"""

import json
import os
import sys
from pathlib import Path

os.environ["MERIDIAN_BACKEND"] = "jax"
os.environ["MERIDIAN_ENABLE_JAX_X64"] = "true"

import jax
import numpy as np
from meridian.data import load
from meridian.model import model, spec

KNOTS = 5


def names(prefix, count):
    return [f"{prefix}_{k}" for k in range(count)]


def build(path):
    media, paid = names("media", 3), names("media_spend", 3)
    reach, frequency, rf = names("reach", 2), names("frequency", 2), names("rf_spend", 2)
    data = load.CsvDataLoader(
        csv_path=path,
        kpi_type="non_revenue",
        coord_to_columns=load.CoordToColumns(
            time="time", geo="geo", population="population", kpi="kpi",
            revenue_per_kpi="revenue_per_kpi", controls=names("control", 2), media=media,
            media_spend=paid, reach=reach, frequency=frequency, rf_spend=rf,
            organic_media=names("organic_media", 4), organic_reach=names("organic_reach", 1),
            organic_frequency=names("organic_frequency", 1),
            non_media_treatments=names("non_media", 2)),
        media_to_channel=dict(zip(media, names("paid", 3))),
        media_spend_to_channel=dict(zip(paid, names("paid", 3))),
        reach_to_channel=dict(zip(reach, names("rf", 2))),
        frequency_to_channel=dict(zip(frequency, names("rf", 2))),
        rf_spend_to_channel=dict(zip(rf, names("rf", 2))),
        organic_reach_to_channel={"organic_reach_0": "organic_rf"},
        organic_frequency_to_channel={"organic_frequency_0": "organic_rf"},
    ).load()
    return model.Meridian(input_data=data, model_spec=spec.ModelSpec(knots=KNOTS))


def value(name, shape, stream):
    """A plausible value of a parameter."""
    def uniform(low, high):
        return np.round(stream.uniform(low, high, shape), 6)

    kind = name.split("_")[0]
    if "dev" in name:
        return np.round(stream.normal(size=shape), 6)
    return {
        "alpha": lambda: uniform(0.1, 0.9), "ec": lambda: uniform(0.6, 3),
        "slope": lambda: uniform(0.8, 2.5), "eta": lambda: uniform(0.1, 0.6),
        "xi": lambda: uniform(0.1, 1.5), "sigma": lambda: uniform(0.5, 1.5),
        "roi": lambda: uniform(0.3, 3),
        "contribution": lambda: uniform(-0.05, 0.05) if name.endswith("_n") else uniform(0.001, 0.05),
        "knot": lambda: uniform(-1, 1), "tau": lambda: uniform(-1, 1), "gamma": lambda: uniform(-1, 1),
    }[kind]()


def main():
    meridian = build(sys.argv[1])
    sampler = meridian.posterior_sampler_callable
    joint = sampler._get_joint_dist_sampling_unpinned()
    pinned = np.asarray(meridian.kpi_scaled)
    points = []
    for seed in range(3):
        stream = np.random.default_rng(seed)
        draw = joint.sample(seed=jax.random.PRNGKey(seed))
        values = {}
        for name in draw._fields:
            shape = np.shape(getattr(draw, name))
            fixed = name in ("slope_m", "slope_om")
            values[name] = np.ones(shape) if fixed else value(name, shape, stream) if name != "y" else pinned
        point = draw._replace(**values)
        parts = joint.log_prob_parts(point)
        points.append({
            "values": {name: np.asarray(v).tolist() for name, v in values.items() if name != "y"},
            "parts": {
                name: float(np.sum(np.asarray(getattr(parts, name)))) for name in draw._fields},
        })
    data = meridian.input_data
    out = {
        "knots": KNOTS,
        "order": {
            "paid": list(map(str, data.media_channel.values)),
            "rf": list(map(str, data.rf_channel.values)),
            "organic": list(map(str, data.organic_media_channel.values)),
            "organic_rf": list(map(str, data.organic_rf_channel.values)),
            "control": list(map(str, data.control_variable.values)),
            "treatment": list(map(str, data.non_media_channel.values)),
            "geo": list(map(str, data.geo.values)),
        },
        "treatment_baseline": np.asarray(
            meridian.model_context.non_media_transformer.forward(
                meridian.model_equations.compute_non_media_treatments_baseline())
        ).reshape(-1).tolist(),
        "points": points,
    }
    target = Path(__file__).parent / "meridian_terms.json"
    target.write_text(json.dumps(out) + "\n", encoding="utf-8")
    print(json.dumps(points[0]["parts"], indent=1))


main()
