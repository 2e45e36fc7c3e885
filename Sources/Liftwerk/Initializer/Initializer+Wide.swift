// A project for one export that holds outcome and media side by side.
import Tables

extension Initializer {
  func addPanel(
    _ export: Export, to project: inout ProjectText
  ) throws(LiftwerkError) {
    let roles = export.roles
    guard let time = roles.time else {
      throw missing("a column of dates, weeks, months or years", in: export)
    }
    guard let outcome = roles.outcome else {
      throw missing("a column of revenue, conversions or another outcome", in: export)
    }
    guard !roles.channels.isEmpty else { throw missing("a column of media spend", in: export) }
    var data = [
      "weekly:", "  path: \(YAMLText.scalar(pathInProject(export.path)))",
      "  time: \(YAMLText.scalar(time))",
    ]
    if let geo = roles.geo { data.append("  geo: \(YAMLText.scalar(geo))") }
    if let population = roles.population {
      data.append("  population: \(YAMLText.scalar(population))")
    } else if roles.geo != nil {
      data.append("  # population: COLUMN    # inhabitants; without it geos count alike")
    }
    project.data += data
    project.sections.append(
      MediaMixText(
        source: "weekly", outcome: outcome, channels: roles.channels, organic: roles.organic,
        treatments: roles.treatments, controls: roles.controls, leftovers: roles.leftovers,
        absurdReturn: absurdReturn(outcome, roles.channels, export)
      ).lines)
  }

  /// The outcome for each unit of spend, if a prior near 1 could not fit it.
  private func absurdReturn(
    _ outcome: GuessedRoles.Outcome, _ channels: [GuessedRoles.Channel], _ export: Export
  ) -> Double? {
    let sums = Dictionary(
      export.columns.map { ($0.name, $0.sum) }, uniquingKeysWith: { first, _ in first })
    let spend = channels.map { sums[$0.spend] ?? 0 }.reduce(0, +)
    guard spend > 0 else { return nil }
    let ratio = total(outcome, export) / spend
    return ratio > 100 || ratio < 0.01 ? ratio : nil
  }

  private func total(_ outcome: GuessedRoles.Outcome, _ export: Export) -> Double {
    let kpi = (try? export.table.numbers(outcome.column)) ?? []
    guard let column = outcome.value, let value = try? export.table.numbers(column) else {
      return kpi.reduce(0) { $0 + ($1 ?? 0) }
    }
    return zip(kpi, value).reduce(0) { $0 + ($1.0 ?? 0) * ($1.1 ?? 0) }
  }

  func missing(_ what: String, in export: Export) -> LiftwerkError {
    let names = export.table.columnNames.filter { !$0.isEmpty }.joined(separator: ", ")
    return LiftwerkError(
      .dataRefused,
      "\(export.path): found no column that looks like \(what) among: \(YAMLText.comment(names)). "
        + "Write liftwerk.yaml by hand, or rename the column.")
  }
}
