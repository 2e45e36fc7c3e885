import Foundation
import Testing
import Warehouse

@Suite struct DriverTests {
  private func refusal(_ driver: FakeDriver) -> WarehouseError? {
    warehouseError { _ = try driver.open() }
  }

  @Test("a library or manifest that others can write to is refused", arguments: [0o775, 0o757])
  func writable(_ mode: Int) throws {
    for name in ["lib/libfake.so", "lib", "drivers/fake.toml", "drivers", ""] {
      let driver = try FakeDriver()
      try driver.setMode(mode, "\(driver.folder)/\(name)")
      let error = refusal(driver)
      #expect(error?.code == .driverRefused, "\(name)")
      #expect(error?.description.contains("chmod go-w") == true, "\(name)")
    }
  }

  @Test("a symbolic link is judged by what it leads to")
  func link() throws {
    let driver = try FakeDriver()
    let hidden = driver.folder + "/hidden.so"
    try FileManager.default.moveItem(atPath: driver.library, toPath: hidden)
    try FileManager.default.createSymbolicLink(
      atPath: driver.library, withDestinationPath: hidden)
    #expect(try driver.open().driver.library == hidden)
    try driver.setMode(0o777, hidden)
    #expect(refusal(driver)?.code == .driverRefused)
  }

  @Test("an unknown driver names the folders that were searched")
  func unknown() {
    let error = warehouseError {
      _ = try WarehouseSession(
        WarehouseSource("adbc:nosuch?dialect=spark"),
        search: DriverSearch(folders: ["/nowhere/one", "/nowhere/two"]))
    }
    #expect(error?.code == .driverMissing)
    #expect(error?.description.contains("nosuch.toml in /nowhere/one, /nowhere/two") == true)
  }

  @Test("folders that are no absolute paths are refused")
  func relativeFolder() {
    let error = warehouseError {
      _ = try WarehouseSession(
        WarehouseSource("adbc:sqlite"), search: DriverSearch(folders: ["drivers"]))
    }
    #expect(error?.code == .driverRefused)
  }

  @Test(
    "manifests that cannot be used say why",
    arguments: [
      ("[Driver.shared]\nlinux_amd64 = 'libfake.so'\nlinux_arm64 = 'libfake.so'", "absolute path"),
      ("[Driver]\nshared = '../libfake.so'", "absolute path"),
      ("[Driver.shared]\nplan9_mips = '/x.so'", "no library for this machine"),
      ("manifest_version = 2\n[Driver]\nshared = '/x.so'", "manifest_version is 2"),
      ("name = 'a'\nname = 'b'", "line 2"),
      ("[Driver]\n[Driver]", "line 2"),
      ("name = 'a", "line 1"),
      ("name = \"a\\q\"", "line 1"),
      ("name = '''a'''", "line 1"),
      ("name = 1.5", "line 1"),
      ("name = 'a' b", "line 1"),
      ("name 'a'", "line 1"),
      ("[[Driver]]", "line 1"),
      ("\n\nfeatures = [1, [2]]", "line 3"),
      ("features = [1", "line 1"),
      ("= 3", "line 1"),
    ])
  func manifests(_ text: String, _ why: String) throws {
    let driver = try FakeDriver()
    try driver.write(text)
    let error = refusal(driver)
    #expect(error?.code == .driverRefused)
    #expect(error?.description.contains(why) == true, "\(String(describing: error))")
  }

  @Test("a manifest's library that is not there is missing")
  func missingLibrary() throws {
    let driver = try FakeDriver()
    try FileManager.default.removeItem(atPath: driver.library)
    #expect(refusal(driver)?.code == .driverMissing)
  }

  @Test("a file that is no library is refused")
  func noLibrary() throws {
    let driver = try FakeDriver()
    try "no library".write(toFile: driver.library, atomically: false, encoding: .utf8)
    #expect(refusal(driver)?.code == .driverRefused)
  }

  @Test(
    "libraries without the entry point, the version or the functions are refused",
    arguments: ["NoSuchInit", "FakeOldInit", "FakeEmptyInit"])
  func entryPoints(_ name: String) throws {
    #expect(refusal(try FakeDriver(entryPoint: name))?.code == .driverRefused)
  }

  @Test("the hash is that of the library's bytes")
  func hash() throws {
    let driver = try FakeDriver()
    let process = Process()
    let pipe = Pipe()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["sha256sum", driver.library]
    process.standardOutput = pipe
    try process.run()
    let output = try #require(try pipe.fileHandleForReading.readToEnd())
    process.waitUntilExit()
    #expect(String(decoding: output, as: UTF8.self).hasPrefix(try driver.open().driver.sha256))
  }
}
