import Foundation

/// The complex Fourier transform of a power-of-two length, without reordering.
///
/// Forward leaves the spectrum in bit-reversed order and backward expects it there (Cooley and
/// Tukey 1965, doi:10.1090/S0025-5718-1965-0178586-1; decimation in frequency, then in time). A
/// power spectrum does not care about order, so no permutation is ever made.
///
/// Two real series go through one complex transform, as its real and imaginary part: the real part
/// of the inverse of |F|^2 is then the sum of their two autocorrelations.
struct FourierTransform {
  /// The length, at least 4.
  let size: Int
  /// Cosines and sines of each stage, one stage after the other from the widest.
  private let twiddles: LaneMemory
  private let groups: Int

  /// Prepares for series of `length` values padded with as many zeros.
  init(padding length: Int) {
    var size = 4
    while size < 2 * length { size *= 2 }
    self.size = size
    groups = size / 4
    twiddles = LaneMemory(vectors: 2, dimension: size)
    let (cosines, sines) = (twiddles.vector(0).doubles(size), twiddles.vector(1).doubles(size))
    var (half, offset) = (size / 2, 0)
    while half >= 4 {
      for j in 0..<half {
        let angle = Double.pi * Double(j) / Double(half)
        (cosines[offset + j], sines[offset + j]) = (cos(angle), sin(angle))
      }
      offset += half
      half /= 2
    }
  }

  /// Transforms in place; the spectrum comes in bit-reversed order.
  func forward(_ real: Lanes, _ imaginary: Lanes) {
    let (cosines, sines) = (twiddles.vector(0), twiddles.vector(1))
    var (half, offset) = (groups / 2, 0)
    while half >= 1 {
      for block in stride(from: 0, to: groups, by: 2 * half) {
        for j in 0..<half {
          let (low, high) = (block + j, block + j + half)
          let (c, s) = (cosines[offset + j], sines[offset + j])
          let (re, im) = (real[low] - real[high], imaginary[low] - imaginary[high])
          real[low] += real[high]
          imaginary[low] += imaginary[high]
          real[high] = re * c + im * s
          imaginary[high] = im * c - re * s
        }
      }
      offset += half
      half /= 2
    }
    for group in 0..<groups { quarter(real, imaginary, group) }
  }

  /// Transforms a spectrum in bit-reversed order back, in place and times `size`.
  func backward(_ real: Lanes, _ imaginary: Lanes) {
    let (cosines, sines) = (twiddles.vector(0), twiddles.vector(1))
    for group in 0..<groups { quarterBack(real, imaginary, group) }
    var (half, offset) = (1, groups - 2)
    while half < groups {
      for block in stride(from: 0, to: groups, by: 2 * half) {
        for j in 0..<half {
          let (low, high) = (block + j, block + j + half)
          let (c, s) = (cosines[offset + j], sines[offset + j])
          let re = real[high] * c - imaginary[high] * s
          let im = imaginary[high] * c + real[high] * s
          (real[high], imaginary[high]) = (real[low] - re, imaginary[low] - im)
          real[low] += re
          imaginary[low] += im
        }
      }
      half *= 2
      offset -= half
    }
  }

  /// The last two stages forward: a transform of the four numbers of one group.
  @inline(__always)
  private func quarter(_ real: Lanes, _ imaginary: Lanes, _ group: Int) {
    let (x, y) = (real[group], imaginary[group])
    let (sumX, sumY) = (x.lowHalf + x.highHalf, y.lowHalf + y.highHalf)
    let (difX, difY) = (x.lowHalf - x.highHalf, y.lowHalf - y.highHalf)
    real[group] = SIMD4(
      sumX.x + sumX.y, sumX.x - sumX.y, difX.x + difY.y, difX.x - difY.y)
    imaginary[group] = SIMD4(
      sumY.x + sumY.y, sumY.x - sumY.y, difY.x - difX.y, difY.x + difX.y)
  }

  /// The first two stages backward.
  @inline(__always)
  private func quarterBack(_ real: Lanes, _ imaginary: Lanes, _ group: Int) {
    let (x, y) = (real[group], imaginary[group])
    let (evenX, oddX) = (x.x + x.y, x.x - x.y)
    let (evenY, oddY) = (y.x + y.y, y.x - y.y)
    let (sumX, sumY) = (x.z + x.w, y.z + y.w)
    let (turnX, turnY) = (-(y.z - y.w), x.z - x.w)
    real[group] = SIMD4(evenX + sumX, oddX + turnX, evenX - sumX, oddX - turnX)
    imaginary[group] = SIMD4(evenY + sumY, oddY + turnY, evenY - sumY, oddY - turnY)
  }
}
