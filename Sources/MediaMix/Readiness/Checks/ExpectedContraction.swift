import Findings

/// Channels of which the data will hardly teach anything: prior in, prior out.
enum ExpectedContraction: ReadinessCheck {
  static let threshold = 0.1

  static func items(_ view: ReadinessView) throws -> [ReadinessItem] {
    let information = try ExpectedInformation(view)
    return information.contractions.enumerated()
      .compactMap { c, value in value.map { item(view, c, $0) } }
      .sorted { $0.value < $1.value }
  }

  private static func item(_ view: ReadinessView, _ c: Int, _ value: Double) -> ReadinessItem {
    let name = view.data.terms[c]
    var item = ReadinessItem(
      metric: "expected_contraction", channel: name, value: value,
      text: ReadinessText.phrase { language, style in
        let share = ReadinessText.share(value, style)
        return language == .de
          ? "Die Daten werden die Unsicherheit über \(name) voraussichtlich um \(share) verringern"
          : "The data are expected to take \(share) off the uncertainty about \(name)"
      })
    guard value < threshold else { return item }
    item.warning = .init(
      what: ReadinessText.phrase { language, style in
        let share = ReadinessText.share(value, style)
        return language == .de
          ? "die Daten werden den Prior von \(name) kaum bewegen (erwartete Verringerung der Varianz:"
            + " \(share))"
          : "the data will hardly move the prior of \(name) (expected reduction of its variance:"
            + " \(share))"
      }, location: view.location(c),
      remedy: view.isPaid(c)
        ? Phrase(
          en:
            "Measure the channel by an experiment and state the result as its prior, vary its spend "
            + "more, or merge it with a channel that works alike.",
          de:
            "Den Kanal in einem Experiment messen und das Ergebnis als Prior angeben, die Ausgaben "
            + "stärker variieren oder ihn mit einem ähnlichen Kanal zusammenlegen.")
        : Phrase(
          en: "Vary it more, or take care that its prior says what is known.",
          de: "Es stärker variieren oder darauf achten, dass der Prior sagt, was bekannt ist."))
    return item
  }
}
