import Foundation

/// Where manifests of drivers are looked for: the folders of `ADBC_DRIVER_PATH` (parted by colons),
/// then the user's and the system's configuration.
///
/// The working folder is none of them.
public struct DriverSearch: Sendable, Equatable {
  /// The folders, first found first used.
  public var folders: [String]

  /// Takes folders.
  public init(folders: [String]) { self.folders = folders }

  /// The folders of this process's environment.
  public static var standard: DriverSearch {
    let environment = ProcessInfo.processInfo.environment
    var folders = (environment["ADBC_DRIVER_PATH"] ?? "").split(separator: ":").map(String.init)
    if let configuration = environment["XDG_CONFIG_HOME"], configuration.hasPrefix("/") {
      folders.append(configuration + "/adbc/drivers")
    } else if let home = environment["HOME"], home.hasPrefix("/") {
      folders.append(home + "/.config/adbc/drivers")
    }
    return DriverSearch(folders: folders + ["/etc/adbc/drivers"])
  }

  /// The manifest of a driver.
  ///
  /// - Throws: `WarehouseError` of code `driverMissing`, with the folders that were searched, or
  ///   `driverRefused`.
  func manifest(of driver: String) throws(WarehouseError) -> (DriverManifest, path: String) {
    for folder in folders {
      guard folder.hasPrefix("/") else {
        throw WarehouseError(
          .driverRefused,
          "the driver folder “\(Secrets.none.redact(folder))” is no absolute path; name it in full "
            + "in ADBC_DRIVER_PATH")
      }
      let path = "\(folder)/\(driver).toml"
      guard FileManager.default.fileExists(atPath: path) else { continue }
      let file = try TrustedFile(path, "the driver manifest", headLimit: 1 << 16)
      guard let text = String(validating: file.head, as: UTF8.self) else {
        throw WarehouseError(.driverRefused, "the driver manifest \(path) is no UTF-8 text")
      }
      return (try DriverManifest(text, driver: driver, path: path), path)
    }
    throw WarehouseError(
      .driverMissing,
      "no ADBC driver “\(driver)” is configured: there is no \(driver).toml in "
        + folders.map(Secrets.none.redact).joined(separator: ", ")
        + "; install the driver and write its manifest there, or name its folder in "
        + "ADBC_DRIVER_PATH")
  }
}
