extension Pipeline {
  /// The command that asks for the analysis of an experiment alone.
  public static let experimentAnalysisCommand = "experiment analyze"
  /// The command that asks for the plan of an experiment alone.
  public static let experimentPlanCommand = "experiment plan"
  /// The command that asks for uplift alone.
  public static let experimentUpliftCommand = "experiment uplift"

  /// The methods that answer the project's experiment section: all of it, or what a command asks.
  static func experiment(
    _ project: Project, _ command: String
  ) throws(LiftwerkError) -> [any Method] {
    guard let section = project.experiment else { return [] }
    func asks(_ name: String) -> Bool { command == name || !command.contains(" ") }
    var methods: [any Method] = []
    if let options = section.plan, asks(experimentPlanCommand) {
      methods.append(try ExperimentPlanMethod(project: project, options: options))
    }
    if let options = section.analyze, asks(experimentAnalysisCommand) {
      methods.append(try ExperimentAnalysisMethod(project: project, options: options))
    }
    if let options = section.uplift, asks(experimentUpliftCommand) {
      methods.append(try ExperimentUpliftMethod(project: project, options: options))
    }
    return methods
  }
}
