extension Pipeline {
  /// The methods that a project has sections for, in the order of the report.
  static func methods(of request: RunRequest) throws(LiftwerkError) -> [any Method] {
    []
  }
}
