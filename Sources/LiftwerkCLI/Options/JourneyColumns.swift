import ArgumentParser
import Attribution
import Foundation
import Liftwerk
import Warehouse

/// Which column of a file of journeys means what, as flags.
struct JourneyColumns: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "A warehouse instead of a file, by its ADBC driver; LIFTWERK_SOURCE says the same and keeps "
        + "passwords off the command line.", valueName: "adbc:driver?option=value"))
  var source: String?

  @Option(help: "The table of touches in the warehouse.")
  var table: String?

  @Option(help: "Touch log: the column of users.")
  var user: String?

  @Option(help: "Touch log: the column of times.")
  var time: String?

  @Option(help: "Touch log: the column of channels.")
  var channel: String?

  @Option(
    help: ArgumentHelp(
      "Touch log: the column of yes and no that marks conversions, or column=text as in "
        + "event_name=purchase; without it rows with a value convert.",
      valueName: "column[=text]"))
  var conversion: String?

  @Option(help: "Touch log: the column that says whether a row may be used.")
  var consent: String?

  @Option(help: "Collapsed paths: the column of paths.")
  var path: String?

  @Option(help: "Collapsed paths: what stands between two channels.")
  var separator: String?

  @Option(help: "Collapsed paths: the column of conversions.")
  var conversions: String?

  @Option(help: "Collapsed paths: the column of journeys without conversion.")
  var nulls: String?

  @Option(help: "The column of what conversions are worth.")
  var value: String?

  @Option(
    help: """
      A CSV with the columns pattern and channel that maps the file's names to channels; a pattern is \
      a name, a name with *, or a /regular expression/.
      """,
    completion: .file(extensions: ["csv"]))
  var channelMap: String?

  /// Refuses flags about columns where no file is given.
  func checkAbsent() throws {
    let given: [String?] = [
      user, time, channel, conversion, consent, path, separator, conversions, nulls, value,
      channelMap, table,
    ]
    if given.contains(where: { $0 != nil }) {
      throw ValidationError(
        "Name the file whose columns the flags mean: liftwerk attribution run FILE …")
    }
  }

  /// Refuses a warehouse's table with flags of files.
  func checkTable() throws {
    if [path, separator, conversions, nulls, consent].contains(where: { $0 != nil }) {
      throw ValidationError(
        "--table names touches in a warehouse; --path, --separator, --conversions, --nulls and "
          + "--consent belong to files.")
    }
    let missing = [
      ("--user", user), ("--time", time), ("--channel", channel), ("--conversion", conversion),
    ].filter { $0.1 == nil }.map(\.0)
    if !missing.isEmpty {
      throw ValidationError("With --table, \(missing.joined(separator: ", ")) must be given.")
    }
  }

  /// Where the warehouse is; nil if nothing says so.
  func warehouse() throws(WarehouseError) -> WarehouseSource? {
    let text = source ?? ProcessInfo.processInfo.environment["LIFTWERK_SOURCE"]
    guard let text, !text.isEmpty else { return nil }
    return try WarehouseSource(text)
  }

  /// Refuses a file without the flags that say what it holds, and flags of both kinds of file.
  func checkComplete() throws {
    if path != nil {
      if [user, time, channel, conversion, consent].contains(where: { $0 != nil }) {
        throw ValidationError("--path names collapsed paths; leave the flags of touch logs out.")
      }
      if conversions == nil { throw ValidationError("With --path, --conversions must be given.") }
      if separator == "" { throw ValidationError("--separator must not be empty.") }
      return
    }
    if [separator, conversions, nulls].contains(where: { $0 != nil }) {
      throw ValidationError(
        "--separator, --conversions and --nulls belong to collapsed paths; give --path too.")
    }
    let missing = [("--user", user), ("--time", time), ("--channel", channel)]
      .filter { $0.1 == nil }.map(\.0)
    if !missing.isEmpty {
      throw ValidationError(
        "With a touch log, \(missing.joined(separator: ", ")) must be given; with collapsed paths "
          + "--path and --conversions; or let `liftwerk init FILE` guess the columns.")
    }
    if conversion == nil, value == nil {
      throw ValidationError("Say with --conversion or --value which rows are conversions.")
    }
  }

  /// The project that the flags describe, of a table.
  func project(table: String) -> Project {
    let columns = TouchColumns(
      user: user ?? "", time: time ?? "", channel: channel ?? "", conversion: conversion,
      value: value)
    return Project(
      name: table,
      data: ["table": .table(TableSource(table: table, columns: columns, channelMap: channelMap))],
      attribution: AttributionOptions())
  }

  /// The project that the flags describe.
  func project(_ file: String) -> Project {
    let name = ((file as NSString).lastPathComponent as NSString).deletingPathExtension
    return Project(
      name: name, data: ["file": source(file)], attribution: AttributionOptions())
  }

  private func source(_ file: String) -> DataSource {
    if let path {
      return .paths(
        PathSource(
          path: file,
          columns: PathColumns(
            path: path, separator: separator ?? " > ", conversions: conversions ?? "",
            value: value, nulls: nulls), channelMap: channelMap))
    }
    return .touches(
      TouchSource(
        path: file,
        columns: TouchColumns(
          user: user ?? "", time: time ?? "", channel: channel ?? "", conversion: conversion,
          value: value, consent: consent), channelMap: channelMap))
  }
}
