"""Known answers of gsc and mc on a panel with two factors, by plain formulas.

Factors come from alternating least squares and penalised tables from proximal steps with effects
solved as a regression on dummies, so that no step is shared with what they check. With --check the
penalised tables are also compared with a conic solver's (cvxpy).

Run: python3 make_factor_panel.py > factor_panel.json   (numpy)
"""

import json
import sys

import numpy as np

GEOS, PERIODS, BEFORE, TREATED = 14, 30, 22, [1, 6]
rng = np.random.default_rng(20250307)
t = np.arange(PERIODS)
F = np.c_[np.sin(t / 3), (t / PERIODS) ** 2 * 3]
Y = 40 + 10 * rng.uniform(size=(GEOS, 1)) + rng.normal(0, 1, (1, PERIODS))
Y = Y + rng.normal(1, 1, (GEOS, 2)) @ F.T * 3 + rng.normal(0, 0.5, (GEOS, PERIODS))
Y[TREATED, BEFORE:] += 2
Y = np.round(Y, 3)
donors = [g for g in range(GEOS) if g not in TREATED]
y, X = Y[TREATED].mean(0), Y[donors]
N = len(donors)


def interactive(X, r):
    """Two-way effects and r factors by alternating least squares; returns the factors."""
    rng = np.random.default_rng(1)
    F = rng.normal(size=(X.shape[1], r))
    time = X.mean(0)
    for _ in range(4000):
        A = np.c_[np.ones(len(F)), F]
        B = np.linalg.lstsq(A, (X - time).T, rcond=None)[0]
        L = np.c_[np.ones(N), B[1:].T]
        C = np.linalg.lstsq(L, X - B[0][:, None], rcond=None)[0]
        time, F = C[0], C[1:].T
    return F, time


def gsc():
    most = min(5, N // 2, BEFORE // 2 - 1)
    fits, errors = [], []
    for r in range(most + 1):
        F, _ = interactive(X, r)
        A = np.c_[np.ones(PERIODS), F]
        z = y - X.mean(0)
        # Loadings of the donors' mean are taken out by the constant and the factors' own loadings.
        gaps = []
        for s in range(BEFORE):
            keep = [u for u in range(BEFORE) if u != s]
            gaps.append(z[s] - A[s] @ np.linalg.lstsq(A[keep], z[keep], rcond=None)[0])
        errors.append(float(np.mean(np.square(gaps))))
        c = X.mean(0) + A @ np.linalg.lstsq(A[:BEFORE], z[:BEFORE], rcond=None)[0]
        fits.append(c)
    best = 0
    for r in range(most + 1):
        if errors[r] < 0.99 * errors[best]:
            best = r
    c = fits[best]
    return {
        "factors": best,
        "errors": errors,
        "counterfactual": c.tolist(),
        "att": float((y - c)[BEFORE:].mean()),
    }


def complete(Z, known, tau, rounds=20000):
    """argmin of half the squared error of known cells plus tau times the nuclear norm."""
    n, m = Z.shape
    rows, cols = np.nonzero(known)
    A = np.zeros((len(rows), n + m))
    A[np.arange(len(rows)), rows] = 1
    A[np.arange(len(rows)), n + cols] = 1
    P = np.linalg.pinv(A)
    L = np.zeros_like(Z)
    for _ in range(rounds):
        b = P @ (Z - L)[known]
        E = b[:n, None] + b[None, n:]
        G = np.where(known, Z - E, L)
        U, s, V = np.linalg.svd(G, full_matrices=False)
        new = (U * np.maximum(s - tau, 0)) @ V
        done = np.abs(new - L).max() < 1e-12
        L = new
        if done:
            break
    return E + L


def conic(Z, known, tau):
    import cvxpy as cp

    n, m = Z.shape
    L, a, b = cp.Variable((n, m)), cp.Variable((n, 1)), cp.Variable((1, m))
    fit = L + a @ np.ones((1, m)) + np.ones((n, 1)) @ b
    loss = cp.sum_squares(cp.multiply(known.astype(float), Z - fit)) / 2
    cp.Problem(cp.Minimize(loss + tau * cp.normNuc(L))).solve(solver="CLARABEL")
    return L.value + a.value + b.value


def mc():
    Z = np.vstack([y, X])
    known = np.ones(Z.shape, bool)
    known[0, BEFORE:] = False
    rows, cols = np.nonzero(known)
    E = complete(Z, known, 1e9, 2)
    largest = float(np.linalg.svd(np.where(known, Z - E, 0))[1][0])
    part = rng.permuted(np.tile(np.arange(5), Z.size // 5 + 1))[: Z.size].reshape(Z.shape)
    candidates = []
    for step in range(0, 8, 2):
        tau = largest * 10 ** (-0.2 * step)
        errors = []
        for k in range(5):
            held = known & (part == k)
            errors += list(((Z - complete(Z, known & ~held, tau)) ** 2)[held])
        candidates.append({"step": step, "penalty": tau, "error": float(np.mean(errors))})
    tables = []
    for c in candidates:
        fitted = complete(Z, known, c["penalty"])
        if "--check" in sys.argv:
            print(np.abs(conic(Z, known, c["penalty"]) - fitted).max(), file=sys.stderr)
        tables.append({"penalty": c["penalty"], "counterfactual": fitted[0].tolist()})
    return {
        "largest": largest,
        "part": part.ravel().tolist(),
        "candidates": candidates,
        "tables": tables,
    }


json.dump(
    {"values": Y.tolist(), "treated": TREATED, "before": BEFORE, "gsc": gsc(), "mc": mc()},
    sys.stdout,
    indent=1,
)
