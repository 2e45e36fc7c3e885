"""Reference values for Probability: special functions, distributions, sample quantiles."""

import json
import math

import numpy
from mpmath import mp, mpf

mp.dps = 60
SQRT2 = mp.sqrt(2)


def phi(z):
    return mp.erfc(-z / SQRT2) / 2


def log_phi(z):
    return mp.log(phi(z))


def regularized_p(a, x):
    return mp.gammainc(a, 0, x, regularized=True)


def regularized_q(a, x):
    return mp.gammainc(a, x, mp.inf, regularized=True)


def beta_i(a, b, x):
    """The positive series of DLMF 8.17.8, from whichever end is nearer."""
    if x > (a + 1) / (a + b + 2):
        return 1 - beta_i(b, a, 1 - x)
    term = total = mpf(1)
    n = mpf(0)
    while term > total * mpf(10) ** -58:
        term *= (a + b + n) / (a + 1 + n) * x
        total += term
        n += 1
    return total * x**a * (1 - x) ** b / (a * mp.beta(a, b))


def tabulate(function, arguments):
    rows = []
    for args in arguments:
        args = args if isinstance(args, tuple) else (args,)
        rows.append([*map(float, args), float(function(*map(mpf, args)))])
    return rows


def special():
    positive = [1e-10, 1e-3, 0.1, 0.5, 0.9, 1.0, 1.1, 1.4, 1.46, 1.5, 1.9, 2.0, 2.5, 3.0, 7.25, 9.9,
                10.0, 15.5, 100.0, 1234.5, 1e6, 1e12]
    gamma = [(a, a * r) for a in (0.02, 0.3, 0.5, 1.0, 2.5, 10.0, 75.0, 400.0, 1e4)
             for r in (0.01, 0.3, 0.8, 0.97, 1.0, 1.03, 1.2, 2.0, 4.0)]
    gamma += [(0.5, 30.0), (3.0, 200.0), (2.0, 1e-8), (1e4, 9500.0)]
    gamma = [(a, x) for a, x in gamma if regularized_p(a, x) > 1e-250 and regularized_q(a, x) > 1e-250]
    beta = [(a, b, x) for a, b in ((0.1, 0.2), (0.5, 0.5), (1.0, 3.0), (2.0, 5.0), (30.0, 2.0),
                                   (80.0, 120.0), (0.5, 200.0), (3000.0, 1500.0), (4.0, 5e4))
            for x in (1e-6, 0.01, 0.2, 0.4, 0.5, 0.64, 0.67, 0.9, 0.999)]
    beta = [tuple(map(mpf, row)) for row in beta]
    beta = [(a, b, x) for a, b, x in beta if 1e-250 < beta_i(a, b, x) and beta_i(b, a, 1 - x) > 1e-250]
    z = [-38.0, -37.5, -20.0, -12.0, -8.0, -7.9, -5.0, -3.0, -1.0, -0.5, -0.1, 0.0, 0.1, 0.7, 1.0, 2.0, 5.0, 8.0]
    p = [1e-300, 1e-200, 1e-100, 1e-30, 1e-12, 1e-6, 0.001, 0.02, 0.075, 0.1, 0.3, 0.425, 0.49, 0.5001,
         0.6, 0.9, 0.99, 1 - 2.0**-20, 1 - 2.0**-50]

    def normal_quantile(p):
        x = mpf(-1) if p < 0.5 else mpf(1)
        if p < 1e-3:
            x = -mp.sqrt(-2 * mp.log(p))
        for _ in range(200):
            step = (phi(x) - p) / mp.npdf(x)
            x -= max(min(step, mpf(1)), mpf(-1))
            if abs(step) < mpf(10) ** -45:
                break
        return x

    return {
        "logGamma": tabulate(mp.loggamma, positive),
        "digamma": tabulate(mp.digamma, positive + [1.2, 1.3, 1.4616321449683622, 1.4616321449683624, 1.6, 1.7, 1.8]),
        "logBeta": tabulate(lambda a, b: mp.log(mp.beta(a, b)),
                            [(0.01, 0.02), (0.5, 0.5), (0.5, 1e6), (2, 3), (3000, 0.1), (1e4, 2e4), (25, 4)]),
        "gammaP": tabulate(regularized_p, gamma),
        "gammaQ": tabulate(regularized_q, gamma),
        "betaI": tabulate(beta_i, beta),
        "betaComplement": tabulate(lambda a, b, x: beta_i(b, a, 1 - x), beta),
        "normalCDF": tabulate(phi, z),
        "logNormalCDF": tabulate(log_phi, z + [-40.0, -100.0, -1e3, -1e5]),
        "normalQuantile": tabulate(normal_quantile, p),
    }


# A distribution here is (log density, derivative of it, cdf, survival, mean, standard deviation, start).

def finite(x):
    return None if mp.isnan(x) or mp.isinf(x) else float(x)


def normal(m, s):
    return (lambda x: -((x - m) / s) ** 2 / 2 - mp.log(s * mp.sqrt(2 * mp.pi)), lambda x: phi((x - m) / s),
            lambda x: phi((m - x) / s), (-mp.inf, mp.inf), m, s)


def halfnormal(s):
    return (lambda x: mp.log(2) - (x / s) ** 2 / 2 - mp.log(s * mp.sqrt(2 * mp.pi)),
            lambda x: mp.erf(x / s / SQRT2), lambda x: mp.erfc(x / s / SQRT2), (0, mp.inf),
            s * mp.sqrt(2 / mp.pi), s * mp.sqrt(1 - 2 / mp.pi))


def lognormal(m, s):
    return (lambda x: -((mp.log(x) - m) / s) ** 2 / 2 - mp.log(x * s * mp.sqrt(2 * mp.pi)),
            lambda x: phi((mp.log(x) - m) / s), lambda x: phi((m - mp.log(x)) / s), (0, mp.inf),
            mp.exp(m + s * s / 2), mp.exp(m + s * s / 2) * mp.sqrt(mp.expm1(s * s)))


def shiftedlognormal(a, m, s):
    log_density, cdf, survival, _, mean, deviation = lognormal(m, s)
    return (lambda x: log_density(x - a), lambda x: cdf(x - a), lambda x: survival(x - a),
            (a, mp.inf), a + mean, deviation)


def truncatednormal(m, s, lower, upper):
    low, high = (lower - m) / s, (upper - m) / s

    def mass(a, b):
        return phi(b) - phi(a) if a < 0 else phi(-a) - phi(-b)

    total = mass(low, high)

    def edge(z, power):
        return mpf(0) if mp.isinf(z) else z**power * mp.npdf(z)

    shift = (edge(low, 0) - edge(high, 0)) / total
    variance = 1 + (edge(low, 1) - edge(high, 1)) / total - shift**2
    return (lambda x: -((x - m) / s) ** 2 / 2 - mp.log(s * mp.sqrt(2 * mp.pi)) - mp.log(total),
            lambda x: mass(low, (x - m) / s) / total, lambda x: mass((x - m) / s, high) / total,
            (lower, upper), m + s * shift, s * mp.sqrt(variance))


def beta(a, b):
    n = a + b
    return (lambda x: (a - 1) * mp.log(x) + (b - 1) * mp.log(1 - x) - mp.log(mp.beta(a, b)),
            lambda x: beta_i(a, b, x), lambda x: beta_i(b, a, 1 - x), (0, 1), a / n,
            mp.sqrt(a * b / (n * n * (n + 1))))


def gamma(a, r):
    return (lambda x: a * mp.log(r) + (a - 1) * mp.log(x) - r * x - mp.loggamma(a),
            lambda x: regularized_p(a, r * x), lambda x: regularized_q(a, r * x), (0, mp.inf), a / r,
            mp.sqrt(a) / r)


def inversegamma(a, b):
    return (lambda x: a * mp.log(b) - mp.loggamma(a) - (a + 1) * mp.log(x) - b / x,
            lambda x: regularized_q(a, b / x), lambda x: regularized_p(a, b / x), (0, mp.inf),
            b / (a - 1) if a > 1 else mp.nan, b / (a - 1) / mp.sqrt(a - 2) if a > 2 else mp.nan)


def weibull(k, s):
    first, second = mp.gamma(1 + 1 / k), mp.gamma(1 + 2 / k)
    return (lambda x: mp.log(k / s) + (k - 1) * mp.log(x / s) - (x / s) ** k,
            lambda x: -mp.expm1(-((x / s) ** k)), lambda x: mp.exp(-((x / s) ** k)), (0, mp.inf),
            s * first, s * mp.sqrt(second - first**2))


def exponential(r):
    return (lambda x: mp.log(r) - r * x, lambda x: -mp.expm1(-r * x), lambda x: mp.exp(-r * x),
            (0, mp.inf), 1 / r, 1 / r)


def uniform(a, b):
    return (lambda x: -mp.log(b - a), lambda x: (x - a) / (b - a), lambda x: (b - x) / (b - a), (a, b),
            (a + b) / 2, (b - a) / mp.sqrt(12))


def studentt(v, m, s):
    def tail(t):
        return beta_i(v / 2, mpf(1) / 2, v / (v + t * t)) / 2

    def cdf(x):
        t = (x - m) / s
        return tail(t) if t < 0 else 1 - tail(t)

    def survival(x):
        t = (x - m) / s
        return tail(t) if t > 0 else 1 - tail(t)

    return (lambda x: -mp.log(mp.beta(v / 2, mpf(1) / 2) * mp.sqrt(v) * s)
            - (v + 1) / 2 * mp.log(1 + ((x - m) / s) ** 2 / v), cdf, survival, (-mp.inf, mp.inf),
            m if v > 1 else mp.nan, s * mp.sqrt(v / (v - 2)) if v > 2 else mp.nan)


def laplace(m, s):
    return (lambda x: -abs(x - m) / s - mp.log(2 * s),
            lambda x: mp.exp((x - m) / s) / 2 if x < m else 1 - mp.exp((m - x) / s) / 2,
            lambda x: mp.exp((m - x) / s) / 2 if x > m else 1 - mp.exp((x - m) / s) / 2,
            (-mp.inf, mp.inf), m, s * SQRT2)


INF = float("inf")
CASES = [
    (normal, (0, 1)), (normal, (-3, 0.25)), (halfnormal, (1,)), (halfnormal, (7.5,)),
    (lognormal, (0.2, 0.9)), (lognormal, (-1, 0.1)), (truncatednormal, (1, 2, 0, 5)),
    (truncatednormal, (0, 1, 0, INF)), (truncatednormal, (0, 1, 10, INF)),
    (truncatednormal, (0, 1, -INF, -40)), (truncatednormal, (0.3, 1.7, 2, 2.001)),
    (truncatednormal, (0.5, 0.25, 0, 1)), (truncatednormal, (-2, 0.5, 3, 4)),
    (beta, (1, 3)), (beta, (2, 2)), (beta, (0.3, 0.4)), (beta, (40, 7)), (beta, (900, 1500)),
    (gamma, (1, 1)), (gamma, (0.3, 2)), (gamma, (3.5, 0.2)), (gamma, (250, 10)),
    (uniform, (0, 1)), (uniform, (-2, 3)), (studentt, (3, 0, 1)), (studentt, (1, 2, 0.5)),
    (studentt, (7.5, -1, 3)), (studentt, (300, 0, 2)),
    (truncatednormal, (0, 1, -INF, -9)), (truncatednormal, (0, 1, -8, 1e5)),
    (laplace, (0, 1)), (laplace, (2, 0.3)),
    (inversegamma, (3, float(mp.log(3)))), (inversegamma, (0.7, 2)), (inversegamma, (9, 5.75)),
    (inversegamma, (120, 30)), (weibull, (1, 2)), (weibull, (0.6, 0.1)), (weibull, (3.5, 40)),
    (exponential, (1,)), (exponential, (0.04,)), (shiftedlognormal, (0.1, 0.7, 0.4)),
    (shiftedlognormal, (-2, 0, 1)),
]
PROBABILITIES = [1e-60, 1e-12, 1e-5, 0.01, 0.1, 0.25, 0.4, 0.5, 0.6, 0.9, 0.99, 1 - 2.0**-17, 1 - 2.0**-40]


def invert(cdf, survival, log_density, support, p):
    """The quantile by bisection of the bracket, then Newton."""
    low, high = map(mpf, support)
    anchor = low if mp.isfinite(low) else (high if mp.isfinite(high) else mpf(0))
    width = mpf(1)
    while not mp.isfinite(low) or not mp.isfinite(high):
        if mp.isinf(low) and cdf(anchor - width) < p:
            low = anchor - width
        if mp.isinf(high) and survival(anchor + width) < 1 - mpf(p):
            high = anchor + width
        width *= 2

    def below(x):
        return cdf(x) < p if p < 0.5 else survival(x) > 1 - mpf(p)

    for _ in range(100):
        middle = (low + high) / 2
        if low > 0 and high / low > 4:
            middle = mp.sqrt(low * high)
        elif low == 0 and support[0] == 0:
            middle = high / 1024
        low, high = (middle, high) if below(middle) else (low, middle)
    x = (low + high) / 2
    for _ in range(3):
        gap = cdf(x) - p if p < 0.5 else (1 - mpf(p)) - survival(x)
        step = gap / mp.exp(log_density(x))
        if low - (high - low) < x - step < high + (high - low):
            x -= step
    return x


def distributions():
    cases = []
    for family, parameters in CASES:
        log_density, cdf, survival, support, mean, deviation = family(*map(mpf, parameters))
        points = []
        for p in PROBABILITIES:
            quantile = invert(cdf, survival, log_density, support, p)
            x = float(quantile) if abs(quantile) > 1e-25 else 0.0
            if not support[0] < x < support[1]:
                continue
            h = mpf(10) ** -25 * (1 if x == 0 else abs(x))
            derivative = (log_density(mpf(x) + h) - log_density(mpf(x) - h)) / (2 * h)
            points.append({"probability": p, "quantile": x, "logDensity": float(log_density(mpf(x))),
                           "derivative": float(derivative), "cdf": float(cdf(mpf(x)))})
        cases.append({"family": family.__name__,
                      "parameters": ["inf" if v == INF else "-inf" if v == -INF else float(v) for v in parameters],
                      "mean": finite(mean), "standardDeviation": finite(deviation), "points": points})
        print(family.__name__, parameters, len(points), flush=True)
    return cases


def quantiles():
    rng = numpy.random.default_rng(7)
    cases = []
    for size in (1, 2, 5, 10, 101):
        sample = sorted(float(v) for v in rng.normal(size=size))
        levels = [0.0, 0.025, 0.05, 0.25, 0.5, 0.9, 0.975, 1.0]
        cases.append({"sorted": sample, "levels": levels,
                      "quantiles": [float(numpy.quantile(sample, q)) for q in levels],
                      "mean": float(numpy.mean(sample)),
                      "variance": float(numpy.var(sample, ddof=1)) if size > 1 else None})
    return cases


if __name__ == "__main__":
    for name, make in (("special", special), ("quantiles", quantiles), ("distributions", distributions)):
        text = json.dumps(make(), indent=1, allow_nan=False)
        with open(f"{name}.json", "w") as file:
            file.write(text + "\n")
