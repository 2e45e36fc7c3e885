import Foundation

/// The text of a PDF, by poppler's program pdftotext.
enum PDFText {
  /// Reads a file.
  ///
  /// - Throws: `KnowledgeError.unavailable` without pdftotext; `.refused` if it finds no text, takes
  ///   longer than a minute or writes more than the limit.
  static func read(path: String, limit: Int) throws(KnowledgeError) -> String {
    guard let program = program() else {
      throw .unavailable(
        "\(path): a PDF is read by pdftotext, which is not installed here. Install poppler-utils, or "
          + "save the document as text.")
    }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    // An absolute path cannot be taken for an option.
    process.arguments = [
      "-q", "-enc", "UTF-8", "-eol", "unix", URL(fileURLWithPath: path).standardizedFileURL.path,
      "-",
    ]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    do { try process.run() } catch {
      throw .unavailable("\(program): cannot be started (\(error)). Install poppler-utils anew.")
    }
    let clock = Deadline(process, seconds: 60)
    var data = Data()
    while let part = try? pipe.fileHandleForReading.read(upToCount: 1 << 16), !part.isEmpty {
      data.append(part)
      if data.count > limit {
        process.terminate()
        break
      }
    }
    process.waitUntilExit()
    if clock.cancel() {
      throw .refused(["\(path): pdftotext has not ended within a minute. Save it as text."])
    }
    guard data.count <= limit else { throw DocumentReader.tooLarge(path, limit) }
    guard process.terminationStatus == 0 else {
      throw .refused(["\(path): pdftotext cannot read it: no PDF, damaged, or locked. Check it."])
    }
    let text = String(decoding: data.filter { $0 != 0 }, as: UTF8.self)
      .replacingOccurrences(of: "\u{C}", with: "\n\n")
    guard text.contains(where: { !$0.isWhitespace }) else {
      throw .refused([
        "\(path): the PDF holds no text, only pictures perhaps. Recognise its text first."
      ])
    }
    return text
  }

  /// Where the program is, from the environment's path.
  static func program(
    _ environment: [String: String] = ProcessInfo.processInfo.environment
  ) -> String? {
    (environment["PATH"] ?? "").split(separator: ":").filter { $0.hasPrefix("/") }
      .map { $0 + "/pdftotext" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }
}

/// Ends a process that takes too long.
private final class Deadline: @unchecked Sendable {
  private let lock = NSLock()
  private var hasEnded = false
  private var isOver = false

  init(_ process: Process, seconds: Double) {
    let identifier = process.processIdentifier
    DispatchQueue.global().asyncAfter(deadline: .now() + seconds) { [weak self] in
      guard let self else { return }
      lock.withLock {
        guard !isOver else { return }
        hasEnded = true
        kill(identifier, SIGKILL)
      }
    }
  }

  /// Stops waiting; true if the process was ended.
  func cancel() -> Bool {
    lock.withLock {
      isOver = true
      return hasEnded
    }
  }
}
