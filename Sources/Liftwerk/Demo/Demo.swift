import Foundation
public import Runs

/// The whole way from data to report, on the data of a fictional retailer: `liftwerk demo`.
public enum Demo {
  /// Where the demonstration's files lie in its run folder.
  private static let folder = "inputs"

  /// The request for the demonstration's run; its data go into the run folder, so that it can be
  /// verified and looked at.
  ///
  /// - Throws: `LiftwerkError`, which would be a fault of the program.
  public static func request(_ destination: RunFolder.Destination) throws(LiftwerkError)
    -> RunRequest
  {
    let simulation = try Simulation()
    var project = try ProjectFile(text: simulation.projectText, path: ProjectFile.defaultName)
      .project
    for (name, source) in project.data {
      guard case .wide(var wide) = source else { continue }
      wide.path = "\(folder)/\(wide.path)"
      project.data[name] = .wide(wide)
    }
    return RunRequest(
      project: project, directory: nil, command: "demo", destination: destination,
      attachments: [
        (path: "\(folder)/weekly.csv", contents: simulation.export),
        (path: "\(folder)/truth.json", contents: simulation.truth),
        (
          path: "\(folder)/\(ProjectFile.defaultName)",
          contents: Data(simulation.projectText.utf8)
        ),
      ])
  }
}
