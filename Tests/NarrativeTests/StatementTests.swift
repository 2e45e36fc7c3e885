import Findings
import Narrative
import Testing

/// What sentences say beside their numbers.
@Suite("Statements")
struct StatementTests {
  private static func finding(
    _ id: String, _ subject: [String: String], _ value: Double, _ lower: Double, _ upper: Double,
    _ unit: String, _ grade: EvidenceGrade
  ) -> Finding {
    Finding(
      id: id, subject: subject, value: value,
      interval: Interval(lower: lower, upper: upper, level: 0.9, kind: .confidence),
      unit: Unit(unit), grade: grade, text: "")
  }

  private static let verifier = ReportVerifier(
    FindingsDocument(
      run: "r",
      findings: [
        finding("geo.lift", ["model": "scm"], -0.032, -0.051, -0.011, "1", .experiment),
        finding(
          "experiment.lift", ["arm": "mail", "metric": "visit"], 0.12, 0.08, 0.16, "1", .experiment),
        finding("geo.iroas", ["model": "scm"], 1.4, 1.0, 1.8, "EUR/EUR", .experiment),
        finding("mmm.roi", ["channel": "tv"], 1.6, 1.1, 2.2, "EUR/EUR", .model),
        finding("mmm.roi", ["channel": "radio"], 3.6, 3.1, 4.2, "EUR/EUR", .model),
        finding(
          "attribution.roas", ["channel": "tv", "model": "linear"], 4.4, 4.0, 5.0, "EUR/EUR",
          .descriptive),
        Finding(
          id: "attribution.conversions", value: 1393, unit: Unit("conversions"),
          grade: .descriptive, text: ""),
      ]))

  @Test(
    "a loss may be told without its sign, and a gain may not be told as one",
    arguments: [
      ("By scm, the lift is −3.2% (90% interval −5.1% to −1.1%).", true),
      ("By scm, the outcome fell by 3.2%, a lift below zero.", true),
      ("The test lowered the lift by 3.2% (90% interval 1.1% to 5.1%), by scm.", true),
      ("The test raised the lift by 3.2%, by scm.", false),
      ("The test lowered the lift by 2.2%, by scm.", false),
      ("By scm, the lift is 3.2%.", false),
      ("By scm, the lift rose by −3.2%.", false),
      ("mail lowered visit: the lift is 12.0%.", false),
      ("mail raised visit: the lift is 12.0%.", true),
    ] as [(String, Bool)])
  func losses(sentence: String, isTrue: Bool) {
    let claims = Self.verifier.claims(sentence, .en)
    #expect(!claims.isEmpty && claims.allSatisfy(\.isTrue) == isTrue, "\(claims.map(\.checks))")
  }

  @Test(
    "in German too",
    arguments: [
      ("Nach scm ist der Lift um 3,2 % gesunken.", true),
      ("Nach scm ist der Lift um 3,2 % gestiegen.", false),
      ("Ein Verlust von 3,2 %: So groß ist der Lift nach scm.", true),
    ] as [(String, Bool)])
  func germanLosses(sentence: String, isTrue: Bool) {
    let claims = Self.verifier.claims(sentence, .de)
    #expect(!claims.isEmpty && claims.allSatisfy(\.isTrue) == isTrue, "\(claims.map(\.checks))")
  }

  @Test(
    "methods agree where their intervals overlap",
    arguments: [
      (
        "On tv, geo test and media mix agree: by scm, the iROAS is 1.4 (90% interval 1.0 to 1.8), and the model estimates the ROI at 1.6 (90% interval 1.1 to 2.2).",
        true
      ),
      (
        "On tv, geo test and media mix contradict each other: by scm, the iROAS is 1.4 (90% interval 1.0 to 1.8), and the model estimates the ROI at 1.6 (90% interval 1.1 to 2.2).",
        false
      ),
      (
        "On radio, geo test and media mix agree: by scm, the iROAS is 1.4 (90% interval 1.0 to 1.8), and the model estimates the ROI at 3.6 (90% interval 3.1 to 4.2).",
        false
      ),
      (
        "The model estimates the ROI of tv at 1.6 (90% interval 1.1 to 2.2); the ROAS by linear is 4.4, above that interval.",
        true
      ),
      (
        "The model estimates the ROI of tv at 1.6 (90% interval 1.1 to 2.2); the ROAS by linear is 4.4, below that interval.",
        false
      ),
      (
        "The model estimates the ROI of tv at 1.6 (90% interval 1.1 to 2.2); the ROAS by linear is 4.4, within that interval.",
        false
      ),
    ] as [(String, Bool)])
  func agreement(sentence: String, isTrue: Bool) {
    let claims = Self.verifier.claims(sentence, .en)
    #expect(!claims.isEmpty && claims.allSatisfy(\.isTrue) == isTrue, "\(claims.map(\.checks))")
  }

  @Test("a sentence may begin with a name in small letters, and each is judged by itself")
  func smallNames() {
    let text = "mail lowered visit: the lift is 12.0%. mail raised visit: the lift is 12.0%."
    #expect(Self.verifier.claims(text, .en).map(\.isTrue) == [false, true])
  }

  @Test("the noun behind a number is its unit")
  func units() {
    func isTrue(_ text: String) -> Bool {
      Self.verifier.claims(text, .en).allSatisfy(\.isTrue)
    }
    #expect(isTrue("The log holds 1,393 conversions."))
    #expect(!isTrue("Of all conversions there were 1,393 weeks."))
  }
}
