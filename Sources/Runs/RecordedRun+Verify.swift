// What can be checked about a run without repeating it.
import Foundation

extension RecordedRun {
  /// The path of an input on this machine: where the manifest says, else relative to here.
  public func location(of input: Manifest.Input) -> String {
    if input.path.hasPrefix("/") { return input.path }
    guard let directory = manifest.directory else { return "\(path)/\(input.path)" }
    let recorded = "\(directory)/\(input.path)"
    return FileManager.default.fileExists(atPath: recorded) ? recorded : input.path
  }

  /// The inputs whose contents are no longer those the run read, each as a message.
  ///
  /// - Throws: `RunError` with kind `missing` if an input is gone.
  public func changedInputs() throws(RunError) -> [String] {
    var changed: [String] = []
    for input in manifest.inputs {
      let place = location(of: input)
      let hash = try ContentHash.hex(ofFile: place)
      if hash != input.sha256 {
        changed.append("\(place): its contents have changed since the run read it")
      }
    }
    return changed
  }

  /// The files of the run that were altered or removed since it was written, each as a message.
  public func changedOutputs() -> [String] {
    manifest.outputs.sorted { $0.key < $1.key }.compactMap { name, recorded in
      let place = path + "/" + name
      guard let hash = try? ContentHash.hex(ofFile: place) else { return "\(place): is gone" }
      return hash == recorded ? nil : "\(place): was altered after the run"
    }
  }
}
