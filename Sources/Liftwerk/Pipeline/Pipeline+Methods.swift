import Foundation

extension Pipeline {
  /// The methods that a project has sections for, in the order of the report.
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
      methods.append(
        try MediaMixMethod(project: project, options: options, earlier: request.earlier))
    }
    return methods
  }
}
