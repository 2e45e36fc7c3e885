/// Whether two numbers agree to a relative tolerance, with an absolute floor of the same size.
public func isClose(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
  abs(a - b) <= tolerance * max(1, max(abs(a), abs(b)))
}

/// Whether two numbers agree to a purely relative tolerance; equal numbers always agree.
public func isRelativelyClose(_ a: Double, _ b: Double, _ tolerance: Double) -> Bool {
  a == b || abs(a - b) <= tolerance * max(abs(a), abs(b))
}
