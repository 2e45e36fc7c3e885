import Probability
import TestSupport
import Testing

/// One distribution of the reference file.
struct DistributionFixture: Decodable, Sendable, CustomTestStringConvertible {
  /// A point where the reference knows everything.
  struct Point: Decodable, Sendable {
    let probability: Double
    let quantile: Double
    let logDensity: Double
    let derivative: Double
    let cdf: Double
  }

  /// A number, or an infinity that JSON cannot write.
  struct Parameter: Decodable, Sendable {
    let value: Double
    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let text = try? container.decode(String.self) {
        value = text == "inf" ? .infinity : -.infinity
      } else {
        value = try container.decode(Double.self)
      }
    }
  }

  let family: String
  let parameters: [Parameter]
  let mean: Double?
  let standardDeviation: Double?
  let points: [Point]

  var testDescription: String { "\(family)(\(parameters.map(\.value)))" }

  func distribution() throws -> any UnivariateDistribution {
    try DistributionFamily(named: family).distribution(parameters.map(\.value))
  }

  /// All of the reference file; empty if it cannot be read, which a test reports.
  static let all: [DistributionFixture] = (try? fixture("distributions")) ?? []
}
