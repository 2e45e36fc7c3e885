import Foundation
import MediaMix

extension Pipeline {
  /// The command that asks for a comparison of media-mix models alone.
  public static let comparisonCommand = "mmm compare"

  /// The methods that answer a command on a project, in the order of the report.
  ///
  /// `run` answers all that the project has sections for, a comparison only where `compare` asks for
  /// one; the comparison's own command answers it alone.
  static func methods(of request: RunRequest) throws(LiftwerkError) -> [any Method] {
    let project = try request.project.readingExperiments { path in
      guard let directory = request.directory else {
        return request.attachments.first { $0.path == path }?.contents
      }
      return FileManager.default.contents(
        atPath: request.project.place(of: path, from: directory))
    }
    var methods: [any Method] = []
    if let options = project.mediaMix {
      let fit = try MediaMixMethod(
        project: project, options: options, earlier: request.earlier)
      let isComparison = request.command == comparisonCommand
      if !isComparison { methods.append(fit) }
      if isComparison || (request.command == "run" && options.compare != nil) {
        methods.append(try MediaMixComparisonMethod(fit))
      }
    }
    return methods
  }
}
