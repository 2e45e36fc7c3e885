extension NumberStyle {
  /// A number in its form: `€1.2M`, `1,2 Mio. €`, `CHF 900`, `93.1%`, `2.31`.
  ///
  /// - Parameter decimals: Decimals of the shown number, after division by the magnitude or
  ///   multiplication to percent.
  public func quantity(
    _ value: Double, as form: NumberForm, magnitude: Magnitude = .one, decimals: Int
  ) -> String {
    switch form {
    case .share:
      return number(value * 100, decimals: decimals) + (language == .de ? Self.space : "") + "%"
    case .plain:
      return number(value / magnitude.rawValue, decimals: decimals) + magnitude.suffix(language)
    case .money(let currency):
      let amount =
        number(abs(value) / magnitude.rawValue, decimals: decimals) + magnitude.suffix(language)
      let shown = number(value / magnitude.rawValue, decimals: decimals)
      return (shown.hasPrefix("−") ? "−" : "") + withCurrency(amount, currency)
    }
  }

  /// A number by itself, as precise as is useful without an interval: three significant digits for
  /// money and large counts, one decimal for percent, three decimals for pure numbers near one.
  public func quantity(_ value: Double, as form: NumberForm) -> String {
    switch form {
    case .share: return quantity(value, as: form, decimals: 1)
    case .money:
      let magnitude = Magnitude(for: value)
      let scaled = value / magnitude.rawValue
      let whole = magnitude == .one && (abs(value) >= 1000 || value == value.rounded())
      let decimals = magnitude == .one ? 2 : Self.decimals(of: scaled, significant: 3)
      return quantity(
        value, as: form, magnitude: magnitude, decimals: whole ? 0 : decimals)
    case .plain:
      let magnitude = Magnitude(for: value)
      if magnitude == .one { return number(value, significant: abs(value) < 1 ? 3 : 4) }
      let decimals = Self.decimals(of: value / magnitude.rawValue, significant: 3)
      return quantity(value, as: form, magnitude: magnitude, decimals: decimals)
    }
  }

  /// An interval, `[1.84, 2.83]` in English and `[1,84; 2,83]` in German.
  public func interval(_ lower: String, _ upper: String) -> String {
    "[\(lower)\(language == .de ? ";" : ",") \(upper)]"
  }

  /// The level of an interval: `90%`.
  public func level(_ level: Double) -> String {
    let percent = level * 100
    let decimals = abs(percent - percent.rounded()) < 1e-9 ? 0 : 1
    return quantity(level, as: .share, decimals: decimals)
  }

  /// What an interval of a level is called: `90% interval`, in German `90-%-Intervall`.
  public func intervalName(_ level: Double) -> String {
    let shown = self.level(level)
    if language == .en { return shown + " interval" }
    return shown.replacing(Self.space, with: "-") + "-Intervall"
  }

  private func withCurrency(_ amount: String, _ currency: String?) -> String {
    guard let currency else { return amount }
    let sign = Self.sign(of: currency)
    if language == .de { return amount + Self.space + sign }
    return sign == currency ? currency + Self.space + amount : sign + amount
  }

  /// The sign of a currency, or its code where it has none of its own.
  package static func sign(of currency: String) -> String {
    let signs = ["EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩"]
    return signs[currency] ?? currency
  }
}
