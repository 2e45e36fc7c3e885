import Findings

extension FindingWriter {
  /// What came back for money, in words: `€2.39 for each € spent`, and that it is profit where the
  /// outcome was multiplied by a margin.
  func returned(_ value: Double) -> String {
    let money = units.money.symbol
    let isProfit = result.model.options.target.margin != nil
    let decimals = max(2, NumberStyle.decimals(of: value, significant: 3))
    let amount: String
    if units.outcome == units.money {
      let form = NumberForm.money(currency: money == "money" ? nil : money)
      amount = style.quantity(value, as: form, decimals: decimals)
    } else {
      amount = number(value, units.outcome, "mmm.roi")
    }
    let profit = Phrase(en: isProfit ? " of profit" : "", de: isProfit ? " Gewinn" : "")
    let spent =
      money == "money"
      ? Phrase(en: "unit of money spent", de: "ausgegebener Geldeinheit")
      : Phrase(
        en: "\(NumberStyle.sign(of: money)) spent",
        de: "ausgegebenem \(NumberStyle.sign(of: money))")
    return amount + profit[language]
      + Phrase(en: " for each \(spent.en)", de: " je \(spent.de)")[language]
  }
}
