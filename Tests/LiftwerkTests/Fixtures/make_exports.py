"""Writes the made-up exports of this folder."""
import csv
import datetime
import pathlib
import random

random.seed(7)
here = pathlib.Path(__file__).parent


def german(number, decimals=2):
    text = f"{number:,.{decimals}f}"
    return text.replace(",", "_").replace(".", ",").replace("_", ".")


with (here / "wochen.csv").open("w", newline="") as file:
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        ["Woche", "Bundesland", "Einwohner", "Umsatz", "TV-Kosten", "TV-Kontakte",
         "Suchmaschine Ausgaben (EUR)", "Suchmaschine Klicks", "Temperatur"])
    for week in range(12):
        day = datetime.date(2025, 1, 6) + datetime.timedelta(weeks=week)
        for land, people in [("Bayern", 13_369_393), ("Hessen", 6_391_360)]:
            writer.writerow(
                [day.strftime("%d.%m.%Y"), land, people, german(random.uniform(9e4, 2e5)),
                 german(random.uniform(1e3, 9e3)), random.randrange(10_000, 99_999),
                 german(random.uniform(5e2, 3e3)), random.randrange(500, 5_000),
                 german(random.uniform(-5, 9), 1)])

days = [datetime.date(2025, 1, 6) + datetime.timedelta(days=day) for day in range(84)]
with (here / "google-ads.csv").open("w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["Day", "Campaign", "Cost", "Impr.", "Clicks"])
    for day in days:
        for campaign in ["Brand", "Generic"]:
            writer.writerow(
                [day, campaign, round(random.uniform(20, 90), 2), random.randrange(900, 9_000),
                 random.randrange(20, 200)])
with (here / "meta.csv").open("w", newline="") as file:
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(["Day", "Campaign name", "Amount spent (EUR)", "Impressions"])
    for day in days:
        writer.writerow(
            [day, "Prospecting", round(random.uniform(50, 150), 2), random.randrange(5_000, 20_000)])
with (here / "shop.csv").open("w", newline="") as file:
    writer = csv.writer(file, delimiter=";", lineterminator="\n")
    writer.writerow(["Datum", "Umsatz", "Bestellungen"])
    for day in days:
        writer.writerow(
            [day.strftime("%d.%m.%Y"), german(random.uniform(2e3, 5e3)), random.randrange(20, 60)])
