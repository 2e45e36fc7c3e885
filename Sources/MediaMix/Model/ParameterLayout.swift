import Foundation
import Probability

/// Where each sampled parameter stands in the sampler's position vector.
///
/// Scalars come first (for each channel: strength, alpha, half saturation, slope, geo spread; then
/// sigma; then the spread of each control over geos), geo deviations after them, C x G, and, for
/// the joint density, the standardised coefficients of the linear block last.
package struct ParameterLayout: Sendable {
  /// The scalars of a channel, in order.
  static let scalarsPerChannel = 5
  package static let strength = 0
  package static let alpha = 1
  package static let halfSaturation = 2
  package static let slope = 3
  package static let geoSpread = 4

  /// How a channel's geo deviations are sampled.
  package enum Form: String, Sendable {
    /// z ~ N(0, 1), deviation = spread * z, and the strength itself is sampled: for weak data.
    case nonCentred = "non-centred"
    /// The deviation itself, and the log amplitude of the fitted response: for strong data.
    case centred
  }

  let channelCount: Int
  let geoCount: Int
  let sigmaCount: Int
  let controlSpreadCount: Int
  let hasDeviations: Bool
  package let forms: [Form]
  package let coordinates: [Coordinate]
  /// Position of each scalar; nil if it is fixed.
  package let slots: [Int?]
  /// Position of the first geo deviation.
  package let deviationStart: Int
  /// Position of the first coefficient of the linear block (joint density only).
  package let blockStart: Int
  let dimension: Int

  init(
    specification: MediaMixSpecification, geoCount: Int, controlCount: Int, sigmaCentre: Double,
    observations: Int, forms: [Form], blockCount: Int
  ) {
    channelCount = specification.channels.count
    self.geoCount = geoCount
    hasDeviations = geoCount > 1
    controlSpreadCount = geoCount > 1 ? controlCount : 0
    sigmaCount = specification.perGeoSigma ? geoCount : 1
    self.forms = forms

    var coordinates: [Coordinate] = []
    for (channel, form) in zip(specification.channels, forms) {
      let strength = Coordinate(channel.strengthPrior)
      let isFree = form == .centred && !strength.isFixed
      coordinates.append(isFree ? Coordinate(channel.strengthPrior, map: .free) : strength)
      coordinates.append(Coordinate(channel.alpha))
      coordinates.append(Coordinate(channel.halfSaturation))
      coordinates.append(Coordinate(channel.slope))
      coordinates.append(
        geoCount > 1
          ? Self.spread(channel.geoSpread, signed: form == .nonCentred)
          : Coordinate(channel.geoSpread))
    }
    let spread = 1 / (2 * Double(observations) / Double(sigmaCount)).squareRoot()
    for _ in 0..<sigmaCount {
      let map = Coordinate.Map.log(centre: Foundation.log(sigmaCentre), spread: spread)
      coordinates.append(
        specification.sigma is PointMass
          ? Coordinate(specification.sigma) : Coordinate(specification.sigma, map: map))
    }
    for _ in 0..<controlSpreadCount {
      coordinates.append(Self.spread(specification.controlSpread, signed: true))
    }

    var next = 0
    slots = coordinates.map { coordinate in
      if coordinate.isFixed { return nil }
      defer { next += 1 }
      return next
    }
    self.coordinates = coordinates
    deviationStart = next
    blockStart = next + (geoCount > 1 ? channelCount * geoCount : 0)
    dimension = blockStart + blockCount
  }

  /// A scale over geos: signed where it only ever multiplies a symmetric deviation, which removes
  /// the funnel's neck at zero.
  private static func spread(_ prior: any UnivariateDistribution, signed: Bool) -> Coordinate {
    if signed, let half = prior as? HalfNormal {
      return Coordinate(prior, map: .signed(scale: half.scale))
    }
    return Coordinate(prior)
  }

  var scalarCount: Int { coordinates.count }
  package func scalar(_ channel: Int, _ which: Int) -> Int {
    channel * Self.scalarsPerChannel + which
  }
  package func sigma(_ index: Int) -> Int { channelCount * Self.scalarsPerChannel + index }
  package func controlSpread(_ control: Int) -> Int {
    channelCount * Self.scalarsPerChannel + sigmaCount + control
  }
  func deviation(_ channel: Int, _ geo: Int) -> Int { deviationStart + channel * geoCount + geo }
}
