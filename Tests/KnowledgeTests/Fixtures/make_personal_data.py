"""Writes personal_data.json: sentences with known personal data, and marketing texts full of numbers.

Numbers with check digits are drawn at random and completed by an implementation of their own here.
    python3 make_personal_data.py
"""
import json
import random

r = random.Random(20260105)


def digits(n, first="0123456789"):
    return r.choice(first) + "".join(r.choice("0123456789") for _ in range(n - 1))


def luhn(prefix, length):
    body = prefix + digits(length - len(prefix) - 1)
    total = 0
    for place, c in enumerate(reversed(body)):
        v = int(c) * (2 if place % 2 == 0 else 1)
        total += v - 9 if v > 9 else v
    return body + str(-total % 10)


def iban(country, bban):
    def number(s):
        return int("".join(str(int(c, 36)) for c in s))
    check = 98 - number(bban + country + "00") % 97
    return f"{country}{check:02d}{bban}"


def grouped(s, n=4):
    return " ".join(s[i:i + n] for i in range(0, len(s), n))


def tax():
    while True:
        body = digits(10, "123456789")
        counts = sorted(body.count(c) for c in set(body))
        if counts[-1] in (2, 3) and (len(counts) < 2 or counts[-2] == 1):
            break
    p = 10
    for c in body:
        s = (int(c) + p) % 10 or 10
        p = s * 2 % 11
    return body + str((11 - p) % 10)


def pension():
    area = r.choice(["02", "08", "15", "40", "53", "65"])
    day, month, year = r.randint(1, 31), r.randint(1, 12), r.randint(30, 99)
    letter = r.choice("ABCDEFGHJKLMNPRSTUVWZ")
    series = f"{r.randint(0, 99):02d}"
    head = f"{area}{day:02d}{month:02d}{year:02d}"
    code = head + f"{ord(letter) - 64:02d}" + series
    weights = [2, 1, 2, 5, 7, 1, 2, 1, 2, 1, 2, 1]
    total = sum(sum(divmod(int(c) * w, 10)) for c, w in zip(code, weights))
    return head, letter, series + str(total % 10)


def passport():
    body = r.choice("CFGHJK") + "".join(r.choice("CFGHJKLMNPRTVWXYZ0123456789") for _ in range(8))
    total = sum((int(c, 36)) * (7, 3, 1)[i % 3] for i, c in enumerate(body))
    if sum(c.isdigit() for c in body) < 2:
        return passport()
    return body, body + str(total % 10)


people = ["anna.berger", "j.smith", "lukas_weber", "maria-lopez", "t.o'neill", "info", "k.müller"]
hosts = ["example.com", "mail.example.org", "firma-beispiel.de", "agentur.co.at", "shop.example.co.uk"]
streets = ["Lindenstraße", "Hauptstrasse", "Goethestr.", "Berliner Straße", "Rosenweg", "Am Marktplatz",
           "Kastanienallee", "Schulgasse"]
towns = ["10115 Berlin", "80331 München", "1010 Wien", "20095 Hamburg", "6020 Innsbruck"]
english_streets = ["Baker Street", "Pennsylvania Avenue", "Old Kent Road", "Maple Drive", "Sunset Boulevard"]

positive = []


def say(kind, value, *frames):
    for frame in frames:
        positive.append({"text": frame.replace("{}", value), "kind": kind, "value": value})


for _ in range(24):
    say("email", f"{r.choice(people)}{r.choice(['', digits(2)])}@{r.choice(hosts)}",
        "Bitte schreiben Sie an {}.", "Contact {} for the media plan", "<{}>; Rückfragen bis Freitag")
for _ in range(14):
    mobile = f"01{r.choice(['51', '60', '70', '76'])}"
    say("phone", f"+49 {mobile[1:]} {digits(7, '123456789')}", "Mobil: {}", "Rufen Sie {} an.", "{} (Frau Berger)")
    say("phone", f"{mobile} {digits(7, '123456789')}", "erreichbar unter {} bis 18 Uhr")
    say("phone", f"+49{mobile[1:]}{digits(7, '123456789')}", "WhatsApp {}")
    say("phone", f"0{r.choice(['30', '89', '221', '6131'])}/{digits(7, '123456789')}", "Tel. {}", "Zentrale {}")
    say("phone", f"+43 {r.choice(['664', '676'])} {digits(7, '123456789')}", "Handy {}")
    say("phone", f"(0{r.choice(['30', '89', '511'])}) {digits(6, '123456789')}-{digits(2)}", "Büro {}")
    say("phone", f"+1 ({r.randint(201, 989)}) {r.randint(200, 999)}-{digits(4)}", "US office: {}")
    say("phone", f"({r.randint(201, 989)}) {r.randint(200, 999)}-{digits(4)}", "Our New York desk: {}")
    say("phone", f"+44 20 {digits(4, '3478')} {digits(4)}", "London: {}", "call {} today")
    say("phone", f"+33 1 {digits(2)} {digits(2)} {digits(2)} {digits(2)}", "Paris {}")
for _ in range(20):
    say("iban", iban("DE", digits(18)), "IBAN {}", "Überweisung auf {} bis Monatsende")
    say("iban", grouped(iban("DE", digits(18))), "Konto: {}.")
    say("iban", grouped(iban("AT", digits(16))), "Please pay to {}")
    say("iban", iban("NL", "ABNA" + digits(10)), "account {};")
    say("iban", grouped(iban("GB", "WEST" + digits(14))), "({})")
for _ in range(16):
    visa, master, amex = luhn("4" + digits(1), 16), luhn(str(r.randint(51, 55)), 16), luhn("37", 15)
    say("card", visa, "Karte {} läuft ab", "charged to {}")
    say("card", grouped(master), "Kreditkarte {}", "paid with {} yesterday")
    say("card", f"{amex[:4]} {amex[4:10]} {amex[10:]}", "Amex {}")
    say("card", "-".join(visa[i:i + 4] for i in range(0, 16, 4)), "card no. {}")
for _ in range(24):
    t = tax()
    say("taxNumber", t, "Steuer-ID {}", "Identifikationsnummer: {}", "His tax ID is {}.")
    say("taxNumber", f"{t[:2]} {t[2:5]} {t[5:8]} {t[8:]}", "Steuerliche IdNr. {}")
for _ in range(24):
    head, letter, tail = pension()
    say("socialSecurity", head + letter + tail, "Rentenversicherungsnummer {}", "SV-Nr. {} liegt vor")
    say("socialSecurity", f"{head[:2]} {head[2:]} {letter} {tail}", "Versicherungsnummer {}")
    area = r.choice([r.randint(1, 665), r.randint(667, 899)])
    say("socialSecurity", f"{area:03d}-{r.randint(1, 99):02d}-{r.randint(1, 9999):04d}", "SSN {}", "her number, {}, was")
for _ in range(20):
    short, long = passport()
    say("identityDocument", short, "Reisepass {}", "Reisepass-Nr. {} gültig bis 2030")
    say("identityDocument", long, "Personalausweis {}")
    say("identityDocument", digits(9, "123456789"), "US passport number {}")
for _ in range(24):
    say("ipAddress", ".".join(str(r.randint(1, 254)) for _ in range(4)).replace("127.", "128."),
        "IP {}", "Zugriff von IP-Adresse {} um 12:30")
for _ in range(10):
    say("ipAddress", ":".join(f"{r.randint(4096, 65535):x}" for _ in range(8)), "from {} at noon")
    say("ipAddress", f"2001:db8::{r.randint(4096, 65535):x}:{r.randint(10, 15):x}", "host {}")
for _ in range(14):
    street, town, house = r.choice(streets), r.choice(towns), str(r.randint(1, 180))
    say("address", f"{street} {house}, {town}", "wohnhaft {}", "Lieferung an: {}")
    say("address", f"{r.choice(streets[:4])} {house}{r.choice(['', 'a', 'b'])}", "Büro in der {}")
    say("address", f"{r.randint(1, 1999)} {r.choice(english_streets)}", "She lives at {}, on the left")

negative = []


def number(n):
    return f"{n:,}"


def german(n):
    return f"{n:,}".replace(",", ".")


def spaced(n):
    return f"{n:,}".replace(",", " ")


for _ in range(60):
    big = r.randint(10**6, 10**11)
    lift = r.uniform(-40, 40)
    negative += [
        f"Reach grew to {number(big)} impressions ({lift:+.1f} %) in week {r.randint(1, 52)}.",
        f"Die Kampagne erreichte {german(big)} Impressionen bei {german(r.randint(10**5, 10**8))} Klicks.",
        f"Umsatz {german(big)},{digits(2)} EUR gegenüber {spaced(big // 2)} EUR im Vorjahr",
        f"Meta campaign id 1202{digits(14)} and ad set 2385{digits(13)}",
        f"Google Ads campaign {digits(11, '12')} in account {digits(3, '2345')}-{digits(3, '2345')}-{digits(4)}",
        f"customer id {digits(10, '123456789')}, order {digits(8)}, SKU {digits(4)}-{digits(4)}-{digits(2)}",
        f"EAN {digits(13, '4')} | GTIN {digits(14, '0')} | Artikel {digits(8)}",
        f"gclid=Cj0KCQiA{digits(12)}BwE&utm_id={digits(12)}&utm_campaign=spring_{digits(4)}",
        f"ROAS {r.uniform(0, 9):.2f}, ROI {r.uniform(0, 9):.3f}, CPA {r.uniform(1, 99):.2f} EUR, CPM {german(r.randint(1000, 99999))}",
        f"2025-{r.randint(1, 12):02d}-{r.randint(1, 28):02d} to 2025-12-28; {r.randint(1, 28):02d}.{r.randint(1, 12):02d}.2025, {r.randint(10, 23)}:30:15",
        f"budget +{german(r.randint(10**6, 10**9))} (+{r.uniform(0, 30):.1f} points), spend {spaced(r.randint(10**6, 10**9))}",
        f"{digits(6, '123456789')};{digits(7, '123456789')};{r.uniform(0, 1):.4f};{digits(9, '123456789')};{digits(10, '123456789')}",
        f"version {r.randint(1, 9)}.{r.randint(0, 20)}.{r.randint(0, 9)}.{r.randint(0, 9)}, 95 % interval [{r.uniform(0, 2):.2f}, {r.uniform(2, 4):.2f}]",
        f"TikTok ad 17{digits(14)}, pixel {digits(15, '123456789')}, LinkedIn creative {digits(9, '123456789')}",
        f"KW {r.randint(1, 52)}/2025: {spaced(r.randint(10**9, 10**12))} contacts, GRPs {r.randint(100, 900)}.{digits(1)}",
        f"Seed {digits(8)}, run 3f9a2c{digits(6)}, {r.randint(1, 9)}e-{r.randint(2, 9)}, r = 0.{digits(6)}",
        f"+{digits(2, '123456789')} {digits(3)} {digits(3)} {digits(3)} Klicks; -{digits(3, '123456789')} {digits(3)}",
        f"Platz {r.randint(1, 30)} im Ranking, Weg {r.randint(1, 9)} zum Ziel, Ring {r.randint(1, 5)}, TV-Spot {r.randint(10, 60)} Sekunden",
        f"https://ads.example.com/campaigns/{digits(17, '123456789')}/report?from=20250101&to=20251231",
        f"impressions\t{big}\tclicks\t{big // 37}\tconversions\t{big // 997}\tvalue\t{big / 7:.2f}",
        f"A/B test: {number(r.randint(10**4, 10**6))} users vs {number(r.randint(10**4, 10**6))} users, p = 0.0{digits(3)}",
        f"Reichweite {german(r.randint(10**9, 10**10))} Kontakte, {r.randint(1, 255)}.{r.randint(100, 255)}.{r.randint(100, 255)}.{r.randint(100, 255)} Impressionen",
    ]

with open("personal_data.json", "w", encoding="utf-8") as f:
    json.dump({"positive": positive, "negative": negative}, f, ensure_ascii=False, indent=0)
print(len(positive), len(negative))
