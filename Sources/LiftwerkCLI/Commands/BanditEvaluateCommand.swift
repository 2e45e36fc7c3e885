public import ArgumentParser
public import Bandits
import Foundation
import Liftwerk

extension OffPolicyOptions.RewardKind: ExpressibleByArgument {}
extension OffPolicyOptions.IntervalKind: ExpressibleByArgument {}

/// The command `liftwerk bandit evaluate`.
struct BanditEvaluateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Tell what a policy would have earned, from the log of another.",
    usage: "liftwerk bandit evaluate [<file>] [<options>]",
    discussion: """
      Reads a log with a row for each decision: the action, what it brought, and the probability with \
      which it was chosen. The policy is a file with the key columns, the action's column and \
      probability, which sums to 1 for each key. Estimators stand side by side with their effective \
      number of rows; none is held back for being weak.

      EXAMPLES
        liftwerk bandit evaluate log.csv --action item --reward click \\
          --propensity p --policy policy.csv --key position
        liftwerk bandit evaluate log.csv --action offer --reward revenue \\
          --reward-kind revenue --propensity p --policy new.csv --key segment,hour \\
          --estimators snipw,dr --cluster user --features age,device
      """)

  @Argument(
    help: "A CSV file with a row for each decision.",
    completion: .file(extensions: ["csv", "tsv", "txt", "gz"]))
  var file: String?

  @Option(help: "The column of actions, in the log and in the policy.")
  var action: String?

  @Option(help: "The column of rewards.")
  var reward: String?

  @Option(help: "Whether rewards are money or a count.")
  var rewardKind: OffPolicyOptions.RewardKind?

  @Option(help: "The column of the probability with which the action was chosen.")
  var propensity: String?

  @Option(
    help: "A CSV file of the policy.", completion: .file(extensions: ["csv", "tsv", "txt", "gz"]))
  var policy: String?

  @Option(help: "The columns the policy depends on; repeat it or use commas.")
  var key: [String] = []

  @Option(
    help: ArgumentHelp(
      "The estimators: "
        + OffPolicyOptions.Estimator.allCases.map(\.rawValue).joined(separator: ", ")
        + "; repeat it or use commas.", valueName: "names"))
  var estimators: [String] = []

  @Option(help: "The largest weight; no weight is cut down if not given.")
  var clip: Double?

  @Option(help: "The weight above which switch-dr trusts the model alone.")
  var tau: Double?

  @Option(
    help: """
      Columns for a regression of rewards beside key and action, for dm and dr; repeat it or use \
      commas.
      """)
  var features: [String] = []

  @Option(help: "How many rows' worth of the mean each cell of the model starts with.")
  var shrinkage: Double?

  @Option(help: "How many parts of the log are predicted by a model of the others.")
  var folds: Int?

  @Option(help: "The column whose rows belong together, such as users.")
  var cluster: String?

  @Option(help: "How intervals are made.")
  var interval: OffPolicyOptions.IntervalKind?

  @Option(help: "Replicates of the bootstrap.")
  var replicates: Int?

  @OptionGroup(title: "General") var options: GlobalOptions

  func validate() throws {
    for name in ListOption.split(estimators)
    where OffPolicyOptions.Estimator(rawValue: name) == nil {
      throw ValidationError("--estimators: " + OffPolicyOptions.Estimator.unknown(name))
    }
    if file == nil {
      let isGiven =
        [action, reward, propensity, policy, cluster].contains { $0 != nil } || !key.isEmpty
        || !features.isEmpty
      if isGiven {
        throw ValidationError(
          "Name the file whose columns the flags mean: liftwerk bandit evaluate FILE …")
      }
      return
    }
    let missing = [
      ("--action", action), ("--reward", reward), ("--propensity", propensity),
      ("--policy", policy),
    ].filter { $0.1 == nil }.map(\.0)
    if !missing.isEmpty {
      throw ValidationError("With a file, \(missing.joined(separator: ", ")) must be given.")
    }
    if let problem = overriding(fileOptions(file ?? "")).problem {
      throw ValidationError("--" + problem)
    }
  }

  func run() async throws {
    var project: Project
    let directory: String
    if let file {
      let name = ((file as NSString).lastPathComponent as NSString).deletingPathExtension
      project = Project(
        name: name, bandit: BanditSection(evaluate: overriding(fileOptions(file))))
      directory = FileManager.default.currentDirectoryPath
    } else {
      let projectFile = try options.projectFile()
      project = projectFile.project
      directory = projectFile.directory
      guard let evaluation = project.bandit?.evaluate else {
        throw LiftwerkError(
          .badProject, "\(projectFile.path): there is no section bandit with evaluate. Add one.")
      }
      project.bandit?.evaluate = overriding(evaluation)
    }
    let request = options.request(
      project, directory: directory, command: Pipeline.banditEvaluationCommand)
    try await RunAnswer(options: options).answer(request)
  }

  private func fileOptions(_ file: String) -> OffPolicyOptions {
    var choices = OffPolicyOptions(
      log: file, policy: policy ?? "", action: action ?? "", reward: reward ?? "",
      propensity: propensity ?? "")
    choices.key = ListOption.split(key)
    choices.features = ListOption.split(features)
    choices.cluster = cluster
    return choices
  }

  /// The options with what the flags say in their place.
  private func overriding(_ options: OffPolicyOptions) -> OffPolicyOptions {
    var choices = options
    if !estimators.isEmpty {
      choices.estimators = ListOption.split(estimators).compactMap {
        OffPolicyOptions.Estimator(rawValue: $0)
      }
    }
    if let rewardKind { choices.isMoney = rewardKind == .revenue }
    if let clip { choices.clip = clip }
    if let tau { choices.tau = tau }
    if let shrinkage { choices.shrinkage = shrinkage }
    if let folds { choices.folds = folds }
    if let interval { choices.interval = interval }
    if let replicates { choices.replicates = replicates }
    if let level = self.options.level { choices.level = level }
    if let seed = self.options.seed { choices.seed = seed }
    return choices
  }
}
