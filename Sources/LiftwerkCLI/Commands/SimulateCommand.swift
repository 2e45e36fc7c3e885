import ArgumentParser
import Liftwerk

/// The command `liftwerk simulate`.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Write data with known truth.",
    usage: "liftwerk simulate [<options>]",
    discussion: """
      Writes a panel of weeks (weekly.csv), a log of touches over its last season (touches.csv, with \
      touch-spend.csv and lift-tests.yaml), the truth they were made from (truth.json) and a project \
      file into a new folder. The same seed gives the same data.

      EXAMPLES
        liftwerk simulate --out practice
        liftwerk simulate --out practice --regions 1 --weeks 104 --channels 4 --seed 7
        liftwerk simulate --out large --users 1000000
      """)

  @Option(help: "The number of regions; 1 makes national data.")
  var regions = 8

  @Option(help: "The number of weeks.")
  var weeks = 156

  @Option(help: "The number of channels.")
  var channels = 8

  @Option(help: "The number of users in the log of touches.")
  var users = Simulation.defaultUsers

  @OptionGroup(title: "General") var options: GlobalOptions

  func run() throws {
    let simulation = try Simulation(
      regions: regions, weeks: weeks, channels: channels, users: users, seed: options.seed ?? 1)
    let folder = options.out ?? "simulated"
    let truth = try simulation.write(to: folder)
    switch options.format {
    case .json: try StandardOutput.write(truth)
    case .table:
      try StandardOutput.write(
        "Wrote weekly.csv, touches.csv, truth.json and liftwerk.yaml into \(folder).\n")
    }
  }
}
