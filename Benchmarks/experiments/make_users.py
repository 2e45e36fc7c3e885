"""Writes a file of users of an A/B test: ROWS OUT.csv [SEED]."""
import sys

import numpy as np
import polars as pl

rows, out = int(sys.argv[1]), sys.argv[2]
rng = np.random.default_rng(int(sys.argv[3]) if len(sys.argv) > 3 else 7)
arm = rng.integers(0, 3, rows)
history = np.round(rng.lognormal(5, 0.9, rows), 2)
visit = (rng.random(rows) < 0.1 + 0.03 * arm).astype(int)
spend = np.round(visit * (rng.random(rows) < 0.1) * rng.lognormal(4, 0.6, rows), 2)
names = np.array(["control", "mail", "voucher"])
pl.DataFrame({
    "user": np.arange(rows), "arm": names[arm], "visit": visit, "spend": spend, "history": history,
}).write_csv(out)
