/// The root of an increasing function by Newton's method, kept inside a shrinking bracket.
///
/// The callers' functions are logarithms of distribution functions in a variable in which the
/// density is log-concave, so they are concave (or, mirrored, convex) and Newton's steps close in
/// from one side. An error of e in such a logarithm becomes one of order e² by the next step, so the
/// step from an error below 1e-8 is the last.
///
/// - Parameters:
///   - start: where to begin, inside the bracket.
///   - bracket: a range with the root inside; its ends may be infinite.
///   - largestStep: a limit for steps from where the function is flat.
///   - evaluate: the function and its derivative.
func newtonRoot(
  from start: Double, in bracket: ClosedRange<Double>, largestStep: Double,
  _ evaluate: (Double) -> (value: Double, slope: Double)
) -> Double {
  var (lower, upper) = (bracket.lowerBound, bracket.upperBound)
  var x = start
  for _ in 0..<200 {
    let (value, slope) = evaluate(x)
    if value == 0 { return x }
    if value > 0 { upper = min(upper, x) } else { lower = max(lower, x) }
    let step = max(-largestStep, min(largestStep, value / slope))
    var next = x - step
    // First, because the last step may round to none and then does not leave the bracket's end.
    if abs(value) < 1e-8 { return max(bracket.lowerBound, min(bracket.upperBound, next)) }
    if !(next > lower && next < upper) {
      let middle = lower + (upper - lower) / 2
      guard middle.isFinite, middle > lower, middle < upper else { return x }
      next = middle
    }
    x = next
  }
  return x
}
