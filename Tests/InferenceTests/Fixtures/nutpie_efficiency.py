"""Prints what nutpie reaches on two densities of the tests, for EfficiencyTests.swift.

    pip install nutpie 'arviz<1' && python nutpie_efficiency.py

Seen with seeds 1, 2, 3: eight schools 0.077, 0.083, 0.074 effective draws a gradient (the worst
coordinate), fifty normals 0.296, 0.308, 0.313.
"""

import arviz as az
import numpy as np
import nutpie
from nutpie.compiled_pyfunc import from_pyfunc

y = np.array([28.0, 8, -3, 7, -1, 1, 18, 12])
s = np.array([15.0, 10, 16, 11, 9, 11, 10, 18])
scales = 10.0 ** (np.arange(50) % 7 - 3)


def eight_schools(q):
    mu, tau, z = q[0], np.exp(q[1]), q[2:]
    share = tau * tau / 25
    r = (y - mu - tau * z) / s
    gradient = np.empty(10)
    gradient[0] = -mu / 25 + (r / s).sum()
    gradient[1] = 1 - 2 * share / (1 + share) + (r / s * tau * z).sum()
    gradient[2:] = r / s * tau - z
    return -mu * mu / 50 - np.log1p(share) + q[1] - 0.5 * (z @ z + r @ r), gradient


def normals(q):
    z = q / scales
    return -0.5 * z @ z, -z / scales


for name, n, density, draws in [("schools", 10, eight_schools, 4000), ("normals", 50, normals, 1000)]:
    model = from_pyfunc(
        ndim=n,
        make_logp_fn=lambda: density,
        make_expand_fn=lambda *_, **__: lambda q: {"q": q},
        expanded_dtypes=[np.dtype("float64")],
        expanded_shapes=[(n,)],
        expanded_names=["q"],
    )
    for seed in (1, 2, 3):
        trace = nutpie.sample(model, draws=draws, tune=500, chains=4, seed=seed, progress_bar=False)
        steps = trace.sample_stats.n_steps.values
        ess = az.ess(trace.posterior)["q"].values.min()
        print(name, seed, "gradients a draw", steps.mean(), "ESS a gradient", ess / steps.sum())
