import Foundation

/// The digamma function ψ(x), the derivative of log Γ, for positive x; NaN otherwise.
///
/// By recurrence into the range of the asymptotic series; near its root, where the recurrence would
/// cancel, by the Taylor series there.
public func digamma(_ x: Double) -> Double {
  guard x > 0 else { return .nan }
  let fromRoot = (x - digammaRoot) - digammaRootRest
  if abs(fromRoot) < 0.27 {
    return fromRoot * polynomial(fromRoot, digammaTaylor)
  }
  var shifted = x
  var sum = 0.0
  while shifted < 10 {
    sum -= 1 / shifted
    shifted += 1
  }
  let inverse = 1 / shifted
  let square = inverse * inverse
  return sum + log(shifted) - inverse / 2 - square * polynomial(square, digammaAsymptotic)
}

/// The positive root of ψ, in two parts.
private let digammaRoot = 1.461_632_144_968_362_2
private let digammaRootRest = 9.549_995_429_965_697e-17

/// The Taylor coefficients of ψ at its root, without the constant, which is zero.
private let digammaTaylor: [Double] = [
  0.967_672_245_447_621_2, -0.442_763_168_983_592_1, 0.258_499_760_955_651,
  -0.163_942_705_442_406_52, 0.107_824_050_691_262_37, -0.072_199_561_256_454_71,
  0.048_804_288_164_143_11, -0.033_161_126_474_847_36, 0.022_597_648_232_218_104,
  -0.015_424_765_904_948_96, 0.010_538_791_616_612_175, -0.007_204_534_386_356_869,
  0.004_926_781_395_729_853, -0.003_369_801_655_439_328, 0.002_305_126_326_734_928,
  -0.001_576_936_771_430_197_2, 0.001_078_825_201_916_296_7, -0.000_738_070_938_996_005_2,
  0.000_504_953_265_834_602, -0.000_345_468_025_106_307_7, 0.000_236_356_015_640_270_53,
  -0.000_161_706_220_919_748_03, 0.000_110_633_727_687_474_1,
]

/// The coefficients B(2k) / (2k) of the asymptotic series, B the Bernoulli numbers.
private let digammaAsymptotic: [Double] = [
  1.0 / 12, -1.0 / 120, 1.0 / 252, -1.0 / 240, 1.0 / 132, -691.0 / 32_760, 1.0 / 12,
  -3617.0 / 8160,
]
