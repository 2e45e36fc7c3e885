public import ArgumentParser
public import Budget

extension BudgetOptions.Grain: ExpressibleByArgument {}
extension BudgetOptions.Flighting: ExpressibleByArgument {}

/// What may be chosen and what for, as flags; a flag takes the place of the project file's word.
struct BudgetConditionOptions: ParsableArguments {
  @Option(help: ArgumentHelp("The money to divide.", valueName: "keep|free|number"))
  var total: String?

  @Option(help: "What each amount is for; channels keep their shares of geos.")
  var by: BudgetOptions.Grain?

  @Option(help: "Whether today's course over the periods is kept.")
  var flighting: BudgetOptions.Flighting?

  @Option(
    help: ArgumentHelp(
      "What a plan is judged by: \(Objective.words).", valueName: "objective"))
  var objective: String?

  @Option(help: "Reach this return on the whole budget.")
  var targetRoi: Double?

  @Option(help: "Spend in each channel until the next unit of money returns this much.")
  var targetMroi: Double?

  @Option(help: "Pay at most this much for a unit of the KPI.")
  var targetCpa: Double?

  @Option(
    help: ArgumentHelp(
      "The least and the most as multiples of today's spend; default=0.7:1.3.",
      valueName: "tv=0.9:1.1"))
  var bounds: [String] = []

  @Option(help: ArgumentHelp("The same in money.", valueName: "tv=10000:50000"))
  var limits: [String] = []

  @Option(help: ArgumentHelp("Channels that keep today's spend.", valueName: "names"))
  var fix: [String] = []

  @Option(
    help: ArgumentHelp(
      "Bind a sum: a share of the total up to 1, else money.", valueName: "social=a+b<=0.3"))
  var group: [String] = []

  @Option(help: ArgumentHelp("Keep today's ratio of channels.", valueName: "a+b"))
  var link: [String] = []

  @Option(
    help: ArgumentHelp("Nothing, or at least so much money.", valueName: "tv=50000"))
  var minimumFlight: [String] = []

  @Option(help: ArgumentHelp("Amounts in multiples of so much money.", valueName: "default=1000"))
  var step: [String] = []

  @Option(
    help: ArgumentHelp(
      "Choose the frequency too, of channels with reach and frequency.",
      valueName: "default=1:6"))
  var frequency: [String] = []

  @Option(help: "The largest change of a channel as a share of today's spend, such as 0.2.")
  var maxChange: Double?

  @Option(help: "The largest change from month to month against today's course, such as 0.2.")
  var maxMonthlyChange: Double?

  @Flag(help: "Allow more spend in a period than 1.5 times the largest observed.")
  var extrapolate = false

  @Option(help: "The share of what is won beyond observed spend that is not believed.")
  var extrapolationPenalty: Double?

  @Option(help: "With what probability a plan must be better to be recommended; 0.8 if not given.")
  var probability: Double?

  @Option(help: "The share of outcome money that is profit.")
  var margin: Double?

  func validate() throws {
    var options = BudgetOptions()
    try override(&options)
    let numbers = [
      targetRoi, targetMroi, targetCpa, maxChange, maxMonthlyChange, extrapolationPenalty,
      probability, margin,
    ]
    if numbers.contains(where: { $0?.isFinite == false }) {
      throw ValidationError("Numbers of a budget are finite; found nan or infinity.")
    }
  }

  /// Puts what the flags say in the options' place.
  ///
  /// - Throws: `ValidationError` if a flag cannot be read.
  func override(_ budget: inout BudgetOptions) throws {
    if let total { budget.total = try Self.total(total) }
    if let by { budget.grain = by }
    if let flighting { budget.flighting = flighting }
    if let objective {
      guard let read = Objective(objective) else {
        throw ValidationError("--objective takes \(Objective.words); found \"\(objective)\".")
      }
      budget.objective = read
    }
    if targetRoi != nil || targetMroi != nil || targetCpa != nil {
      (budget.targetROI, budget.targetMROI, budget.targetCPA) = (targetRoi, targetMroi, targetCpa)
      if total == nil { budget.total = nil }
    }
    for (name, range) in try Self.ranges("--bounds", bounds) { budget.bounds[name] = range }
    for (name, range) in try Self.ranges("--limits", limits) { budget.limits[name] = range }
    for (name, range) in try Self.ranges("--frequency", frequency) {
      budget.frequency[name] = range
    }
    for (name, amount) in try Self.amounts("--minimum-flight", minimumFlight) {
      budget.minimumFlight[name] = amount
    }
    for (name, amount) in try Self.amounts("--step", step) { budget.step[name] = amount }
    if !fix.isEmpty { budget.fixed = ListOption.split(fix) }
    if !group.isEmpty { budget.groups = try group.map(Self.group) }
    if !link.isEmpty {
      budget.linked = link.map { $0.split(separator: "+").map(String.init) }
    }
    if let maxChange { budget.maxChange = maxChange }
    if let maxMonthlyChange { budget.maxMonthlyChange = maxMonthlyChange }
    if extrapolate { budget.extrapolates = true }
    if let extrapolationPenalty { budget.extrapolationPenalty = extrapolationPenalty }
    if let probability { budget.probability = probability }
    if let margin { budget.margin = margin }
  }

  private static func total(_ text: String) throws -> BudgetOptions.Total {
    switch text {
    case "keep": return .keep
    case "free": return .free
    default:
      guard let amount = Double(text), amount.isFinite else {
        throw ValidationError("--total takes keep, free or an amount of money; found \"\(text)\".")
      }
      return .amount(amount)
    }
  }

  /// The parts of `name=value`, the last equals sign between them.
  private static func pair(
    _ flag: String, _ text: String, _ example: String
  ) throws -> (String, String) {
    guard let place = text.lastIndex(of: "="), place > text.startIndex else {
      throw ValidationError("\(flag) takes \(example); found \"\(text)\".")
    }
    return (String(text[..<place]), String(text[text.index(after: place)...]))
  }

  private static func ranges(_ flag: String, _ texts: [String]) throws -> [(String, [Double])] {
    try ListOption.split(texts).map { text in
      let (name, value) = try pair(flag, text, "CHANNEL=LEAST:MOST")
      let numbers = value.split(separator: ":", omittingEmptySubsequences: false).map {
        Double($0) ?? .nan
      }
      guard numbers.count == 2, numbers.allSatisfy(\.isFinite) else {
        throw ValidationError("\(flag) takes CHANNEL=LEAST:MOST; found \"\(text)\".")
      }
      return (name, numbers)
    }
  }

  private static func amounts(_ flag: String, _ texts: [String]) throws -> [(String, Double)] {
    try ListOption.split(texts).map { text in
      let (name, value) = try pair(flag, text, "CHANNEL=MONEY")
      guard let amount = Double(value), amount.isFinite else {
        throw ValidationError("\(flag) takes CHANNEL=MONEY; found \"\(text)\".")
      }
      return (name, amount)
    }
  }

  /// Reads `social=a+b<=0.3` or `social=a+b>=10000`.
  private static func group(_ text: String) throws -> BudgetOptions.Group {
    let error = ValidationError(
      "--group takes NAME=CHANNEL+CHANNEL<=NUMBER or >=, a share of the total up to 1, else money; "
        + "found \"\(text)\".")
    guard let match = text.wholeMatch(of: /([^=<>]+)=(.+)(<=|>=)([^<>=]+)/),
      let number = Double(match.4), number.isFinite
    else { throw error }
    var group = BudgetOptions.Group(
      name: String(match.1), channels: match.2.split(separator: "+").map(String.init))
    switch (match.3 == "<=", number <= 1) {
    case (true, true): group.mostShare = number
    case (true, false): group.most = number
    case (false, true): group.leastShare = number
    case (false, false): group.least = number
    }
    return group
  }
}
