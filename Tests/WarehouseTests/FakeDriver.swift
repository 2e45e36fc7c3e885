import Foundation
import Testing
import Warehouse

/// A driver that lies on demand, compiled into a folder of its own with its manifest.
final class FakeDriver {
  let folder: String
  var library: String { folder + "/lib/libfake.so" }
  var search: DriverSearch { DriverSearch(folders: [folder + "/drivers"]) }

  static let password = "gehe!m&=%42"
  static let encodedPassword = "gehe!m%26%3D%2542"

  init(entryPoint: String = "FakeInit") throws {
    // A name of its own each time: what is loaded once stays, and is found again by its path.
    folder =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appendingPathComponent("fake-\(UUID().uuidString)").path
    for name in ["", "lib", "drivers"] {
      try FileManager.default.createDirectory(
        atPath: "\(folder)/\(name)", withIntermediateDirectories: false,
        attributes: [.posixPermissions: 0o755])
    }
    try FileManager.default.copyItem(atPath: FakeDriver.built.get(), toPath: library)
    try setMode(0o755, library)
    try write(
      """
      manifest_version = 1 # the only one
      name = 'Fake'
      version = "1.2"

      [ADBC.features]
      unsupported = [
        "all", # of it
        'more',
      ]
      [Driver]
      entrypoint = "\(entryPoint)"
      [Driver.shared]
      linux_amd64 = "\(library)"
      linux_arm64 = "\(library)"
      """)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  /// Replaces the manifest.
  func write(_ manifest: String) throws {
    let path = folder + "/drivers/fake.toml"
    try manifest.write(toFile: path, atomically: true, encoding: .utf8)
    try setMode(0o644, path)
  }

  func setMode(_ mode: Int, _ path: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
  }

  func open(fault: String = "") throws -> WarehouseSession {
    try WarehouseSession(
      WarehouseSource(
        "adbc:fake?dialect=duckdb&uri=fake://host&fault=\(fault)"
          + "&password=\(FakeDriver.encodedPassword)"), search: search)
  }

  /// How many objects of the driver are alive, once the library is loaded.
  func liveObjects() throws -> Int {
    let handle = try #require(dlopen(library, RTLD_NOW))
    let symbol = try #require(dlsym(handle, "fake_live"))
    return Int(unsafeBitCast(symbol, to: (@convention(c) () -> CInt).self)())
  }

  /// The library, compiled once a run.
  private static let built = Result {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent().path
    let source = try #require(
      Bundle.module.path(forResource: "Fixtures/fake_driver", ofType: "c"))
    let output = FileManager.default.temporaryDirectory
      .appendingPathComponent("fake-driver-\(ProcessInfo.processInfo.processIdentifier).so").path
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [
      "cc", "-shared", "-fPIC", "-w", "-I\(root)/Sources/CArrow/include", source, "-o", output,
    ]
    try process.run()
    process.waitUntilExit()
    try #require(process.terminationStatus == 0, "cc must be on the path")
    return output
  }
}

/// The error that a closure throws.
func warehouseError(_ body: () throws -> Void) -> WarehouseError? {
  do {
    try body()
    return nil
  } catch {
    return error as? WarehouseError
  }
}
