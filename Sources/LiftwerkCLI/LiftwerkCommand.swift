import ArgumentParser
import Liftwerk

/// The root of the command line.
struct LiftwerkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "liftwerk",
    abstract: "Tell what marketing really caused, and write it down so that it can be checked.",
    discussion: """
      Start with an export that has a row for each week: dates, money spent on each channel, and
      revenue or orders.

      EXAMPLES
        liftwerk demo                        a finished report in seconds
        liftwerk init weekly.csv             look at an export, write liftwerk.yaml
        liftwerk check                       list every problem before computing
        liftwerk run                         answer every question of liftwerk.yaml
        liftwerk runs list                   the runs made so far

      Exit codes: 0 done, 3 numbers withheld or not verified, 64 usage, 65 data refused, 66 input
      missing, 70 fault of the program, 73 output cannot be written, 74 input/output error, 78 bad
      project file, 130 interrupted.
      """,
    version: LiftwerkVersion.current,
    groupedSubcommands: [
      CommandGroup(
        name: "Getting started",
        subcommands: [InitCommand.self, RunCommand.self]),
      CommandGroup(name: "Methods", subcommands: [MediaMixCommand.self]),
      CommandGroup(name: "Records", subcommands: [RunsCommand.self]),
    ])
}
