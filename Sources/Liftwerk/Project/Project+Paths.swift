import Attribution
import Foundation
import MediaMix
import Runs

extension Project {
  /// The path of a file that a project names.
  public func place(of path: String, from directory: String) -> String {
    path.hasPrefix("/") ? path : "\(directory)/\(path)"
  }

  /// The files that the media-mix methods read, as the project names them, each once.
  package var mediaMixPaths: [String] {
    var paths: [String] = []
    switch (mediaMix?.data ?? soleName(where: \.isPanel)).flatMap({ data[$0] }) {
    case .wide(let wide): paths = [wide.path]
    case .long(let long):
      for export in long.sources {
        paths.append(export.path)
        if case .column(_, let map) = export.channel { paths.append(map) }
      }
      paths.append(long.kpi.path)
    case .touches, .paths, .table, .experiment, nil: break
    }
    paths += experimentPaths
    if let plan = mediaMix?.forecast?.plan { paths.append(plan) }
    return Self.unique(paths)
  }

  /// The files that attribution reads, as the project names them, each once.
  package var attributionPaths: [String] {
    var paths: [String] = []
    switch (attribution?.data ?? soleName(where: \.isJourneys)).flatMap({ data[$0] }) {
    case .touches(let source): paths = [source.path] + [source.channelMap].compactMap { $0 }
    case .paths(let source): paths = [source.path] + [source.channelMap].compactMap { $0 }
    case .table(let source): paths = [source.channelMap].compactMap { $0 }
    case .wide, .long, .experiment, nil: break
    }
    paths += [attribution?.spend?.path, attribution?.calibration?.experiments].compactMap { $0 }
    return Self.unique(paths)
  }

  private static func unique(_ paths: [String]) -> [String] {
    var seen: Set<String> = []
    return paths.filter { seen.insert($0).inserted }
  }

  /// The name of the only source of a kind.
  func soleName(where isKind: (DataSource) -> Bool) -> String? {
    let names = data.filter { isKind($0.value) }
    return names.count == 1 ? names.first?.key : nil
  }

  /// Files with their sizes and hashes, each once.
  ///
  /// - Throws: `LiftwerkError` with code `inputMissing` if one is not there.
  func hashed(_ paths: [String], directory: String) throws -> [Manifest.Input] {
    try Self.unique(paths).map { path in
      let place = place(of: path, from: directory)
      guard let attributes = try? FileManager.default.attributesOfItem(atPath: place) else {
        throw LiftwerkError(
          .inputMissing,
          "\(path): there is no such file. Check its path, on the command line or in the project file."
        )
      }
      return Manifest.Input(
        path: path, bytes: (attributes[.size] as? NSNumber)?.intValue ?? 0,
        sha256: try ContentHash.hex(ofFile: place))
    }
  }
}

extension DataSource {
  /// Whether the source is a panel of periods.
  var isPanel: Bool {
    switch self {
    case .wide, .long: true
    case .touches, .paths, .table, .experiment: false
    }
  }

  /// Whether the source holds journeys.
  var isJourneys: Bool {
    switch self {
    case .touches, .paths, .table: true
    case .wide, .long, .experiment: false
    }
  }

  /// Whether the source holds an experiment.
  var isExperiment: Bool {
    if case .experiment = self { true } else { false }
  }
}
