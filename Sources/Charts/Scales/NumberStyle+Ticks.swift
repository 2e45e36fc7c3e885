import Findings

extension NumberStyle {
  /// Labels of axis ticks: one magnitude for all, as many decimals as the step needs.
  package func ticks(_ ticks: Ticks, as form: NumberForm) -> [String] {
    let largest = ticks.values.map(abs).max() ?? 0
    let magnitude = form == .share ? .one : Magnitude(for: largest, thousands: true)
    let step = form == .share ? ticks.step * 100 : ticks.step / magnitude.rawValue
    let decimals = Self.decimals(of: step, significant: 1)
    return ticks.values.map {
      $0 == 0 && magnitude != .one
        ? quantity(0, as: form, decimals: 0)
        : quantity($0, as: form, magnitude: magnitude, decimals: decimals)
    }
  }
}
