/// The windows of warm-up in which a metric is learnt from draws alone.
///
/// As Stan does (reference manual, "Automatic parameter tuning"): a start of 75 iterations, windows
/// of 25, 50, 100 … of which the last takes what is left, and 50 iterations for the step size. A
/// warm-up too short for that is cut 15 % / 75 % / 10 %.
package struct WindowSchedule {
  /// Where each window begins.
  package let begins: [Int]
  /// The iteration after which each window closes.
  package let ends: [Int]

  package init(warmup: Int) {
    let fits = warmup >= 75 + 25 + 50
    var begin = fits ? 75 : warmup * 15 / 100
    let last = warmup - (fits ? 50 : warmup / 10)
    var size = fits ? 25 : last - begin
    var (begins, ends) = ([Int](), [Int]())
    // Fewer than twenty iterations teach nothing about scales.
    while warmup >= 20 && begin < last {
      let end = begin + 3 * size > last ? last : begin + size
      begins.append(begin)
      ends.append(end)
      (begin, size) = (end, 2 * size)
    }
    self.begins = begins
    self.ends = ends
  }
}
