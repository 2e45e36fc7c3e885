import Findings
import Testing

@Suite("Number formats")
struct NumberStyleTests {
  private let en = NumberStyle(.en)
  private let de = NumberStyle(.de)

  @Test("thousands are grouped and decimals marked as the language does")
  func grouping() {
    #expect(en.number(1_234_567.891, decimals: 2) == "1,234,567.89")
    #expect(de.number(1_234_567.891, decimals: 2) == "1.234.567,89")
    #expect(en.number(999, decimals: 0) == "999")
    #expect(en.number(1000, decimals: 0) == "1,000")
    #expect(de.number(-1000.5, decimals: 1) == "−1.000,5")
  }

  @Test("a number that rounds to zero carries no sign") func negativeZero() {
    #expect(en.number(-0.0004, decimals: 2) == "0.00")
    #expect(en.number(-0.0, decimals: 0) == "0")
  }

  @Test("numbers that are not finite become a dash, huge ones a power of ten") func odd() {
    #expect(en.number(.nan, decimals: 2) == "–")
    #expect(en.number(.infinity, decimals: 2) == "–")
    #expect(en.number(-1.5e21, decimals: 2) == "−1.50·10^21")
  }

  @Test("numbers too small for decimals become a power of ten, and are never nought") func tiny() {
    #expect(en.number(2.7526e-16, significant: 3) == "2.8·10^-16")
    #expect(de.number(-9.96e-6, significant: 3) == "−1,0·10^-5")
    #expect(en.number(0.000022486, significant: 3) == "0.000022")
  }

  @Test("money is short, with the sign where the language puts it")
  func money() {
    let euro = NumberForm(.money("EUR"), name: "")
    #expect(en.quantity(1_234_567, as: euro) == "€1.23M")
    #expect(de.quantity(1_234_567, as: euro) == "1,23\u{A0}Mio.\u{A0}€")
    #expect(en.quantity(-1_234_567, as: euro) == "−€1.23M")
    #expect(de.quantity(-45_678, as: euro) == "−45.678\u{A0}€")
    #expect(en.quantity(12.5, as: euro) == "€12.50")
    #expect(en.quantity(2_100_000_000, as: euro) == "€2.10B")
    #expect(de.quantity(2_100_000_000, as: euro) == "2,10\u{A0}Mrd.\u{A0}€")
    #expect(en.quantity(900, as: .init(.money("CHF"), name: "")) == "CHF\u{A0}900")
    #expect(de.quantity(900, as: .init(.money("CHF"), name: "")) == "900\u{A0}CHF")
    #expect(en.quantity(999_999, as: euro) == "€1.00M")
  }

  @Test("without a currency none is invented") func noCurrency() {
    #expect(en.quantity(1500, as: .init(.money(nil), name: "")) == "1,500")
  }

  @Test("shares are percent, other pure numbers are not") func shares() {
    #expect(en.quantity(0.931, as: .init(.one, name: "mmm.contribution_share")) == "93.1%")
    #expect(de.quantity(0.931, as: .init(.one, name: "geo.lift")) == "93,1\u{A0}%")
    #expect(en.quantity(1.0042, as: .init(.one, name: "mmm.diagnostic rhat_max")) == "1.004")
    #expect(en.quantity(0.931, as: .init(.one, name: "mmm.fit r2")) == "0.931")
    #expect(en.quantity(1.00004, as: .plain) == "1.00")
    #expect(en.quantity(1.5, as: .plain) == "1.50")
    #expect(NumberForm(.one, name: "uplift.qini") == .plain)
    #expect(NumberForm(.one, name: "mmm.fit wmape") == .share)
    #expect(NumberForm(.one, name: "Share of the effect") == .share)
    #expect(en.quantity(1284.7, as: .init(.one, name: "mmm.diagnostic ess_bulk_min")) == "1,285")
  }

  @Test("a ratio of equal units is a plain number; money per result stays money") func ratios() {
    #expect(NumberForm(Unit("EUR/EUR"), name: "") == .plain)
    #expect(NumberForm(Unit("EUR/conversions"), name: "") == .money(currency: "EUR"))
    #expect(NumberForm(Unit("conversions"), name: "") == .plain)
    #expect(NumberForm(Unit("conversions/EUR"), name: "") == .plain)
  }

  @Test("headings carry the unit that numbers do not show") func headings() {
    #expect(en.labelled(Phrase("ROI"), unit: Unit("EUR/EUR")) == "ROI (€ per €)")
    #expect(de.labelled(Phrase("ROI"), unit: Unit("EUR/EUR")) == "ROI (€ je €)")
    #expect(en.labelled(Phrase("Lag"), unit: Unit("week")) == "Lag (weeks)")
    #expect(en.labelled(Phrase("Lag in weeks"), unit: Unit("week")) == "Lag in weeks")
    #expect(en.labelled(Phrase("Revenue"), unit: Unit("EUR")) == "Revenue")
    #expect(
      en.labelled(Phrase("Cost"), unit: Unit("EUR/conversions")) == "Cost (€ per conversion)")
  }

  @Test(
    "an interval sets how many decimals are shown",
    arguments: [(0.99, 2), (9.9, 1), (12.3, 0), (4500, 0), (0.031, 3), (0, 2), (1e-9, 4)])
  func intervalDecimals(_ width: Double, _ decimals: Int) {
    #expect(NumberStyle.decimals(intervalWidth: width) == decimals)
  }
}
