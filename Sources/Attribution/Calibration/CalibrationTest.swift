package import Findings
package import Interchange

/// A lift test as calibration reads it: the whole effect of one channel over a window.
package struct CalibrationTest: Sendable, Equatable {
  /// What the test is called.
  package let name: String
  /// The rank of the channel.
  package let channel: Int
  /// The effect of all contacts of the window, scaled up from what the test changed.
  package let effect: Double
  /// Its standard error.
  package let standardError: Double
  /// By what the measured lift was multiplied; 1 unless the test only raised or lowered spend.
  package let scale: Double
  /// Which window of the data it covers.
  package let window: Int

  /// Reads a test; why it cannot be used otherwise.
  ///
  /// A heavy-up to f times the usual spend measures (f - 1) / f of the effect of the spend in its
  /// window, if the effect grows in proportion to spend.
  package static func read(
    _ test: LiftTest, window: Int, counts: PathCounts?, paths: PathList
  ) -> Result<CalibrationTest, Unusable> {
    func unusable(_ en: String, _ de: String) -> Result<CalibrationTest, Unusable> {
      .failure(Unusable(name: test.name, reason: Phrase(en: en, de: de)))
    }
    guard test.channels.count == 1, let name = test.channels.first else {
      return unusable(
        "it changed several channels together, and credit is per channel",
        "er veränderte mehrere Kanäle gemeinsam, Gutschriften gelten je Kanal")
    }
    guard test.geos == nil else {
      return unusable(
        "it covers some regions only, and journeys do not tell regions",
        "er umfasst nur einige Regionen, und Journeys nennen keine Regionen")
    }
    guard test.kind != .goDark else {
      return unusable(
        "the channel was dark in its window, so that journeys hold no credit to compare with",
        "der Kanal ruhte in seinem Zeitraum, sodass Journeys keine Gutschriften zum Vergleich haben"
      )
    }
    guard let channel = paths.channels.firstIndex(of: name) else {
      let near = nearestNames(to: name, among: paths.channels).first
      return unusable(
        "no journey holds the channel \"\(name)\"" + (near.map { "; is it \"\($0)\"?" } ?? ""),
        "keine Journey enthält den Kanal „\(name)“" + (near.map { "; ist „\($0)“ gemeint?" } ?? ""))
    }
    guard let counts, counts.conversions.count == paths.count, counts.totalConversions > 0 else {
      return unusable(
        "no conversion falls into its window", "keine Conversion fällt in seinen Zeitraum")
    }
    guard test.lift.isFinite, test.standardError.isFinite, test.standardError > 0 else {
      return unusable(
        "its standard error is not a positive number", "sein Standardfehler ist keine positive Zahl"
      )
    }
    var scale = 1.0
    if test.kind == .heavyUp {
      guard let factor = test.spendFactor, factor.isFinite, factor > 0, factor != 1 else {
        return unusable(
          "its spend factor is missing, or spend did not change",
          "sein Ausgabenfaktor fehlt, oder die Ausgaben blieben gleich")
      }
      scale = factor / (factor - 1)
    }
    return .success(
      CalibrationTest(
        name: test.name, channel: channel, effect: test.lift * scale,
        standardError: test.standardError * abs(scale), scale: scale, window: window))
  }

  /// A test that cannot be used, and why.
  package struct Unusable: Error, Sendable, Equatable {
    /// What the test is called.
    package var name: String
    /// Why it cannot be used.
    package var reason: Phrase
  }
}
