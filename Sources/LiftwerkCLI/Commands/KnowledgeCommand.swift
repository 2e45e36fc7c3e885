import ArgumentParser

/// The command `liftwerk knowledge`.
struct KnowledgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "knowledge",
    abstract: "Keep documents that reports may cite, and find passages in them.",
    subcommands: [
      KnowledgeAddCommand.self, KnowledgeSearchCommand.self, KnowledgeListCommand.self,
      KnowledgeRemoveCommand.self, KnowledgeEvaluateCommand.self,
    ])
}
