"""CPU seconds and memory of an A/B test's numbers, by liftwerk, polars and DuckDB.

    pip install numpy polars duckdb
    python make_users.py 10000000 users.csv
    python compare.py PATH/TO/liftwerk users.csv

The peers compute no more than counts, means, variances and the covariance with the covariate by arm;
liftwerk writes its whole report besides. All of them start anew, and children count.
"""
import os
import resource
import subprocess
import sys
import tempfile

POLARS = """
import polars as pl, sys
x = pl.scan_csv(sys.argv[1]).group_by("arm").agg(
    pl.len(), *[f for m in ("visit", "spend") for f in (pl.col(m).mean(), pl.col(m).var().alias(m + "_v"),
    pl.cov(m, "history").alias(m + "_c"))], pl.col("history").var()).sort("arm").collect(engine="streaming")
print(x)
"""
DUCKDB = """
import duckdb, sys
print(duckdb.sql(f"select arm, count(*), avg(visit), var_samp(visit), covar_samp(visit, history), "
    f"avg(spend), var_samp(spend), covar_samp(spend, history), var_samp(history) "
    f"from read_csv('{sys.argv[1]}') group by arm order by arm"))
"""


def measure(name, command):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        sys.exit(f"{name} failed with {status}")
    cpu = usage.ru_utime + usage.ru_stime
    print(f"{name:10} {cpu:7.2f} CPU s {usage.ru_maxrss / 1024:8.0f} MB")
    return cpu


binary, users = sys.argv[1:3]
with tempfile.TemporaryDirectory() as folder:
    ours = measure("liftwerk", [
        binary, "experiment", "analyze", users, "--arm", "arm", "--control", "control", "--metric",
        "visit,spend", "--covariate", "history", "--out", folder + "/run", "--quiet"])
polars = measure("polars", [sys.executable, "-c", POLARS, users])
duckdb = measure("duckdb", [sys.executable, "-c", DUCKDB, users])
print(f"liftwerk takes {ours / polars:.2f} times polars, {ours / duckdb:.2f} times DuckDB")
