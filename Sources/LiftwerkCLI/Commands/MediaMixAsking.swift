import ArgumentParser
import Foundation
import Liftwerk

/// A command that asks about a media mix: of the project file, or of a file and its columns.
protocol MediaMixAsking: AsyncParsableCommand {
  var file: String? { get }
  var columns: MediaMixColumns { get }
  var model: MediaMixModelOptions { get }
  var options: GlobalOptions { get }
}

extension MediaMixAsking {
  /// Refuses flags about columns without a file, and a file without them.
  func checkColumns() throws {
    if file == nil { try columns.checkAbsent() } else { try columns.checkComplete() }
  }

  /// The project that the command asks about, with what the flags say in its place, and the folder
  /// its paths start from.
  func question() throws -> (project: Project, directory: String) {
    var project: Project
    let directory: String
    if let file {
      project = try columns.project(file)
      directory = FileManager.default.currentDirectoryPath
    } else {
      let projectFile = try options.projectFile()
      project = projectFile.project
      directory = projectFile.directory
      guard project.mediaMix != nil else {
        throw LiftwerkError(
          .badProject, "\(projectFile.path): there is no section media_mix. Add one.")
      }
    }
    if let mediaMix = project.mediaMix { project.mediaMix = try model.overriding(mediaMix) }
    return (project, directory)
  }
}
