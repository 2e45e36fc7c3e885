"""Reference results for the tests of experiments, by numpy, scipy and statsmodels.

    python3 -m venv venv && venv/bin/pip install numpy scipy statsmodels
    venv/bin/python experiments.py > experiments.json
"""

import json

import numpy as np
import statsmodels.api as sm
from scipy import integrate, optimize, stats
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.power import NormalIndPower, TTestIndPower
from statsmodels.stats.proportion import confint_proportions_2indep

rng = np.random.default_rng(20260501)
ARMS = ["control", "mail", "post"]
SIZES = [70, 60, 65]


def units():
    rows = []
    for arm, size in enumerate(SIZES):
        history = rng.gamma(2.0, 40.0, size)
        spend = np.round(10 + 3 * arm + 0.25 * history + rng.gamma(1.5, 6.0, size), 2)
        visit = (rng.random(size) < [0.3, 0.45, 0.35][arm]).astype(int)
        views = rng.poisson(8, size) + 1
        clicks = rng.binomial(views, [0.2, 0.26, 0.21][arm])
        for i in range(size):
            rows.append(
                dict(arm=ARMS[arm], spend=float(spend[i]), visit=int(visit[i]),
                     views=int(views[i]), clicks=int(clicks[i]),
                     history=round(float(history[i]), 2)))
    return rows


ROWS = units()


def column(name, arm):
    return np.array([row[name] for row in ROWS if row["arm"] == arm], float)


def welch(a, b):
    test = stats.ttest_ind(a, b, equal_var=False)
    low, high = test.confidence_interval(0.95)
    return dict(difference=a.mean() - b.mean(), p=test.pvalue, df=test.df, lower=low, upper=high,
                greater=stats.ttest_ind(a, b, equal_var=False, alternative="greater").pvalue)


def fieller(a, b, df):
    """Limits of the ratio of means less 1 by a search for the roots."""
    c = stats.t.ppf(0.975, df)
    va, vb = a.var(ddof=1) / len(a), b.var(ddof=1) / len(b)
    def g(r):
        return (a.mean() - r * b.mean()) ** 2 - c * c * (va + r * r * vb)
    point = a.mean() / b.mean()
    error = np.sqrt(va / b.mean() ** 2 + point ** 2 * vb / b.mean() ** 2)
    return dict(lift=point - 1, error=error,
                lower=optimize.brentq(g, point - 3, point, xtol=1e-13) - 1,
                upper=optimize.brentq(g, point, point + 3, xtol=1e-13) - 1)


def shares(a, b):
    low, high = confint_proportions_2indep(
        int(a.sum()), len(a), int(b.sum()), len(b), compare="diff", method="newcomb")
    def gap(level):
        limits = confint_proportions_2indep(
            int(a.sum()), len(a), int(b.sum()), len(b), compare="diff", method="newcomb", alpha=level)
        return limits[0] if a.mean() > b.mean() else limits[1]
    return dict(difference=a.mean() - b.mean(), lower=low, upper=high,
                p=optimize.brentq(gap, 1e-9, 1 - 1e-9, xtol=1e-13))


def cuped():
    arm = np.array([ARMS.index(row["arm"]) for row in ROWS])
    y = np.array([row["spend"] for row in ROWS])
    x = np.array([row["history"] for row in ROWS])
    design = np.column_stack([np.ones(len(y)), arm == 1, arm == 2, x]).astype(float)
    theta = sm.OLS(y, design).fit().params[3]
    adjusted = y - theta * (x - x.mean())
    effects = [welch(adjusted[arm == k], adjusted[arm == 0]) for k in (1, 2)]
    def within(v):
        return sum(((v[arm == k] - v[arm == k].mean()) ** 2).sum() for k in range(3))
    return dict(theta=theta, reduction=1 - within(adjusted) / within(y), effects=effects)


def ratio(k):
    def parts(arm):
        n, d = column("clicks", arm), column("views", arm)
        r = n.sum() / d.sum()
        return r, (n - r * d) / d.mean()
    (ra, ua), (rb, ub) = parts(ARMS[k]), parts("control")
    test = welch(ua + ra, ub + rb)
    return test


def bayes():
    """Two posteriors of Beta(1 + successes, 1 + failures), by quadrature."""
    result = []
    for (x1, n1, x0, n0) in [(27, 60, 21, 70), (530, 10000, 500, 10000), (0, 30, 2, 30), (9, 10, 1, 10)]:
        a, b = stats.beta(1 + x1, 1 + n1 - x1), stats.beta(1 + x0, 1 + n0 - x0)
        points = sorted({a.ppf(0.001), a.mean(), a.ppf(0.999), b.ppf(0.001), b.mean(), b.ppf(0.999)})
        def area(f):
            return integrate.quad(f, 0, 1, points=points, limit=500, epsabs=1e-13, epsrel=1e-12)[0]
        better = area(lambda p: a.pdf(p) * b.cdf(p))
        # E max(b - a, 0): the loss of choosing a.
        loss = area(lambda p: a.cdf(p) * b.sf(p))
        def cdf(d):
            return area(lambda p: b.pdf(p) * a.cdf(p + d))
        result.append(dict(
            x1=x1, n1=n1, x0=x0, n0=n0, better=better, loss=loss,
            lower=optimize.brentq(lambda d: cdf(d) - 0.025, -1, 1, xtol=1e-11),
            upper=optimize.brentq(lambda d: cdf(d) - 0.975, -1, 1, xtol=1e-11)))
    return result


def sequential():
    """The probability that a walk crosses boundaries, by the multivariate normal."""
    times = np.array([0.2, 0.4, 0.6, 0.8, 1.0])
    covariance = np.sqrt(np.minimum.outer(times, times) / np.maximum.outer(times, times))
    cases = []
    for z in ([4.562, 3.226, 2.634, 2.281, 2.040], [2.413] * 5, [1.96] * 5,
              [4.877, 3.357, 2.680, 2.290, 2.031]):
        law = stats.multivariate_normal(
            cov=covariance, seed=1, maxpts=5_000_000, abseps=1e-7, releps=1e-7)
        inside = law.cdf(np.array(z), lower_limit=-np.array(z))
        cases.append(dict(boundary=z, crossing=1 - inside))
    return dict(times=times.tolist(), cases=cases)


def power():
    t, z = TTestIndPower(), NormalIndPower()
    return dict(
        means=[dict(effect=d, n=n, ratio=r, alpha=a,
                    power=t.power(d, n, a, ratio=r, alternative="two-sided"))
               for d, n, r, a in [(0.2, 400, 1, 0.05), (0.5, 60, 1, 0.05), (0.1, 1000, 2, 0.01)]],
        size=[dict(effect=d, alpha=a, power=p, n=float(z.solve_power(d, None, a, p, 1)))
              for d, a, p in [(0.2, 0.05, 0.8), (0.05, 0.05, 0.9), (0.1, 0.025, 0.8)]])


p_values = [0.012, 0.03, 0.2, 0.004, 0.5, 0.03]
counts = [1000, 1085, 950]
chi = stats.chisquare(counts, np.array([0.4, 0.3, 0.3]) * sum(counts))
equal = stats.chisquare(counts)

json.dump(dict(
    rows=ROWS,
    means=[welch(column("spend", arm), column("spend", "control")) for arm in ARMS[1:]],
    lifts=[fieller(column("spend", arm), column("spend", "control"),
                   welch(column("spend", arm), column("spend", "control"))["df"]) for arm in ARMS[1:]],
    shares=[shares(column("visit", arm), column("visit", "control")) for arm in ARMS[1:]],
    ratios=[ratio(k) for k in (1, 2)],
    cuped=cuped(),
    corrections=dict(p=p_values, **{
        name: multipletests(p_values, method=method)[1].tolist()
        for name, method in [("holm", "holm"), ("bonferroni", "bonferroni"), ("bh", "fdr_bh")]}),
    chi=dict(counts=counts, statistic=chi.statistic, p=chi.pvalue, equal=equal.pvalue),
    bayes=bayes(), sequential=sequential(), power=power(),
), __import__("sys").stdout, indent=1)
