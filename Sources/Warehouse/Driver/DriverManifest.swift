/// What an ADBC driver manifest says: which shared library a driver's name stands for.
struct DriverManifest: Equatable {
  var name: String
  var version: String
  var entryPoint: String?
  var library: String

  /// The key of this machine's kind below `[Driver.shared]`.
  static var platform: String {
    #if os(macOS)
      let system = "macos"
    #else
      let system = "linux"
    #endif
    #if arch(arm64)
      return system + "_arm64"
    #else
      return system + "_amd64"
    #endif
  }

  /// Reads a manifest.
  ///
  /// - Parameters:
  ///   - text: its TOML.
  ///   - driver: the driver's name, where the manifest gives none.
  ///   - path: where it lies, for messages.
  /// - Throws: `WarehouseError` of code `driverRefused`.
  init(_ text: String, driver: String, path: String) throws(WarehouseError) {
    func refusal(_ what: String) -> WarehouseError {
      WarehouseError(.driverRefused, "the driver manifest \(path) cannot be used: \(what)")
    }
    let manifest: ManifestText
    do {
      manifest = try ManifestText(text)
    } catch {
      throw refusal("line \(error.line) holds \(error.what)")
    }
    let version = manifest.integers["manifest_version"] ?? 1
    guard version == 1 else {
      throw refusal("its manifest_version is \(version), and only 1 is understood")
    }
    guard
      let library = manifest.texts["Driver.shared.\(DriverManifest.platform)"]
        ?? manifest.texts["Driver.shared"]
    else {
      throw refusal(
        "it names no library for this machine; add \(DriverManifest.platform) = \"/…\" "
          + "below [Driver.shared]")
    }
    guard library.hasPrefix("/"), !library.contains("\0") else {
      throw refusal(
        "its library “\(Secrets.none.redact(library))” is no absolute path, so what is loaded "
          + "would depend on the working folder")
    }
    name = manifest.texts["name"] ?? driver
    self.version = manifest.texts["version"] ?? ""
    entryPoint = manifest.texts["Driver.entrypoint"]
    self.library = library
  }
}
