import Crypto
public import Foundation
import Glibc

/// A folder of contents that can be made again, by key: the least recently used go when it is full.
///
/// It never stands in the way: a folder that cannot be used is a notice, and a file that is
/// damaged, cut short or not this program's is as good as none. Several processes may use one
/// folder at once.
public struct ContentCache: Sendable {
  /// The most bytes that a folder holds unless another number is asked for: 1 GiB.
  public static let standardCapacity = 1 << 30
  private static let ending = "liftwerk"
  private static let partialEnding = "partial"
  /// A partial file this old, in seconds, was left behind by a process that was killed.
  private static let remainsAge = 3600.0

  /// The folder.
  public let folder: String
  /// The most bytes that all contents together may have.
  public let capacity: Int

  /// Names a folder, which is made when something is first kept.
  public init(folder: String, capacity: Int = ContentCache.standardCapacity) {
    self.folder = folder
    self.capacity = capacity
  }

  /// The contents that were kept under a key, marked as used now; nil if there are none to trust.
  ///
  /// - Parameter key: letters, digits and hyphens.
  public func load(_ key: String) -> Data? {
    guard isOurs else { return nil }
    let path = path(of: key)
    guard let file = FileManager.default.contents(atPath: path) else { return nil }
    guard let contents = SealedContent.open(file) else {
      unlink(path)
      return nil
    }
    // A time that cannot be set costs only the order of going.
    _ = utimensat(AT_FDCWD, path, nil, 0)
    return contents
  }

  /// Keeps contents under a key.
  ///
  /// - Returns: why they could not be kept, as a sentence; nil if they were, or are larger than the
  ///   whole capacity.
  public func save(_ contents: Data, _ key: String) -> String? {
    let file = SealedContent.seal(contents)
    guard file.count <= capacity else { return nil }
    do throws(RunError) {
      try makeFolder()
      try swapIn(file, key)
    } catch {
      return "\(error.path): the fit could not be kept there (\(error.what))."
    }
    evict(keeping: "\(key).\(Self.ending)")
    return nil
  }

  /// Writes a file under a name of its own and gives it its name in one step.
  private func swapIn(_ file: Data, _ key: String) throws(RunError) {
    let partial = "\(path(of: key)).\(getpid())-\(UUID().uuidString).\(Self.partialEnding)"
    do throws(RunError) {
      try DurableFile.write(file, to: partial)
      guard rename(partial, path(of: key)) == 0 else { throw .writing(partial) }
    } catch {
      unlink(partial)
      throw error
    }
  }

  private func path(of key: String) -> String { "\(folder)/\(key).\(Self.ending)" }

  /// Makes the folder, for its owner alone.
  private func makeFolder() throws(RunError) {
    _ = try RunFolder.makeFolders((folder as NSString).deletingLastPathComponent)
    guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .writing(folder) }
    guard isOurs else {
      throw RunError(
        .cannotWrite, "the folder belongs to or may be written by somebody else", path: folder,
        remedy: "Choose another one.")
    }
  }

  /// Whether the folder is there, belongs to this user, and nobody else may write to it.
  private var isOurs: Bool {
    var status = stat()
    return stat(folder, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      && status.st_uid == geteuid() && status.st_mode & 0o022 == 0
  }

  /// Removes what was used longest ago until the rest fits, and what killed processes left.
  private func evict(keeping kept: String) {
    let now = Date().timeIntervalSince1970
    var entries: [(name: String, size: Int, used: Double)] = []
    for name in (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? [] {
      var status = stat()
      guard lstat("\(folder)/\(name)", &status) == 0 else { continue }
      let used = Double(status.st_mtim.tv_sec) + Double(status.st_mtim.tv_nsec) * 1e-9
      if name.hasSuffix(".\(Self.partialEnding)") {
        if now - used > Self.remainsAge { unlink("\(folder)/\(name)") }
      } else if name.hasSuffix(".\(Self.ending)") {
        entries.append((name, Int(status.st_size), used))
      }
    }
    var total = entries.reduce(0) { $0 + $1.size }
    for entry in entries.sorted(by: { ($0.used, $0.name) < ($1.used, $1.name) }) {
      guard total > capacity else { return }
      if entry.name == kept { continue }
      unlink("\(folder)/\(entry.name)")
      total -= entry.size
    }
  }
}

/// Contents behind a mark and their hash, so that damage shows.
enum SealedContent {
  /// The mark, with the version of the layout.
  private static let mark = Data("LIFTWERK".utf8) + Data([1])

  static func seal(_ contents: Data) -> Data {
    mark + Data(SHA256.hash(data: contents)) + contents
  }

  /// The contents, or nil if anything is not as it was sealed.
  static func open(_ file: Data) -> Data? {
    let begin = mark.count + SHA256.byteCount
    guard file.count >= begin, file.prefix(mark.count) == mark else { return nil }
    let contents = file.dropFirst(begin)
    let hash = file.dropFirst(mark.count).prefix(SHA256.byteCount)
    return Data(SHA256.hash(data: contents)) == Data(hash) ? Data(contents) : nil
  }
}
