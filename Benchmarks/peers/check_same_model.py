"""Proves that the national PyMC-Marketing model is the model it should be.

    check_same_model.py national_media.csv

At several points the log density of the PyMC model (without Jacobians) is compared with one
written out here from the definitions alone: own reading, own scaling, own adstock, own densities.
Exits 1 where they differ by more than 1e-10 relative.
"""

import csv
import math
import random
import statistics
import sys

LAGS = 9


def scaled(path):
    """KPI, media by channel and controls by name, as lists over time."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    def column(name):
        return [float(row[name]) for row in rows]

    def standardised(values):
        mean, deviation = statistics.fmean(values), statistics.pstdev(values)
        return [(value - mean) / deviation for value in values]

    def by_median(values):
        median = statistics.median(value for value in values if value > 0)
        return [value / median for value in values]

    media = {n: by_median(column(n)) for n in rows[0] if n.endswith("_impression")}
    controls = {n: standardised(column(n)) for n in rows[0] if n.endswith("_control")}
    return standardised(column("conversions")), media, controls


def normal(x, mean, sd):
    return -0.5 * ((x - mean) / sd) ** 2 - math.log(sd) - 0.5 * math.log(2 * math.pi)


def half_normal(x, sd):
    return normal(x, 0, sd) + math.log(2)


def truncated_normal(x, mean, sd, low, high):
    def cdf(value):
        return 0.5 * math.erfc(-(value - mean) / (sd * math.sqrt(2)))

    return normal(x, mean, sd) - math.log(cdf(high) - cdf(low))


def adstock(values, alpha):
    weights = [alpha**lag for lag in range(LAGS)]
    return [
        sum(weights[lag] * values[t - lag] for lag in range(min(LAGS, t + 1))) / sum(weights)
        for t in range(len(values))
    ]


def log_density(point, data):
    """The intended model: priors, then a Normal likelihood. Alpha is uniform on (0, 1)."""
    kpi, media, controls = data
    total = normal(point["intercept"], 0, 5) + half_normal(point["sigma"], 5)
    mean = [point["intercept"]] * len(kpi)
    for index, values in enumerate(media.values()):
        coefficient, half = point["coefficient"][index], point["half"][index]
        total += half_normal(coefficient, 5) + truncated_normal(half, 0.8, 0.8, 0.1, 10)
        for t, x in enumerate(adstock(values, point["alpha"][index])):
            mean[t] += coefficient * x / (half + x)
    for gamma, values in zip(point["gamma"], controls.values()):
        total += normal(gamma, 0, 5)
        mean = [m + gamma * z for m, z in zip(mean, values)]
    return total + sum(normal(y, m, point["sigma"]) for y, m in zip(kpi, mean))


def points(channels, controls):
    generator = random.Random(1)
    for _ in range(5):
        yield {
            "intercept": generator.gauss(-1, 1),
            "alpha": [generator.uniform(0.01, 0.99) for _ in range(channels)],
            "coefficient": [generator.uniform(0.05, 4) for _ in range(channels)],
            "half": [generator.uniform(0.15, 4) for _ in range(channels)],
            "gamma": [generator.gauss(0, 0.5) for _ in range(controls)],
            "sigma": generator.uniform(0.4, 2),
        }


def main():
    from pymc_marketing_models import national

    model = national(sys.argv[1]).model
    names = {
        "intercept": "intercept_contribution", "alpha": "adstock_alpha",
        "coefficient": "saturation_alpha", "half": "saturation_lam",
        "gamma": "gamma_control", "sigma": "y_sigma",
    }
    import numpy as np

    density = model.compile_logp(jacobian=False)
    data = scaled(sys.argv[1])
    worst = 0.0
    for point in points(len(data[1]), len(data[2])):
        start = {}
        for ours, theirs in names.items():
            variable = model[theirs]
            value, transform = model.rvs_to_values[variable], model.rvs_to_transforms[variable]
            number = np.asarray(point[ours], dtype=np.float64)
            if transform is not None:
                inputs = variable.owner.inputs
                forward = transform.forward(variable.type.filter_variable(number), *inputs)
                number = np.asarray(forward.eval())
            start[value.name] = number
        theirs, ours = float(density(start)), log_density(point, data)
        worst = max(worst, abs(theirs - ours) / abs(ours))
        print(f"PyMC-Marketing {theirs:.10f}   written out {ours:.10f}")
    print(f"largest relative difference {worst:.1e}")
    sys.exit(worst > 1e-10)


if __name__ == "__main__":
    main()
