import ArgumentParser
import Foundation
import Liftwerk
import MediaMix

/// Which column of a file means what, as flags.
struct MediaMixColumns: ParsableArguments {
  @Option(help: "The column of periods: dates, weeks, months, years or numbers.")
  var time: String?

  @Option(help: "The column of the outcome.")
  var kpi: String?

  @Option(
    help: ArgumentHelp(
      "A channel and its columns, as in tv=tv_spend:tv_impressions, or with reach and frequency "
        + "tv=tv_spend:reach=tv_reach:frequency=tv_freq; repeat it or use commas.",
      valueName: "name=spend[:exposure]"))
  var media: [String] = []

  @Option(
    help: ArgumentHelp(
      "A medium without spend and its exposure, as in newsletter=opens; repeat it or use commas.",
      valueName: "name=exposure"))
  var organic: [String] = []

  @Option(
    help: ArgumentHelp(
      "Prices, promotions and other measures that are not media; repeat it or use commas.",
      valueName: "[name=]column"))
  var treatments: [String] = []

  @Option(help: "The column of regions.")
  var geo: String?

  @Option(help: "The column of inhabitants of each region.")
  var population: String?

  @Option(help: "Columns that move the outcome and are not media; repeat it or use commas.")
  var controls: [String] = []

  @Option(help: "What the outcome counts.")
  var kpiKind: MediaMixOptions.Target.Kind?

  @Option(
    help: ArgumentHelp("What a conversion is worth: an amount or a column.", valueName: "value"))
  var value: String?

  /// Refuses flags about columns where no file is given.
  func checkAbsent() throws {
    let isGiven =
      [time, kpi, geo, population, value].contains { $0 != nil } || kpiKind != nil
      || [media, organic, treatments, controls].contains { !$0.isEmpty }
    if isGiven {
      throw ValidationError("Name the file whose columns the flags mean: liftwerk mmm fit FILE …")
    }
  }

  /// Refuses a file without the flags that say what to fit.
  func checkComplete() throws {
    var missing: [String] = []
    if time == nil { missing.append("--time") }
    if kpi == nil { missing.append("--kpi") }
    if media.isEmpty { missing.append("--media") }
    if !missing.isEmpty {
      throw ValidationError(
        "With a file, \(missing.joined(separator: ", ")) must be given; or let "
          + "`liftwerk init FILE` guess the columns.")
    }
    _ = try MediaOption.channels(media)
    _ = try MediaOption.organic(organic)
    _ = try MediaOption.treatments(treatments)
  }

  /// The project that the flags describe.
  ///
  /// - Throws: `ValidationError` if a flag cannot be read.
  func project(_ file: String) throws -> Project {
    let target = MediaMixOptions.Target(
      column: kpi ?? "", kind: kpiKind ?? .revenue, value: value.map(Self.value))
    let options = MediaMixOptions(
      data: "file", target: target, channels: try MediaOption.channels(media),
      organic: try MediaOption.organic(organic),
      treatments: try MediaOption.treatments(treatments),
      controls: ListOption.split(controls))
    let source = WideSource(path: file, time: time ?? "", geo: geo, population: population)
    let name = ((file as NSString).lastPathComponent as NSString).deletingPathExtension
    return Project(name: name, data: ["file": .wide(source)], mediaMix: options)
  }

  private static func value(_ text: String) -> MediaMixOptions.Target.Value {
    if let amount = Double(text), amount.isFinite { return .constant(amount) }
    return .column(text)
  }
}
