import Glibc

extension RunError {
  /// The error for a failed system call on a path of the output, from the value of `errno`.
  static func writing(_ path: String, code: Int32 = errno) -> RunError {
    switch code {
    case ENOSPC, EDQUOT:
      RunError(
        .cannotWrite, "no space is left for the output (\(reason(code)))", path: path,
        remedy: "Free some space or choose another disk with --out; nothing was changed.")
    case EFBIG:
      RunError(
        .cannotWrite, "the output is larger than this process may write (\(reason(code)))",
        path: path, remedy: "Raise the limit (ulimit -f); nothing was changed.")
    case EIO:
      RunError(
        .inputOutput, "writing failed (\(reason(code)))", path: path,
        remedy: "Check the disk; nothing was changed.")
    default:
      RunError(
        .cannotWrite, "cannot write there (\(reason(code)))", path: path,
        remedy: "Choose a folder you may write to with --out.")
    }
  }

  /// The error for a failed system call on a path that is read.
  static func reading(_ path: String, code: Int32 = errno) -> RunError {
    if code == ENOENT || code == ENOTDIR {
      return RunError(.missing, "no such file", path: path, remedy: "Check the path.")
    }
    return RunError(
      .inputOutput, "cannot be read (\(reason(code)))", path: path,
      remedy: "Check its permissions and the disk.")
  }

  private static func reason(_ code: Int32) -> String {
    guard let text = strerror(code) else { return "error \(code)" }
    return String(cString: text)
  }
}
