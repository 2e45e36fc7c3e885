"""Writes weekly.csv: two years of made-up weeks with two channels, for quick runs of the program."""
import csv
import datetime
import math
import pathlib
import random

random.seed(20260105)
start = datetime.date(2024, 1, 1)
path = pathlib.Path(__file__).with_name("weekly.csv")
carried = {"tv": 0.0, "search": 0.0}
with path.open("w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(
        ["week", "revenue", "tv_spend", "tv_impressions", "search_spend", "price_index"])
    for week in range(104):
        tv = round(random.choice([0, 0, 1]) * random.uniform(2_000, 9_000), 2)
        search = round(random.uniform(500, 2_500), 2)
        price = round(1 + random.gauss(0, 0.03), 4)
        carried["tv"] = 0.5 * carried["tv"] + tv
        carried["search"] = 0.2 * carried["search"] + search
        media = 9_000 * carried["tv"] / (6_000 + carried["tv"])
        media += 8_000 * carried["search"] / (2_000 + carried["search"])
        base = 20_000 + 2_000 * math.sin(2 * math.pi * week / 52) - 8_000 * (price - 1)
        revenue = round(base + media + random.gauss(0, 800), 2)
        impressions = round(tv * random.uniform(90, 110))
        day = start + datetime.timedelta(weeks=week)
        writer.writerow([day.isoformat(), revenue, tv, impressions, search, price])
