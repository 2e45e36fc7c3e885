import CArrow
import Foundation

/// An open connection to a warehouse.
///
/// Everything is released, in order, when the session goes. Calls block until the engine answers. A session serves one thread at a time.
public final class WarehouseSession {
  /// Where it is connected to, as it may be shown.
  public let source: WarehouseSource
  /// Which driver answers.
  public var driver: DriverRecord { library.record }

  let library: DriverLibrary
  let connection: DriverHandle
  /// What tables were found to hold, by table and columns.
  var checkedTables: [TableKey: CheckedTable] = [:]

  /// Finds and loads the driver, opens the database, and connects.
  ///
  /// - Parameters:
  ///   - source: where the touches live.
  ///   - search: where drivers are looked for.
  /// - Throws: `WarehouseError`.
  public init(
    _ source: WarehouseSource, search: DriverSearch = .standard
  ) throws(WarehouseError) {
    self.source = source
    let library = try DriverLibrary(source.driver, search, source.secrets)
    let call = EngineCall(source.secrets) { status, text in
      WarehouseError(
        Status.opening(status), "\(source) cannot be opened: \(text); check the source's options")
    }
    let driver = library.functions
    let database = try DriverHandle(of: library, driver, driver.pointee.database_release, call) {
      driver.pointee.database_new?($0, $1)
    }
    for option in source.options {
      try call.run {
        driver.pointee.database_set_option?(database.address, option.name, option.value, $0)
      }
    }
    try call.run { driver.pointee.database_init?(database.address, $0) }
    let connection = try DriverHandle(of: database, driver, driver.pointee.connection_release, call)
    {
      driver.pointee.connection_new?($0, $1)
    }
    try call.run {
      driver.pointee.connection_init?(connection.address, database.address, $0)
    }
    self.library = library
    self.connection = connection
    for statement in source.dialect.texts.setup { try? execute(statement) }
    try checkZone()
  }
}

/// A database, connection or statement of a driver; holds on to what it was made of, so that a
/// connection goes before its database, and both before the driver.
final class DriverHandle {
  typealias Function =
    @convention(c) (
      UnsafeMutablePointer<AdbcHandle>?, UnsafeMutablePointer<AdbcError>?
    ) -> UInt8

  /// The driver keeps the address.
  let address: UnsafeMutablePointer<AdbcHandle>
  private let parent: AnyObject
  private var releasing: Function?

  /// Makes a handle with a driver's function.
  init(
    of parent: AnyObject, _ driver: UnsafeMutablePointer<AdbcDriver>, _ release: Function?,
    _ call: EngineCall,
    _ make: (UnsafeMutablePointer<AdbcHandle>, UnsafeMutablePointer<AdbcError>) -> UInt8?
  ) throws(WarehouseError) {
    self.parent = parent
    address = .allocate(capacity: 1)
    address.initialize(to: AdbcHandle())
    address.pointee.private_driver = UnsafeMutableRawPointer(driver)
    // Nothing is to be released of what was not made.
    try call.run { make(address, $0) }
    releasing = release
  }

  /// Releases what the driver made, once.
  func release() {
    var error = AdbcError()
    _ = releasing?(address, &error)
    error.release?(&error)
    releasing = nil
  }

  deinit {
    release()
    address.deinitialize(count: 1)
    address.deallocate()
  }
}
