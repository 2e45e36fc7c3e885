import MediaMix

extension Pipeline {
  /// The command that asks for a comparison of media-mix models alone.
  public static let comparisonCommand = "mmm compare"

  /// The methods that answer a command on a project, in the order of the report.
  ///
  /// `run` answers all that the project has sections for, a comparison only where `compare` asks for
  /// one; the comparison's own command answers it alone.
  static func methods(of request: RunRequest) throws(LiftwerkError) -> [any Method] {
    var methods: [any Method] = []
    if let options = request.project.mediaMix {
      let fit = try MediaMixMethod(project: request.project, options: options)
      let isComparison = request.command == comparisonCommand
      if !isComparison { methods.append(fit) }
      if isComparison || (request.command == "run" && options.compare != nil) {
        methods.append(try MediaMixComparisonMethod(fit))
      }
    }
    return methods
  }
}
