/// Whether one name stands before another in the order in which people count.
///
/// Runs of digits compare as numbers, so `geo2` stands before `geo10`. Names that differ only in
/// leading zeros fall back to plain order, so the order is total.
package func naturallyPrecedes(_ left: String, _ right: String) -> Bool {
  var (a, b) = (Substring(left), Substring(right))
  while let x = a.first, let y = b.first {
    if x.isASCIIDigit && y.isASCIIDigit {
      let (m, n) = (a.takeNumber(), b.takeNumber())
      if m.count != n.count { return m.count < n.count }
      if m != n { return m < n }
    } else if x != y {
      return x < y
    } else {
      a.removeFirst()
      b.removeFirst()
    }
  }
  return a.isEmpty && b.isEmpty ? left < right : a.isEmpty
}

extension Character {
  fileprivate var isASCIIDigit: Bool { isASCII && isNumber }
}

extension Substring {
  /// Takes the leading digits off, without their leading zeros.
  fileprivate mutating func takeNumber() -> Substring {
    let digits = prefix { $0.isASCIIDigit }
    removeFirst(digits.count)
    return digits.drop { $0 == "0" }
  }
}
