// Renaming with flags: exchange two names, or refuse to replace one.
import Glibc

enum AtomicRename {
  /// What to do where the new name is taken.
  enum Mode: UInt32 {
    /// Fail with EEXIST (`RENAME_NOREPLACE` of linux/fs.h).
    case keep = 1
    /// Swap the two (`RENAME_EXCHANGE`).
    case exchange = 2
  }

  private typealias Call =
    @convention(c) (
      Int32, UnsafePointer<CChar>, Int32, UnsafePointer<CChar>, UInt32
    ) -> Int32

  /// Renames in one step; returns 0, or the error code: ENOSYS or EINVAL where the system or the
  /// file system cannot do it.
  static func rename(_ old: String, to new: String, _ mode: Mode) -> Int32 {
    // Glibc declares renameat2 only under _GNU_SOURCE, which the Swift overlay does not set.
    guard let symbol = dlsym(nil, "renameat2") else { return ENOSYS }
    // The symbol, if it is there, has the signature of renameat2(2).
    let call = unsafeBitCast(symbol, to: Call.self)
    return call(AT_FDCWD, old, AT_FDCWD, new, mode.rawValue) == 0 ? 0 : errno
  }
}
