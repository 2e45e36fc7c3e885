import Foundation
import Liftwerk

/// The answer.
enum StandardOutput {
  /// Writes all bytes at once.
  ///
  /// - Throws: `LiftwerkError` with code `inputOutput` if they cannot be written.
  static func write(_ data: Data) throws(LiftwerkError) {
    do {
      try FileHandle.standardOutput.write(contentsOf: data)
    } catch {
      throw LiftwerkError(.inputOutput, "The answer cannot be written to standard output.")
    }
  }

  /// Writes text.
  ///
  /// - Throws: `LiftwerkError` with code `inputOutput` if it cannot be written.
  static func write(_ text: String) throws(LiftwerkError) { try write(Data(text.utf8)) }

  /// The width of the terminal; nil if the answer does not go to one.
  static var width: Int? {
    isatty(STDOUT_FILENO) == 1 ? columns(of: STDOUT_FILENO) : nil
  }
}

/// The width of a terminal; 80 if it does not tell.
private func columns(of descriptor: Int32) -> Int {
  var size = winsize()
  guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 1 else { return 80 }
  return Int(size.ws_col)
}

/// Progress and errors.
enum StandardError {
  /// The width of the terminal; 80 if there is none.
  static var width: Int { columns(of: STDERR_FILENO) }

  /// Writes a line; texts from data cannot steer the terminal.
  static func write(_ line: String) {
    let clean = String(
      line.unicodeScalars.map { scalar in
        let isControl = (scalar.value < 32 && scalar != "\n") || (127..<160).contains(scalar.value)
        return isControl ? " " : Character(scalar)
      })
    writeRaw(clean + "\n")
  }

  /// Writes text that this program made, with control characters.
  static func writeRaw(_ text: String) {
    // Nobody is left to tell if standard error itself fails.
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }
}
