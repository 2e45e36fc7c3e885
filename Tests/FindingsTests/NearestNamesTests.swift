import Findings
import Testing

@Suite("Nearest names")
struct NearestNamesTests {
  @Test(
    "a slip of the pen is understood",
    arguments: [
      ("spned", "spend"), ("Sepnd", "spend"), ("exposre", "exposure"), ("KPI", "kpi"),
      ("kpii", "kpi"),
    ])
  func slip(_ text: String, _ meant: String) {
    #expect(nearestNames(to: text, among: ["exposure", "spend", "kpi"]) == [meant])
  }

  @Test("other words are not", arguments: ["", "x", "revenue", "spending money"])
  func other(_ text: String) {
    #expect(nearestNames(to: text, among: ["exposure", "spend", "kpi"]).isEmpty)
  }

  @Test("the nearest comes first, and of equals the earlier") func order() {
    let names = ["tv_spent", "tv_cost", "tv_spends", "tv_spend"]
    #expect(nearestNames(to: "tv_spend", among: names, limit: 2) == ["tv_spend", "tv_spent"])
  }
}
