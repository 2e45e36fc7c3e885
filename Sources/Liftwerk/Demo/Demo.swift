import Attribution
import Findings
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
    let project = try ProjectFile(text: simulation.projectText, path: ProjectFile.defaultName)
      .project
    var request = RunRequest(
      project: moved(project), directory: nil, command: "demo", destination: destination,
      attachments: try simulation.files().map { ("\(folder)/\($0.path)", $0.contents) })
    request.fullReports = Language.allCases
    return request
  }

  /// The project with its files in the folder of the demonstration.
  private static func moved(_ project: Project) -> Project {
    var project = project
    for (name, source) in project.data {
      switch source {
      case .wide(var wide):
        wide.path = "\(folder)/\(wide.path)"
        project.data[name] = .wide(wide)
      case .experiment(var experiment):
        experiment.path = "\(folder)/\(experiment.path)"
        project.data[name] = .experiment(experiment)
      case .touches(var touches):
        touches.path = "\(folder)/\(touches.path)"
        project.data[name] = .touches(touches)
      case .long, .paths, .table: continue
      }
    }
    if let spend = project.attribution?.spend?.path {
      project.attribution?.spend?.path = "\(folder)/\(spend)"
    }
    if let tests = project.attribution?.calibration?.experiments {
      project.attribution?.calibration?.experiments = "\(folder)/\(tests)"
    }
    return project
  }
}
