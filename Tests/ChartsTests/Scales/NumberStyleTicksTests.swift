import Charts
import Findings
import Testing

struct NumberStyleTicksTests {
  private let en = NumberStyle(.en)
  private let de = NumberStyle(.de)

  @Test("ticks share one magnitude and as many decimals as the step needs") func ticks() {
    let euro = NumberForm(.money("EUR"), name: "")
    let half = Ticks(from: 0, to: 1.5e6, count: 3, enclosing: true)
    #expect(en.ticks(half, as: euro) == ["€0", "€0.5M", "€1.0M", "€1.5M"])
    #expect(
      de.ticks(half, as: euro) == [
        "0\u{A0}€", "0,5\u{A0}Mio.\u{A0}€", "1,0\u{A0}Mio.\u{A0}€", "1,5\u{A0}Mio.\u{A0}€",
      ])
    let share = Ticks(from: 0, to: 0.2, count: 4, enclosing: true)
    #expect(en.ticks(share, as: .share) == ["0%", "5%", "10%", "15%", "20%"])
  }
}
