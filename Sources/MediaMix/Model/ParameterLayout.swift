import Foundation
import Probability

/// Where each sampled parameter stands in the sampler's position vector.
///
/// Scalars come first: for each term its strength, the four parameters of its shape and its geo
/// spread; then sigma; the spread of each control over geos; the scales of Laplace coefficients;
/// the degrees of freedom of Student's t; amplitude and length of each course of time; the spread of
/// shared shocks. Behind them stand geo deviations, terms x G, the standardised coefficients of
/// courses, and, for the joint density, standardised shocks and those of the linear block.
package struct ParameterLayout: Sendable {
  /// The scalars of a term, in order.
  static let scalarsPerTerm = 6
  package static let strength = 0
  /// The first of the shape's four parameters: two of the adstock, two of the saturation.
  package static let shapes = 1
  package static let geoSpread = 5
  /// The number of parameters a shape can have.
  static let shapeCount = 4

  /// How a term's geo deviations are sampled.
  package enum Form: String, Sendable {
    /// z ~ N(0, 1), deviation = spread * z, and the strength itself is sampled: for weak data.
    case nonCentred = "non-centred"
    /// The deviation itself, and the log amplitude of the fitted response: for strong data.
    case centred
  }

  let termCount: Int
  let geoCount: Int
  let sigmaCount: Int
  let controlSpreadCount: Int
  /// Coefficients with a Laplace prior, which have a scale each.
  let mixtureCount: Int
  let freedomCount: Int
  let courseTermCounts: [Int]
  let periodSpreadCount: Int
  let hasDeviations: Bool
  package let forms: [Form]
  package let coordinates: [Coordinate]
  /// Position of each scalar; nil if it is fixed.
  package let slots: [Int?]
  /// Position of the first geo deviation.
  package let deviationStart: Int
  /// Position of the first standardised coefficient of each course.
  package let courseStarts: [Int]
  /// Position of the first standardised shock (joint density only).
  package let periodStart: Int
  /// Position of the first coefficient of the linear block (joint density only).
  package let blockStart: Int
  let dimension: Int

  init(
    design: MediaMixDesign, sigmaCentre: Double, forms: [Form], blockCount: Int
  ) {
    let specification = design.specification
    termCount = specification.terms.count
    geoCount = design.geoCount
    let isGeo = design.geoCount > 1
    hasDeviations = isGeo
    controlSpreadCount = isGeo ? design.controlCount : 0
    sigmaCount = specification.perGeoSigma ? geoCount : 1
    self.forms = forms
    courseTermCounts = design.courses.map(\.termCount)

    var coordinates: [Coordinate] = []
    for (term, form) in zip(specification.terms, forms) {
      let strength = Coordinate(term.strengthPrior)
      let isFree = form == .centred && !strength.isFixed
      coordinates.append(isFree ? Coordinate(term.strengthPrior, map: .free) : strength)
      coordinates += term.shapes.map { Coordinate($0) }
      coordinates.append(
        isGeo
          ? Self.spread(term.geoSpread, signed: form == .nonCentred) : Coordinate(term.geoSpread))
    }
    let spread =
      1 / (2 * Double(max(1, design.observationCount)) / Double(sigmaCount)).squareRoot()
    for _ in 0..<sigmaCount {
      let map = Coordinate.Map.log(centre: Foundation.log(sigmaCentre), spread: spread)
      coordinates.append(
        specification.sigma is PointMass
          ? Coordinate(specification.sigma) : Coordinate(specification.sigma, map: map))
    }
    for _ in 0..<controlSpreadCount {
      coordinates.append(Self.spread(specification.controlSpread, signed: true))
    }
    mixtureCount = design.block.laplacePlaces.count
    coordinates += design.block.laplacePlaces.map { _ in Coordinate(specification.laplaceScale) }
    freedomCount = specification.likelihood == .studentT ? 1 : 0
    if freedomCount > 0 { coordinates.append(Coordinate(specification.degreesOfFreedom)) }
    for course in specification.courses {
      coordinates.append(Self.spread(course.amplitude, signed: true))
      coordinates.append(Coordinate(course.length))
    }

    periodSpreadCount = specification.periodSpread == nil ? 0 : 1
    if let spread = specification.periodSpread {
      coordinates.append(Self.spread(spread, signed: true))
    }

    var next = 0
    slots = coordinates.map { coordinate in
      if coordinate.isFixed { return nil }
      defer { next += 1 }
      return next
    }
    self.coordinates = coordinates
    deviationStart = next
    next += isGeo ? termCount * geoCount : 0
    courseStarts = courseTermCounts.map { count in
      defer { next += count }
      return next
    }
    periodStart = next
    next += periodSpreadCount > 0 && blockCount > 0 ? design.timeCount : 0
    blockStart = next
    dimension = next + blockCount
  }

  /// A scale over geos or time: signed where it only ever multiplies a symmetric deviation, which
  /// removes the funnel's neck at zero.
  private static func spread(_ prior: any UnivariateDistribution, signed: Bool) -> Coordinate {
    if signed, let half = prior as? HalfNormal {
      return Coordinate(prior, map: .signed(scale: half.scale))
    }
    return Coordinate(prior)
  }

  var scalarCount: Int { coordinates.count }
  package func scalar(_ term: Int, _ which: Int) -> Int { term * Self.scalarsPerTerm + which }
  /// One of the four parameters of a term's shape.
  package func shape(_ term: Int, _ place: Int) -> Int { scalar(term, Self.shapes + place) }
  package func sigma(_ index: Int) -> Int { termCount * Self.scalarsPerTerm + index }
  package func controlSpread(_ control: Int) -> Int { sigma(sigmaCount) + control }
  func mixture(_ column: Int) -> Int { controlSpread(controlSpreadCount) + column }
  /// The degrees of freedom of Student's t.
  package var freedom: Int { mixture(mixtureCount) }
  /// A course's amplitude (0) or length (1).
  package func course(_ course: Int, _ which: Int) -> Int {
    freedom + freedomCount + 2 * course + which
  }
  /// The spread of shocks that all geos share.
  package var periodSpread: Int { course(courseTermCounts.count, 0) }
  func deviation(_ term: Int, _ geo: Int) -> Int { deviationStart + term * geoCount + geo }

  /// Whether a parameter of a term's shape is sampled.
  func isSampled(_ term: Int, _ place: Int) -> Bool { slots[shape(term, place)] != nil }
}
