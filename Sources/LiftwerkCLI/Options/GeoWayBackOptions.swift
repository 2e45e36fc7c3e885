public import ArgumentParser
public import GeoLift
import Liftwerk
import MediaMix

extension GeoOptions.Estimator: ExpressibleByArgument {}

/// The options that bring a finished geo test back into the project.
struct GeoWayBackOptions: ParsableArguments {
  @Flag(help: "Add the result to the project's experiments, as a lift test.")
  var addToProject = false

  @Option(help: "The channels that were tested, by their names in the project.")
  var channels: [String] = []

  @Option(help: "What the lift test is called; one of the same name is replaced.")
  var name: String?

  @Option(
    help: ArgumentHelp(
      "The estimator whose number is added; the first with an estimate if not given.",
      valueName: "name"))
  var by: GeoOptions.Estimator?

  @Flag(
    help:
      "Write the test without its geos: the channels ran nowhere else, and journeys and national data do not tell geos."
  )
  var wholeMarket = false

  func validate() throws {
    let isGiven = !channels.isEmpty || name != nil || by != nil || wholeMarket
    if isGiven && !addToProject {
      throw ValidationError("--channels, --name, --by and --whole-market go with --add-to-project.")
    }
    if let name, name.allSatisfy(\.isWhitespace) {
      throw ValidationError("--name: give the test a name.")
    }
  }

  /// Where the result goes, found before anything is computed; nil if it goes nowhere.
  ///
  /// - Throws: `LiftwerkError` if there is no project file, no channel is named, or the media mix
  ///   knows none of that name.
  func target(_ options: GlobalOptions, _ geo: GeoOptions?) throws -> GeoWayBack? {
    guard addToProject else { return nil }
    let file = try options.projectFile()
    var names = ListOption.split(channels)
    if names.isEmpty { names = geo?.channels ?? [] }
    let cells = (geo?.cells ?? [:]).keys.sorted()
    let tested = names.isEmpty ? cells : names
    guard !tested.isEmpty else {
      throw LiftwerkError(
        .usage,
        "Name the channels that were tested with --channels, or under geo.channels in "
          + "\(file.path).")
    }
    try file.check(channels: tested)
    if let by, let geo, !geo.estimators.contains(by) {
      throw LiftwerkError(
        .usage, "--by \(by.rawValue): that estimator is not among those asked for.")
    }
    return GeoWayBack(
      file: file,
      entry: GeoLiftTest(
        channels: names, name: name, estimator: by, isWholeMarket: wholeMarket))
  }
}

/// The project that a finished geo test is added to.
struct GeoWayBack {
  let file: ProjectFile
  let entry: GeoLiftTest

  /// Adds a run's tests, and says on standard error what became of them.
  func add(_ result: RunResult, _ geo: GeoOptions) throws {
    let project = file.project
    let tests = try entry.tests(of: result, options: geo)
    try file.add(tests)
    if let kpi = project.mediaMix?.target.column, kpi != geo.kpi {
      StandardError.write(
        "The geo test measured \(geo.kpi) and the media mix models \(kpi): they must count the same."
      )
    }
  }
}
