import Attribution
import Findings
import Interchange

extension ProjectCheck {
  /// Reads and checks what attribution needs; nil if it is not asked for.
  ///
  /// Journeys, spend and lift tests are all read, whatever is wrong with one of them.
  static func attribution(
    _ project: Project, directory: String, threads: Int, memory: Int
  ) async throws(LiftwerkError) -> Part? {
    guard let options = project.attribution else { return nil }
    let method = try AttributionMethod(project: project, options: options)
    var problems: [LiftwerkError] = []
    let (tests, spend) = tables(project, options, directory, &problems)
    if case .table(let source) = try project.attributionSource(options) {
      if let problem = joined(problems) { throw problem }
      return Part(
        dataHash: method.name, sections: [], findings: [], warnings: [],
        notices: [
          "The table \(source.table) is in a warehouse, which `liftwerk check` does not read; "
            + "`liftwerk attribution run --source …` does."
        ])
    }
    var data: AttributionData?
    do {
      data = try await project.journeys(
        options, windows: try CalibrationWindow.spans(of: tests), memory: memory,
        threads: threads, directory: directory
      ).data
    } catch {
      problems.append(LiftwerkError(error))
    }
    if let problem = joined(problems) { throw problem }
    guard let data else { return nil }
    do {
      let readiness = try await AttributionReadiness(
        data: data, options: options, tellsConsent: try tellsConsent(project, options),
        currency: project.currency, spend: spend, tests: tests)
      return Part(
        dataHash: data.contentHash, sections: readiness.sections(),
        findings: readiness.findings(language: project.report.language ?? .en),
        warnings: readiness.warnings)
    } catch {
      throw LiftwerkError(error)
    }
  }

  private static func tables(
    _ project: Project, _ options: AttributionOptions, _ directory: String,
    _ problems: inout [LiftwerkError]
  ) -> (tests: [LiftTest], spend: [String: Double]?) {
    var tests: [LiftTest] = []
    var spend: [String: Double]?
    do {
      tests = try project.calibrationTests(options, directory: directory)
      _ = try CalibrationWindow.spans(of: tests)
    } catch {
      problems.append(LiftwerkError(error))
      tests = []
    }
    do {
      spend = try project.spend(options, directory: directory)
    } catch {
      problems.append(LiftwerkError(error))
    }
    return (tests, spend)
  }

  /// Whether the log names a column of consent; nil for collapsed paths.
  private static func tellsConsent(
    _ project: Project, _ options: AttributionOptions
  ) throws(LiftwerkError) -> Bool? {
    guard case .touches(let source) = try project.attributionSource(options) else { return nil }
    return source.columns.consent != nil
  }
}
