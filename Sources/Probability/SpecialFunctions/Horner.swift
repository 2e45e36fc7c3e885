/// A polynomial by Horner's rule, from its coefficients in ascending order of power.
func polynomial(_ x: Double, _ ascending: [Double]) -> Double {
  ascending.reversed().reduce(0) { $0 * x + $1 }
}
