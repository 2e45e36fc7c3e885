public import ArgumentParser
public import Attribution
import Foundation
import Liftwerk

extension AttributionOptions.JourneyRule: ExpressibleByArgument {}
extension AttributionOptions.CollapseRule: ExpressibleByArgument {}
extension AttributionOptions.DirectRule: ExpressibleByArgument {}
extension AttributionOptions.DuplicateRule: ExpressibleByArgument {}
extension AttributionOptions.RemovalRule: ExpressibleByArgument {}
extension AttributionOptions.Calibration.Measure: ExpressibleByArgument {}

/// How journeys are made and credited, as flags.
struct AttributionModelOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The models, such as markov-1,shapley,linear; repeat it or use commas. Known are "
        + AttributionModel.allCases.map(\.rawValue).joined(separator: ", ") + ".",
      valueName: "names"))
  var models: [String] = []

  @Option(help: ArgumentHelp("Touches count this long before a journey's end.", valueName: "days"))
  var lookback: Double?

  @Option(help: "What makes a journey: all of a user's touches, or each conversion ends one.")
  var journeys: AttributionOptions.JourneyRule?

  @Option(help: "Which touches of one channel in a row count as one.")
  var collapse: AttributionOptions.CollapseRule?

  @Option(help: ArgumentHelp("The longest pause within a session.", valueName: "minutes"))
  var sessionGap: Double?

  @Option(help: "The channel of direct visits; one called like that if not given.")
  var directChannel: String?

  @Option(help: "Whether direct touches stay in journeys that have others.")
  var direct: AttributionOptions.DirectRule?

  @Option(help: "Whether a row that repeats another in all that is read counts once.")
  var duplicates: AttributionOptions.DuplicateRule?

  @Option(help: ArgumentHelp("Time decay: a touch loses half its weight.", valueName: "days"))
  var halfLife: Double?

  @Option(
    help: ArgumentHelp(
      "Position: the weights of first touch, those between and last, as in 0.4,0.2,0.4.",
      valueName: "weights"))
  var positionWeights: String?

  @Option(help: "Markov: what is done with a channel that is removed.")
  var removal: AttributionOptions.RemovalRule?

  @Option(help: "Markov: the most states a chain may have.")
  var stateLimit: Int?

  @Option(help: "Shapley: how many permutations a game of many channels is sampled with.")
  var permutations: Int?

  @Option(help: ArgumentHelp("How often users are resampled; 0 for none.", valueName: "times"))
  var bootstrap: Int?

  @Option(
    help: ArgumentHelp(
      "A table of what was spent, and its columns if they are not called so.",
      valueName: "file[:channel:spend]"), completion: .file(extensions: ["csv"]))
  var spend: String?

  @Option(
    help: "A YAML file of lift tests that scale the credit of the channels they tested.",
    completion: .file(extensions: ["yaml", "yml"]))
  var experiments: String?

  @Option(help: "What the lift of these tests counts.")
  var liftMeasure: AttributionOptions.Calibration.Measure?

  @Option(
    help: ArgumentHelp(
      "How much memory touches may take before they go to disk, such as 256MB.",
      valueName: "size"))
  var memory: String?

  func validate() throws {
    let options = try overriding(AttributionOptions(), options: nil)
    if let problem = options.problem { throw ValidationError(problem) }
    _ = try memoryBytes()
  }

  /// The options with what the flags say in their place.
  func overriding(
    _ options: AttributionOptions, options global: GlobalOptions?
  ) throws -> AttributionOptions {
    var options = options
    if !models.isEmpty { options.models = try modelList() }
    if let lookback { options.lookbackDays = lookback }
    if let journeys { options.journeys = journeys }
    if let collapse { options.collapse = collapse }
    if let sessionGap { options.sessionGapMinutes = sessionGap }
    if let directChannel { options.directChannel = directChannel }
    if let direct { options.direct = direct }
    if let duplicates { options.duplicates = duplicates }
    if let halfLife { options.halfLifeDays = halfLife }
    if let positionWeights {
      options.positionWeights = positionWeights.split(separator: ",").map {
        Double($0.trimmingCharacters(in: .whitespaces)) ?? .nan
      }
    }
    if let removal { options.removal = removal }
    if let stateLimit { options.stateLimit = stateLimit }
    if let permutations { options.permutations = permutations }
    if let bootstrap { options.bootstrap = bootstrap }
    if let spend { options.spend = try spendSource(spend) }
    if let experiments { options.calibration = .init(experiments: experiments) }
    if let liftMeasure { options.calibration?.measure = liftMeasure }
    if let seed = global?.seed { options.seed = seed }
    if let level = global?.level { options.level = level }
    return options
  }

  private func modelList() throws -> [AttributionModel] {
    var list: [AttributionModel] = []
    for name in ListOption.split(models) {
      guard let model = AttributionModel(rawValue: name) else {
        throw ValidationError("--models: " + AttributionModel.unknown(name))
      }
      if !list.contains(model) { list.append(model) }
    }
    return list
  }

  private func spendSource(_ text: String) throws -> AttributionOptions.SpendSource {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    switch parts.count {
    case 1: return .init(path: text)
    case 3 where parts.allSatisfy { !$0.isEmpty }:
      return .init(path: parts[0], channel: parts[1], spend: parts[2])
    default:
      throw ValidationError(
        "--spend takes FILE or FILE:CHANNEL:SPEND, as in spend.csv:channel:cost.")
    }
  }

  /// The bytes that `--memory` allows; nil if it is not given.
  func memoryBytes() throws -> Int? {
    guard let memory else { return nil }
    guard let match = memory.wholeMatch(of: /(\d{1,9})\s*(MB|MiB|M|GB|GiB|G)/.ignoresCase()),
      let number = Int(match.1), number > 0
    else { throw ValidationError("--memory takes a size such as 256MB or 2GB.") }
    let unit = match.2.first?.lowercased() == "g" ? 1 << 30 : 1 << 20
    guard (16 << 20...1 << 42).contains(number * unit) else {
      throw ValidationError("--memory takes at least 16MB.")
    }
    return number * unit
  }
}
