import Foundation
import MediaMix
import Runs

extension Project {
  /// The path of a file that a project names.
  public func place(of path: String, from directory: String) -> String {
    path.hasPrefix("/") ? path : "\(directory)/\(path)"
  }

  /// The files that the project's methods read, as the project names them, each once.
  public var inputPaths: [String] {
    var paths: [String] = []
    switch (mediaMix?.data ?? soleDataName).flatMap({ data[$0] }) {
    case .wide(let wide): paths = [wide.path]
    case .long(let long):
      for export in long.sources {
        paths.append(export.path)
        if case .column(_, let map) = export.channel { paths.append(map) }
      }
      paths.append(long.kpi.path)
    case .unavailable, nil: break
    }
    paths += experimentPaths
    if let plan = mediaMix?.forecast?.plan { paths.append(plan) }
    var seen: Set<String> = []
    return paths.filter { seen.insert($0).inserted }
  }

  /// The name of the only source a media-mix model could read.
  var soleDataName: String? {
    let names = data.filter { entry in
      if case .unavailable = entry.value { return false }
      return true
    }
    return names.count == 1 ? names.first?.key : nil
  }

  /// The files that the project's methods read, with their sizes and hashes.
  ///
  /// - Throws: `LiftwerkError` with code `inputMissing` if one is not there.
  func hashedInputs(directory: String) throws -> [Manifest.Input] {
    try inputPaths.map { path in
      let place = place(of: path, from: directory)
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: place) else {
        throw LiftwerkError(
          .inputMissing, "\(path): there is no such file. Check the paths in the project file.")
      }
      return Manifest.Input(
        path: path, bytes: (attributes[.size] as? NSNumber)?.intValue ?? 0,
        sha256: try ContentHash.hex(ofFile: place))
    }
  }
}
