import ArgumentParser
import Attribution
import Foundation
import Liftwerk

/// A command that asks about attribution: of the project file, or of a file and its columns.
protocol AttributionAsking: AsyncParsableCommand {
  var file: String? { get }
  var columns: JourneyColumns { get }
  var model: AttributionModelOptions { get }
  var options: GlobalOptions { get }
}

extension AttributionAsking {
  /// Refuses flags about columns without a file, and a file without them.
  func checkColumns() throws {
    if columns.table != nil {
      if file != nil { throw ValidationError("Give a file or --table, not both.") }
      return try columns.checkTable()
    }
    if file != nil, columns.source != nil {
      throw ValidationError("--source is a warehouse; name its table with --table, and no file.")
    }
    if file == nil { try columns.checkAbsent() } else { try columns.checkComplete() }
  }

  /// The request of a command, with what the flags say in the place of the project's options.
  ///
  /// - Parameter models: the models to take where neither flags nor project name any.
  func request(_ command: String, models: [AttributionModel]? = nil) throws -> RunRequest {
    var project: Project
    let directory: String
    if let table = columns.table {
      project = columns.project(table: table)
      if let models { project.attribution?.models = models }
      directory = FileManager.default.currentDirectoryPath
    } else if let file {
      project = columns.project(file)
      if let models { project.attribution?.models = models }
      directory = FileManager.default.currentDirectoryPath
    } else {
      let projectFile = try options.projectFile()
      project = projectFile.project
      directory = projectFile.directory
      guard project.attribution != nil else {
        throw LiftwerkError(
          .badProject, "\(projectFile.path): there is no section attribution. Add one.")
      }
      if let models { project.attribution?.models = models }
    }
    if let attribution = project.attribution {
      project.attribution = try model.overriding(attribution, options: options)
    }
    var request = options.request(project, directory: directory, command: command)
    do {
      request.warehouse = try columns.warehouse()
    } catch {
      throw LiftwerkError(error)
    }
    if let memory = try model.memoryBytes() { request.memory = memory }
    return request
  }
}
