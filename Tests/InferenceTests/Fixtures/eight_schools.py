"""Prints posterior means of the eight schools by quadrature over tau (mu and theta are Gaussian).

    pip install numpy && python eight_schools.py
"""

import numpy as np

y = np.array([28.0, 8, -3, 7, -1, 1, 18, 12])
s = np.array([15.0, 10, 16, 11, 9, 11, 10, 18])
x = np.linspace(-12, 9, 400_001)  # log tau; the half-Cauchy's tail is bounded by the data
tau = np.exp(x)
v = s[:, None] ** 2 + tau**2
precision = 1 / 25 + (1 / v).sum(0)
mean = (y[:, None] / v).sum(0) / precision
log_p = (
    -0.5 * np.log(v).sum(0)
    - 0.5 * np.log(precision)
    - 0.5 * (y[:, None] ** 2 / v).sum(0)
    + 0.5 * mean**2 * precision
    - np.log1p((tau / 5) ** 2)
    + x
)
w = np.exp(log_p - log_p.max())
w /= w.sum()
print("mu", w @ mean, "sd", np.sqrt(w @ (1 / precision + mean**2) - (w @ mean) ** 2))
print("tau", w @ tau, "log tau", w @ x)
shrink = tau**2 / v
theta = shrink * y[:, None] + (1 - shrink) * mean
print("theta", theta @ w)
