import Tables

extension Project {
  /// The source of an experiment: the one of this name, or the only one there is.
  ///
  /// - Parameter key: the key that names it, for messages.
  /// - Throws: `LiftwerkError` with code `badProject`.
  func experimentSource(_ name: String?, key: String) throws(LiftwerkError) -> ExperimentSource {
    let names = data.keys.sorted().joined(separator: ", ")
    guard let name = name ?? soleName(where: \.isExperiment), let source = data[name] else {
      throw LiftwerkError(
        .badProject,
        "\(key): name the source of the users"
          + (names.isEmpty ? "; there is none under data." : " under data, which has: \(names)."))
    }
    guard case .experiment(let file) = source else {
      throw LiftwerkError(
        .badProject,
        "\(key): \(name) is no source of an experiment. Name one with kind: experiment.")
    }
    return file
  }

  /// Reads the file of an experiment.
  ///
  /// - Throws: `LiftwerkError`; `TableError` if the file is refused.
  func experimentTable(_ source: ExperimentSource, directory: String) throws -> Table {
    try read(source.path, source.locale, source.encoding, directory)
  }
}
