import Foundation
import Probability

extension MediaMixSimulator {
  /// A region of the fictional retailer.
  struct Region: Sendable {
    let name: String
    let population: Double
    /// Degrees warmer than the average region.
    let warmth: Double

    static let all =
      [
        Region(name: "Bayern", population: 13_370_000, warmth: 0),
        Region(name: "Baden-Württemberg", population: 11_280_000, warmth: 1),
        Region(name: "Hessen", population: 6_390_000, warmth: 1),
        Region(name: "Sachsen", population: 4_090_000, warmth: 0),
        Region(name: "Wien", population: 1_980_000, warmth: 2),
        Region(name: "Steiermark", population: 1_270_000, warmth: 0),
        Region(name: "Tirol", population: 771_000, warmth: -2),
        Region(name: "Salzburg", population: 569_000, warmth: -1),
        Region(name: "Thüringen", population: 2_130_000, warmth: 0),
        Region(name: "Oberösterreich", population: 1_530_000, warmth: 0),
        Region(name: "Kärnten", population: 569_000, warmth: 0),
        Region(name: "Vorarlberg", population: 406_000, warmth: -1),
      ] + more

    /// The remaining states of Germany and Austria, and the cantons of Switzerland.
    private static let more: [Region] = [
      ("Nordrhein-Westfalen", 18_140_000), ("Niedersachsen", 8_140_000),
      ("Rheinland-Pfalz", 4_160_000), ("Berlin", 3_760_000), ("Schleswig-Holstein", 2_950_000),
      ("Brandenburg", 2_570_000), ("Sachsen-Anhalt", 2_190_000), ("Hamburg", 1_890_000),
      ("Mecklenburg-Vorpommern", 1_630_000), ("Saarland", 993_000), ("Bremen", 685_000),
      ("Niederösterreich", 1_720_000), ("Burgenland", 301_000), ("Zürich", 1_580_000),
      ("Bern", 1_050_000), ("Vaud", 830_000), ("Aargau", 711_000), ("St. Gallen", 525_000),
      ("Genève", 514_000), ("Luzern", 424_000), ("Ticino", 354_000), ("Valais", 357_000),
      ("Fribourg", 334_000), ("Basel-Landschaft", 294_000), ("Thurgau", 289_000),
      ("Solothurn", 282_000), ("Graubünden", 202_000), ("Basel-Stadt", 196_000),
      ("Neuchâtel", 177_000), ("Schwyz", 164_000), ("Zug", 130_000), ("Schaffhausen", 85_000),
      ("Jura", 74_000), ("Appenzell Ausserrhoden", 55_000), ("Nidwalden", 44_000),
      ("Glarus", 41_000), ("Obwalden", 38_000), ("Uri", 37_000),
    ].map { Region(name: $0.0, population: $0.1, warmth: 0) }
    static let country = Region(name: "all", population: 40_000_000, warmth: 0)
  }

  /// How a channel is bought, and what it truly does.
  struct Profile: Sendable {
    let name: String
    /// What its exposure column counts.
    let exposure: String
    /// Money for a thousand exposures.
    let costPerThousand: Double
    /// Mean weekly exposures an inhabitant.
    let intensity: Double
    /// The share of weeks in which it runs; 1 is always on.
    let flighting: Double
    let roi: Double
    let alpha: Double
    let halfSaturation: Double

    static let all =
      [
        Profile(
          name: "tv", exposure: "impressions", costPerThousand: 11, intensity: 0.16, flighting: 0.5,
          roi: 2.2, alpha: 0.65, halfSaturation: 1.1),
        Profile(
          name: "search", exposure: "clicks", costPerThousand: 620, intensity: 0.0017, flighting: 1,
          roi: 3.4, alpha: 0.1, halfSaturation: 1.8),
        Profile(
          name: "social", exposure: "impressions", costPerThousand: 6.5, intensity: 0.14,
          flighting: 0.9, roi: 1.9, alpha: 0.35, halfSaturation: 0.9),
        Profile(
          name: "video", exposure: "impressions", costPerThousand: 14, intensity: 0.05,
          flighting: 0.6, roi: 2.6, alpha: 0.5, halfSaturation: 1.4),
        Profile(
          name: "display", exposure: "impressions", costPerThousand: 2.6, intensity: 0.2,
          flighting: 1, roi: 0.7, alpha: 0.2, halfSaturation: 0.7),
        Profile(
          name: "radio", exposure: "contacts", costPerThousand: 4.2, intensity: 0.15,
          flighting: 0.35, roi: 1.3, alpha: 0.45, halfSaturation: 1.2),
        Profile(
          name: "out_of_home", exposure: "contacts", costPerThousand: 3.1, intensity: 0.22,
          flighting: 0.3, roi: 1.6, alpha: 0.6, halfSaturation: 1.5),
        Profile(
          name: "affiliate", exposure: "clicks", costPerThousand: 340, intensity: 0.0014,
          flighting: 1, roi: 2.8, alpha: 0.15, halfSaturation: 2.2),
      ] + more

    /// Smaller channels, for data with many.
    private static let more: [Profile] = [
      Profile(
        name: "shopping", exposure: "clicks", costPerThousand: 410, intensity: 0.0012,
        flighting: 1, roi: 3, alpha: 0.1, halfSaturation: 1.6),
      Profile(
        name: "streaming", exposure: "impressions", costPerThousand: 19, intensity: 0.03,
        flighting: 0.6, roi: 1.8, alpha: 0.5, halfSaturation: 1.2),
      Profile(
        name: "podcast", exposure: "downloads", costPerThousand: 22, intensity: 0.02,
        flighting: 0.5, roi: 2.1, alpha: 0.45, halfSaturation: 1),
      Profile(
        name: "cinema", exposure: "visits", costPerThousand: 55, intensity: 0.006,
        flighting: 0.4, roi: 1.2, alpha: 0.4, halfSaturation: 1.3),
      Profile(
        name: "newspaper", exposure: "copies", costPerThousand: 9, intensity: 0.04,
        flighting: 0.5, roi: 0.9, alpha: 0.3, halfSaturation: 1.1),
      Profile(
        name: "magazine", exposure: "copies", costPerThousand: 12, intensity: 0.03,
        flighting: 0.4, roi: 1.1, alpha: 0.55, halfSaturation: 1),
      Profile(
        name: "influencer", exposure: "views", costPerThousand: 15, intensity: 0.03,
        flighting: 0.5, roi: 2.4, alpha: 0.35, halfSaturation: 0.8),
      Profile(
        name: "direct_mail", exposure: "letters", costPerThousand: 480, intensity: 0.001,
        flighting: 0.4, roi: 1.5, alpha: 0.3, halfSaturation: 1.7),
      Profile(
        name: "retail_media", exposure: "impressions", costPerThousand: 7, intensity: 0.05,
        flighting: 0.9, roi: 2, alpha: 0.15, halfSaturation: 1.5),
      Profile(
        name: "native", exposure: "impressions", costPerThousand: 5, intensity: 0.06,
        flighting: 0.8, roi: 0.8, alpha: 0.25, halfSaturation: 0.9),
      Profile(
        name: "sponsoring", exposure: "contacts", costPerThousand: 6, intensity: 0.05,
        flighting: 0.35, roi: 1, alpha: 0.6, halfSaturation: 1.4),
      Profile(
        name: "apps", exposure: "installs", costPerThousand: 1500, intensity: 0.0002,
        flighting: 0.8, roi: 1.7, alpha: 0.2, halfSaturation: 1.2),
    ]

    /// Spend and exposure, G x T, rounded as an export would show them.
    ///
    /// Flights are bought region by region at different times: variation that a model can learn
    /// from.
    func media(
      populations: [Double], weeks: Int, _ stream: inout RandomStream
    ) -> (spend: [Double], exposure: [Double]) {
      var spend: [Double] = []
      var exposure: [Double] = []
      for population in populations {
        var isOn = stream.uniform() < flighting
        var left = 0
        for week in 0..<weeks {
          if left == 0 {
            isOn = stream.uniform() < flighting
            left = 2 + Int(4 * stream.uniform())
          }
          left -= 1
          let season = 1 + 0.35 * cos(2 * Double.pi * (Double(week) - 47) / 52.18)
          let volume = exp(0.45 * stream.standardNormal() - 0.1)
          let contacts = isOn ? intensity / flighting * population * season * volume : 0
          exposure.append(contacts.rounded())
          let price = costPerThousand * exp(0.06 * stream.standardNormal())
          spend.append((contacts.rounded() * price / 10).rounded() / 100)
        }
      }
      return (spend, exposure)
    }
  }
}
