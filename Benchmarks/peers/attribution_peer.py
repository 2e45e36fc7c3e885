#!/usr/bin/env python3
"""One attribution job by one peer; prints what it found, as JSON, for comparison with Liftwerk's.

    attribution_peer.py duckdb|polars sets|paths LOG.csv
    attribution_peer.py channelattribution heuristics|markov-1|markov-2 PATHS.csv

LOG has the columns user_id, timestamp, channel, converted, value; a user is one journey. PATHS is
what `Benchmarks/attribution` has DuckDB write from it: path, conversions, value, nulls.
"""

import json
import sys

SETS = """
WITH users AS (
  SELECT user_id, bit_or(CASE channel {cases} END) AS channels,
         sum(converted) AS conversions, sum(value) AS value
  FROM read_csv('{log}', header = true, columns = {{'user_id': 'VARCHAR', 'timestamp': 'VARCHAR',
    'channel': 'VARCHAR', 'converted': 'INTEGER', 'value': 'DOUBLE'}}) GROUP BY user_id)
SELECT channels, count(*), sum(conversions), sum(value) FROM users GROUP BY channels
"""
PATHS = """
WITH users AS (
  SELECT user_id, string_agg(channel, ' > ' ORDER BY timestamp) AS path,
         sum(converted) AS conversions, sum(value) AS value
  FROM read_csv('{log}', header = true, columns = {{'user_id': 'VARCHAR', 'timestamp': 'VARCHAR',
    'channel': 'VARCHAR', 'converted': 'INTEGER', 'value': 'DOUBLE'}}) GROUP BY user_id)
SELECT path, count(*) AS journeys, sum(conversions) AS conversions, sum(value) AS value,
       count(*) FILTER (conversions = 0) AS nulls
FROM users GROUP BY path
"""


def channels_of(log):
    """The channel names, from the head of the log: what a person would write into the query."""
    with open(log) as lines:
        next(lines)
        return sorted({line.split(",")[2] for _, line in zip(range(20_000), lines)})


def duckdb_job(job, log):
    import duckdb

    connection = duckdb.connect()
    connection.execute("SET threads = 2")
    if job == "sets":
        cases = " ".join(
            f"WHEN '{name}' THEN {1 << place}" for place, name in enumerate(channels_of(log)))
        rows = connection.execute(SETS.format(log=log, cases=cases)).fetchall()
        return summary(len(rows), sum(r[1] for r in rows), sum(r[2] for r in rows),
                       sum(r[3] for r in rows))
    connection.execute("CREATE TABLE paths AS " + PATHS.format(log=log))
    count, journeys, conversions, value = connection.execute(
        "SELECT count(*), sum(journeys), sum(conversions), sum(value) FROM paths").fetchone()
    return summary(count, journeys, conversions, value)


def polars_job(job, log):
    import polars as pl

    touches = pl.scan_csv(log, schema_overrides={"timestamp": pl.String})
    if job == "sets":
        bits = {name: 1 << place for place, name in enumerate(channels_of(log))}
        users = touches.with_columns(
            pl.col("channel").replace_strict(bits, return_dtype=pl.Int64).alias("bit")
        ).group_by("user_id").agg(
            pl.col("bit").bitwise_or().alias("key"), pl.col("converted").sum(),
            pl.col("value").sum())
    else:
        users = touches.group_by("user_id").agg(
            pl.col("channel").sort_by("timestamp").str.join(" > ").alias("key"),
            pl.col("converted").sum(), pl.col("value").sum())
    found = users.group_by("key").agg(
        pl.len().alias("journeys"), pl.col("converted").sum(), pl.col("value").sum()
    ).collect(engine="streaming")
    return summary(found.height, found["journeys"].sum(), found["converted"].sum(),
                   found["value"].sum())


def channelattribution_job(job, paths):
    import ChannelAttribution as ca
    import pandas as pd

    frame = pd.read_csv(paths)
    if job == "heuristics":
        result = ca.heuristic_models(
            frame, "path", "conversions", var_value="value", sep=">", flg_pro=False)
    else:
        result = ca.markov_model(
            frame, "path", "conversions", var_value="value", var_null="nulls",
            order=int(job[-1]), sep=">", flg_pro=False,
            verbose=False)
    return {"channels": len(result), "columns": list(result.columns)}


def summary(groups, journeys, conversions, value):
    return {"groups": int(groups), "journeys": int(journeys), "conversions": int(conversions),
            "value": round(float(value), 2)}


def main():
    peer, job, path = sys.argv[1:]
    run = {"duckdb": duckdb_job, "polars": polars_job,
           "channelattribution": channelattribution_job}[peer]
    print(json.dumps(run(job, path)))


if __name__ == "__main__":
    main()
