import ArgumentParser
import Liftwerk

/// The root of the command line.
struct LiftwerkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "liftwerk",
    abstract: "Tell what marketing really caused, and write it down so that it can be checked.",
    discussion: """
      Start with an export that has a row for each week: dates, money spent on each channel, and \
      revenue or orders.

      EXAMPLES
        liftwerk demo                        a finished report in seconds
        liftwerk init weekly.csv             look at an export, write liftwerk.yaml
        liftwerk check                       list every problem before computing
        liftwerk run                         answer every question of liftwerk.yaml
        liftwerk runs list                   the runs made so far

      EXIT CODES
        0   done                            70  fault of the program
        3   numbers withheld, or a run      73  output cannot be written
            that does not verify            74  input/output error
        64  usage                           78  bad project file
        65  data refused                    130 interrupted
        66  input missing
      """,
    version: LiftwerkVersion.current,
    groupedSubcommands: [
      CommandGroup(
        name: "Getting started",
        subcommands: [DemoCommand.self, InitCommand.self, CheckCommand.self, RunCommand.self]),
      CommandGroup(
        name: "Methods",
        subcommands: [
          MediaMixCommand.self, AttributionCommand.self, GeoCommand.self, ExperimentCommand.self,
          BudgetCommand.self, BanditCommand.self,
        ]),
      CommandGroup(name: "Data", subcommands: [SimulateCommand.self]),
      CommandGroup(name: "Records", subcommands: [RunsCommand.self, ReportCommand.self]),
      CommandGroup(name: "Texts", subcommands: [KnowledgeCommand.self, ModelsCommand.self]),
    ])
}
