import CArrow
import Foundation

/// A driver's functions, from its shared library.
///
/// The library stays loaded until the process ends: drivers written in Go cannot be unloaded.
final class DriverLibrary {
  /// ADBC 1.0.0, which every driver speaks.
  private static let version: Int32 = 1_000_000

  /// What was loaded.
  let record: DriverRecord
  /// The functions; the driver keeps the address.
  let functions: UnsafeMutablePointer<AdbcDriver>

  /// Finds, checks, loads and initialises a driver.
  ///
  /// - Throws: `WarehouseError` of code `driverMissing` or `driverRefused`.
  init(_ driver: String, _ search: DriverSearch, _ secrets: Secrets) throws(WarehouseError) {
    let (manifest, path) = try search.manifest(of: driver)
    let file = try TrustedFile(manifest.library, "the driver library")
    record = DriverRecord(
      name: Secrets.none.redact(manifest.name), version: Secrets.none.redact(manifest.version),
      manifest: path, library: file.path, sha256: file.hash)
    guard let handle = dlopen(file.path, RTLD_NOW | RTLD_LOCAL) else {
      throw DriverLibrary.refusal(
        file.path, "it cannot be loaded: \(dlerror().map { String(cString: $0) } ?? "")")
    }
    let entry = try DriverLibrary.entryPoint(handle, manifest, driver, file.path)
    functions = .allocate(capacity: 1)
    functions.initialize(to: AdbcDriver())
    // From here on all is set, so `deinit` runs where a step fails.
    try EngineCall(secrets, { _, text in DriverLibrary.refusal(file.path, text) }).run {
      entry(DriverLibrary.version, functions, $0)
    }
    try checkFunctions(file.path)
  }

  deinit {
    if let function = functions.pointee.release {
      var error = AdbcError()
      _ = function(functions, &error)
      error.release?(&error)
    }
    functions.deinitialize(count: 1)
    functions.deallocate()
  }

  private func checkFunctions(_ path: String) throws(WarehouseError) {
    let driver = functions.pointee
    guard driver.database_new != nil, driver.database_set_option != nil,
      driver.database_init != nil, driver.database_release != nil, driver.connection_new != nil,
      driver.connection_init != nil, driver.connection_release != nil,
      driver.statement_new != nil, driver.statement_set_sql_query != nil,
      driver.statement_execute_query != nil, driver.statement_release != nil
    else { throw DriverLibrary.refusal(path, "it lacks functions of ADBC 1.0.0") }
  }

  /// The manifest's entry point, or the usual ones: ADBC's common name, and those that follow from
  /// the names of driver and file.
  private static func entryPoint(
    _ handle: UnsafeMutableRawPointer, _ manifest: DriverManifest, _ driver: String, _ path: String
  ) throws(WarehouseError) -> AdbcEntryPoint {
    let names =
      manifest.entryPoint.map { [$0] } ?? [
        "AdbcDriverInit", "\(driver)_adbc_init", derivedName(path), "Adbc\(camel(driver))Init",
      ]
    for name in names {
      if let symbol = dlsym(handle, name) {
        return unsafeBitCast(symbol, to: AdbcEntryPoint.self)
      }
    }
    throw refusal(
      path,
      "it has no entry point \(names.joined(separator: ", ")); name it as entrypoint below "
        + "[Driver] in the manifest")
  }

  /// `libadbc_driver_sqlite.so` has `AdbcDriverSqliteInit`.
  private static func derivedName(_ path: String) -> String {
    var name = (path as NSString).lastPathComponent.prefix { $0 != "." }
    if name.hasPrefix("lib") { name = name.dropFirst(3) }
    let whole = camel(String(name))
    return (whole.hasPrefix("Adbc") ? whole : "Adbc" + whole) + "Init"
  }

  private static func camel(_ name: String) -> String {
    name.split { $0 == "_" || $0 == "-" }.map { $0.prefix(1).uppercased() + $0.dropFirst() }
      .joined()
  }

  private static func refusal(_ path: String, _ why: String) -> WarehouseError {
    WarehouseError(
      .driverRefused, "the driver library \(Secrets.none.redact(path)) is not used: \(why)")
  }
}
