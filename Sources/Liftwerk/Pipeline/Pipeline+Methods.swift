extension Pipeline {
  /// The methods that a project has sections for, in the order of the report.
  static func methods(of request: RunRequest) throws(LiftwerkError) -> [any Method] {
    var methods: [any Method] = []
    if let options = request.project.mediaMix {
      methods.append(
        try MediaMixMethod(
          project: request.project, options: options, earlier: request.earlier))
    }
    return methods
  }
}
