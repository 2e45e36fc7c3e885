import Findings
import Foundation
public import GeoLift
import LinearAlgebra
import Runs
import Tables

/// What an analysis of a geo test reads: a panel, and the question as a design fixes it, if one is named.
struct GeoInput {
  var table: Table
  var columns: GeoPanel.Columns
  var panel: GeoPanel
  /// The question to answer.
  var options: GeoOptions
  /// How it compares with the design; nil without one.
  var registered: RegisteredAnalysis?
  /// The bytes of the design; empty without one.
  var designFile = Data()
}

extension GeoMethod {
  /// Reads the panel, and the design if one is named.
  func read(directory: String) throws -> GeoInput {
    guard let reference = choices.design else {
      let (table, columns) = try project.geoTable(choices, directory: directory)
      return GeoInput(
        table: table, columns: columns, panel: try GeoPanel(table, columns: columns),
        options: choices)
    }
    let data = try project.designFile(reference, directory: directory)
    let registration = try DesignFile.registration(data, path: reference.path)
    let kpi = reference.stated.contains("kpi") ? choices.kpi : registration.kpi
    let (table, columns) = try project.geoTable(
      project.geoSource(choices), kpi: kpi, predictors: choices.predictors.map(\.column),
      directory: directory)
    let panel = try GeoPanel(table, columns: columns)
    let registered = try RegisteredAnalysis(registration, stated: choices, panel: panel) {
      $0.hash(of: $1)
    }
    return GeoInput(
      table: table, columns: columns, panel: panel, options: registered.options,
      registered: registered, designFile: data)
  }
}

extension Project {
  /// The geo section with KPI and treated geos of the design it names, where it does not state them.
  ///
  /// - Throws: `LiftwerkError` if the design is not there or cannot be read.
  public func registeredGeo(directory: String) throws(LiftwerkError) -> GeoOptions? {
    guard var geo, let reference = geo.design else { return geo }
    let registration = try DesignFile.registration(
      designFile(reference, directory: directory), path: reference.path)
    if !reference.stated.contains("kpi") { geo.kpi = registration.kpi }
    if !reference.stated.contains("treated") { geo.test.treated = registration.treated }
    return geo
  }

  func designFile(
    _ reference: DesignReference, directory: String
  ) throws(LiftwerkError) -> Data {
    let path = place(of: reference.path, from: directory)
    guard let data = FileManager.default.contents(atPath: path) else {
      throw LiftwerkError(
        .inputMissing,
        "\(reference.path): there is no such design. `liftwerk geo design` writes one into its run "
          + "folder.")
    }
    return data
  }
}

extension MethodOutput {
  /// Tells of the design, and marks all numbers where they were forced in spite of departures.
  mutating func mark(_ registered: RegisteredAnalysis, _ language: Language) {
    sections.append(registered.section())
    guard !registered.deviations.isEmpty else { return }
    gateReasons += registered.deviations.map { "Departure from the design: \($0.en)" }
    let reason = Phrase(
      en: "the analysis departs from its design: "
        + registered.deviations.map(\.en).joined(separator: " "),
      de: "die Auswertung weicht von ihrem Entwurf ab: "
        + registered.deviations.map(\.de).joined(separator: " "))
    findings = findings.map { finding in
      finding.status == .ok
        ? finding.forced(
          reason: reason[language], remedy: RegisteredAnalysis.remedy[language]) : finding
    }
  }
}

extension GeoPanel {
  /// Geos, labels and values of some periods, as they are hashed.
  func bytes(of periods: Range<Int>) -> Data {
    var bytes = Data()
    for text in geos + axis.labels[periods] {
      bytes.append(contentsOf: text.utf8)
      bytes.append(0)
    }
    for geo in geos.indices {
      for number in values.row(geo)[(values.row(geo).startIndex + periods.lowerBound)...]
        .prefix(periods.count)
      {
        withUnsafeBytes(of: number.bitPattern.littleEndian) { bytes.append(contentsOf: $0) }
      }
    }
    return bytes
  }

  /// The hash of some periods.
  func hash(of periods: Range<Int>) -> String { ContentHash.hex(bytes(of: periods)) }
}
