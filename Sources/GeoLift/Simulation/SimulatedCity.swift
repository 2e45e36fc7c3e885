/// A city in which the fictional retailer sells.
struct SimulatedCity: Sendable {
  let name: String
  let inhabitants: Double

  static let all: [SimulatedCity] = [
    ("Augsburg", 301_000), ("Bochum", 366_000), ("Bonn", 336_000), ("Braunschweig", 252_000),
    ("Bremen", 569_000), ("Chemnitz", 249_000), ("Dortmund", 593_000), ("Dresden", 563_000),
    ("Duisburg", 503_000), ("Erfurt", 215_000), ("Essen", 584_000), ("Freiburg", 236_000),
    ("Graz", 302_000), ("Halle", 242_000), ("Hannover", 545_000), ("Innsbruck", 131_000),
    ("Karlsruhe", 309_000), ("Kassel", 204_000), ("Kiel", 247_000), ("Leipzig", 616_000),
    ("Linz", 212_000), ("Lübeck", 219_000), ("Magdeburg", 240_000), ("Mainz", 221_000),
    ("Mannheim", 316_000), ("Münster", 320_000), ("Nürnberg", 523_000), ("Regensburg", 157_000),
    ("Rostock", 210_000), ("Saarbrücken", 182_000), ("Salzburg", 157_000), ("Wiesbaden", 284_000),
  ].map { SimulatedCity(name: $0.0, inhabitants: $0.1) }
}
