import Foundation
import Probability

extension MediaMixSimulator {
  /// A region of the fictional retailer.
  struct Region: Sendable {
    let name: String
    let population: Double
    /// Degrees warmer than the average region.
    let warmth: Double

    static let all = [
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
    ]
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

    static let all = [
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
