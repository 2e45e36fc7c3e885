import Foundation
import MediaMix
import Testing

/// PyMC-Marketing's adstock weights and saturation curves, from Fixtures/make_transforms.py.
struct TransformReference: Decodable {
  struct Adstock: Decodable {
    let family: String
    let parameters: [Double]
    let maxLag: Int
    let weights: [Double]
  }

  struct Saturation: Decodable {
    let family: String
    let parameters: [Double]
    let response: [Double]
  }

  let adstock: [Adstock]
  let exposures: [Double]
  let saturation: [Saturation]

  static func read() throws -> TransformReference {
    let url = try #require(
      Bundle.module.url(forResource: "Fixtures/transforms", withExtension: "json"))
    return try JSONDecoder().decode(TransformReference.self, from: Data(contentsOf: url))
  }
}

/// The weights of a family with their slopes.
struct AdstockRows {
  let weights: [Double]
  let alongFirst: [Double]
  let alongSecond: [Double]

  init(_ family: AdstockFamily, _ first: Double, _ second: Double = 0, maxLag: Int) {
    let count = maxLag + 1
    let rows = UnsafeMutablePointer<Double>.allocate(capacity: 3 * count)
    defer { rows.deallocate() }
    rows.initialize(repeating: .nan, count: 3 * count)
    family.fillWeights(
      first, second, maxLag: maxLag, weights: rows, alongFirst: rows + count,
      alongSecond: rows + 2 * count)
    func row(_ k: Int) -> [Double] {
      Array(UnsafeBufferPointer(start: rows + k * count, count: count))
    }
    (weights, alongFirst, alongSecond) = (row(0), row(1), row(2))
  }

  var all: [Double] { weights + alongFirst + alongSecond }
}

/// The response of a family with its sensitivities.
struct CurveRows {
  let value: [Double]
  let alongExposure: [Double]
  let alongFirst: [Double]
  let alongSecond: [Double]

  init(_ family: SaturationFamily, _ exposure: [Double], _ first: Double, _ second: Double = 0) {
    let count = exposure.count
    let withSecond = family.parameters.count == 2
    let slopes = [Double](repeating: 1, count: count)
    let rows = UnsafeMutablePointer<Double>.allocate(capacity: 4 * count)
    defer { rows.deallocate() }
    rows.initialize(repeating: 0, count: 4 * count)
    exposure.withUnsafeBufferPointer { exposure in
      slopes.withUnsafeBufferPointer { slopes in
        guard let a = exposure.baseAddress, let da = slopes.baseAddress else { return }
        family.curve.fill(
          n: count, exposure: a, exposureSlope: da, first: first, second: second,
          into: ResponseRows(
            value: rows, alongExposure: rows + count, alongFirst: rows + 2 * count,
            alongSecond: rows + 3 * count, withSecond: withSecond))
      }
    }
    func row(_ k: Int) -> [Double] {
      Array(UnsafeBufferPointer(start: rows + k * count, count: count))
    }
    (value, alongExposure, alongFirst, alongSecond) = (row(0), row(1), row(2), row(3))
  }

  var all: [Double] { value + alongExposure + alongFirst + alongSecond }
}

/// The derivative of some numbers at x, by a five-point difference of width h; its error is of the
/// order h^4.
func difference(at x: Double, width h: Double, _ evaluate: (Double) -> [Double]) -> [Double] {
  let (far, near) = ((evaluate(x - 2 * h), evaluate(x + 2 * h)), (evaluate(x - h), evaluate(x + h)))
  return far.0.indices.map { k in
    (8 * (near.1[k] - near.0[k]) - (far.1[k] - far.0[k])) / (12 * h)
  }
}
