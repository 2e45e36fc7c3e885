extension Table {
  /// Whether cells or headers name a currency that cannot be the stated one: `$` may be USD or CAD,
  /// `€` is not USD.
  ///
  /// - Parameter stated: an ISO 4217 code.
  package func contradicts(currency stated: String) -> Bool {
    guard let currency else { return false }
    return !Currency(name: currency).agrees(with: Currency(name: stated))
  }
}
