import Budget
import Foundation
import MediaMix

extension Pipeline {
  /// The command that asks for a comparison of media-mix models alone.
  public static let comparisonCommand = "mmm compare"
  /// The command that asks for the outcome of a plan alone.
  public static let forecastCommand = "mmm predict"
  /// The command that asks for attribution alone.
  public static let attributionCommand = "attribution run"
  /// The command that asks for a comparison of attribution models alone.
  public static let attributionComparisonCommand = "attribution compare"
  /// The command that asks about a finished geo test alone.
  public static let geoCommand = "geo analyze"
  /// The command that asks for the design of a geo test alone.
  public static let geoDesignCommand = "geo design"
  /// The command that judges a policy by a log alone.
  public static let banditEvaluationCommand = "bandit evaluate"
  /// The command that asks how well the stored documents answer questions.
  public static let knowledgeEvaluationCommand = "knowledge evaluate"
  /// The command that simulates campaigns of a bandit alone.
  public static let banditSimulationCommand = "bandit simulate"
  /// The command that asks for the value of experiments alone.
  public static let nextExperimentCommand = "mmm next-experiment"

  /// The command that asks how to divide the budget alone.
  public static let budgetCommand = "budget optimize"
  /// The command that asks what plans bring alone.
  public static let scenarioCommand = "budget scenario"

  /// The methods that answer a command on a project, in the order of the report.
  ///
  /// `run` answers all that the project has sections for; a comparison, a forecast and the next
  /// experiment have commands of their own, which answer them alone.
  static func methods(of request: RunRequest) throws(LiftwerkError) -> [any Method] {
    // A test may be about to make the file of experiments that the media mix names.
    switch request.command {
    case geoCommand: return try geo(request.project)
    case geoDesignCommand: return try geoDesign(request.project)
    case knowledgeEvaluationCommand: return [try KnowledgeEvaluationMethod(request.project)]
    default: break
    }
    if request.command.hasPrefix("experiment ") {
      return try experiment(request.project, request.command)
    }
    let project = try request.project.readingExperiments { path in
      guard let directory = request.directory else {
        return request.attachments.first { $0.path == path }?.contents
      }
      return FileManager.default.contents(
        atPath: request.project.place(of: path, from: directory))
    }
    let asksAll = !request.command.contains(" ")
    if request.command.hasPrefix("attribution ") {
      return try attribution(project, request.command)
    }
    if request.command.hasPrefix("bandit ") { return try bandit(project, request.command) }
    var methods: [any Method] = []
    if let curves = try budgetByCurves(project, request.command) {
      methods.append(curves)
      guard asksAll else { return methods }
    }
    if let options = project.mediaMix {
      let fit = try MediaMixMethod(
        project: project, options: options, earlier: request.earlier)
      switch request.command {
      case comparisonCommand: methods.append(try MediaMixComparisonMethod(fit))
      case forecastCommand: methods.append(try MediaMixForecastMethod(fit))
      case budgetCommand:
        methods.append(
          try BudgetMethod(fit, options: project.budget ?? .init(), question: .optimize))
      case scenarioCommand:
        methods.append(
          try BudgetMethod(fit, options: project.budget ?? .init(), question: .scenario))
      case nextExperimentCommand: methods.append(try NextExperimentMethod(fit))
      default: methods.append(fit)
      }
      if request.command == "run" {
        if options.compare != nil { methods.append(try MediaMixComparisonMethod(fit)) }
        if options.forecast != nil { methods.append(try MediaMixForecastMethod(fit)) }
        if options.nextExperiment != nil { methods.append(try NextExperimentMethod(fit)) }
      }
      if ["run", "demo"].contains(request.command), let budget = project.budget,
        budget.curves == nil
      {
        methods.append(try BudgetMethod(fit, options: budget, question: .optimize))
      }
    }
    if project.mediaMix == nil && project.budget != nil && project.budget?.curves == nil && asksAll
    {
      throw LiftwerkError(
        .badProject,
        "budget: there is no media mix that tells what money brings. Add `media_mix:`, or curves.")
    }
    guard asksAll else { return methods }
    return try methods + attribution(project, request.command) + geoDesign(project)
      + geo(project) + experiment(project, request.command) + bandit(project, request.command)
  }

  private static func budgetByCurves(
    _ project: Project, _ command: String
  ) throws(LiftwerkError) -> BudgetCurvesMethod? {
    guard let options = project.budget, let path = options.curves,
      [budgetCommand, scenarioCommand, "run"].contains(command)
    else { return nil }
    return try BudgetCurvesMethod(
      project, path: path, options: options,
      question: command == scenarioCommand ? .scenario : .optimize)
  }

  private static func geoDesign(_ project: Project) throws(LiftwerkError) -> [any Method] {
    guard let options = project.geoDesign else { return [] }
    return [try GeoDesignMethod(project: project, options: options)]
  }

  private static func geo(_ project: Project) throws(LiftwerkError) -> [any Method] {
    guard let options = project.geo else { return [] }
    return [try GeoMethod(project: project, options: options)]
  }

  private static func bandit(
    _ project: Project, _ command: String
  ) throws(LiftwerkError) -> [any Method] {
    var methods: [any Method] = []
    if command != banditEvaluationCommand, let bandit = project.bandit?.live,
      let options = project.bandit?.simulate
    {
      methods.append(
        try BanditSimulationMethod(project: project, bandit: bandit, options: options))
    }
    if command != banditSimulationCommand, let options = project.bandit?.evaluate {
      methods.append(try BanditEvaluationMethod(project: project, options: options))
    }
    return methods
  }

  private static func attribution(
    _ project: Project, _ command: String
  ) throws(LiftwerkError) -> [any Method] {
    guard let options = project.attribution else { return [] }
    return [
      try AttributionMethod(
        project: project, options: options,
        question: command == attributionComparisonCommand ? .compare : .run)
    ]
  }
}
