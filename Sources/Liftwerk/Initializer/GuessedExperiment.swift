import Tables

/// An export of an A/B test, recognised by a column of few arms beside columns of outcomes.
struct GuessedExperiment: Sendable, Equatable {
  /// The column of arms.
  let arm: String
  /// The name of the control arm.
  let control: String
  /// Why the control may be another arm; nil if its name says so.
  let controlDoubt: String?
  /// The columns that look like outcomes.
  let metrics: [String]
  /// The columns that look like what was known before.
  let before: [String]
  /// The column that names the user, if there is one.
  let unit: String?

  private static let arms = Vocabulary("arm variant variante treatment testgroup testgruppe bucket")
  private static let weakArms = Vocabulary("segment group gruppe")
  private static let controls = Vocabulary(
    "control kontrolle kontrollgruppe holdout baseline no none ohne")
  private static let outcomes = Vocabulary(
    "visit visits visited conversion conversions converted spend spent revenue umsatz order orders ordered "
      + "purchase purchases purchased click clicks clicked signup bought sales kauf besuch bestellung"
  )
  private static let earlier = Vocabulary(
    "before history prior previous past recency months vorher bisher tenure age")
  private static let users = Vocabulary("user customer client visitor kunde nutzer uid")

  /// Looks at the first rows of a file; nil if they are no A/B test.
  init?(_ table: Table) throws {
    let names = table.columnNames.filter { !$0.isEmpty }
    guard table.rowCount >= 100, Set(names).count == names.count else { return nil }
    let tokens = names.map { NameTokens($0) }
    let hasTime = zip(names, tokens).contains { name, token in
      token.words.contains { ["date", "day", "week", "month", "datum", "woche"].contains($0) }
        && (try? table.times(name)) != nil
    }
    let strong = zip(names, tokens).filter { $1.names(Self.arms) }.map(\.0)
    let weak = hasTime ? [] : zip(names, tokens).filter { $1.names(Self.weakArms) }.map(\.0)
    for name in strong + weak {
      let levels = Set(try table.texts(name).compactMap { $0 }).sorted()
      guard (2...10).contains(levels.count) else { continue }
      let rest = zip(names, tokens).filter { $0.0 != name }
      let numbers = rest.filter { (try? table.numbers($0.0)) != nil }
      let measured = numbers.filter { $0.1.names(Self.outcomes) && !$0.1.names(Self.earlier) }
      guard !measured.isEmpty else { continue }
      metrics = measured.map(\.0)
      before = numbers.filter { $0.1.names(Self.earlier) }.map(\.0)
      unit = rest.first { $0.1.names(Self.users) }?.0
      let named = levels.first { NameTokens($0).names(Self.controls) }
      control = named ?? levels[0]
      controlDoubt =
        named == nil
        ? "the arms are " + levels.map { YAMLText.scalar($0) }.joined(separator: ", ") : nil
      arm = name
      return
    }
    return nil
  }
}

extension Initializer {
  /// The data source and the section for an A/B test.
  func addExperiment(
    _ export: Export, _ found: GuessedExperiment, to project: inout ProjectText
  ) {
    project.data += [
      "users:", "  kind: experiment", "  path: \(YAMLText.scalar(pathInProject(export.path)))",
    ]
    func list(_ names: [String]) -> String {
      "[" + names.map(YAMLText.scalar).joined(separator: ", ") + "]"
    }
    let covariate = found.before.first.map(YAMLText.scalar) ?? "COLUMN"
    project.sections.append(
      [
        "experiment:", "  analyze:", "    data: users", "    arm: \(YAMLText.scalar(found.arm))",
        "    control: \(YAMLText.scalar(found.control))" + ProjectText.remark(found.controlDoubt),
        "    metrics: \(list(found.metrics))   # guess: what may have changed",
        "    # covariate: \(covariate)   # known before the experiment; sharpens the metrics",
        found.unit.map { "    unit: \(YAMLText.scalar($0))   # refuses users with several rows" }
          ?? "    # unit: COLUMN         # the user of a row; refuses users with several rows",
        "    # shares: {A: 1, B: 1} # the planned split; equal if not given",
        "    # method: sequential   # fixed | sequential | bayesian",
        "  # uplift: {arm: \(YAMLText.scalar(found.arm)), control: \(YAMLText.scalar(found.control)), "
          + "outcome: \(YAMLText.scalar(found.metrics[0])), features: \(list(found.before))}",
      ])
  }
}
