import Foundation
import LanguageModels
import Testing

@Suite("The store of models")
struct ModelStoreTests {
  @Test("is in the folder that the environment names")
  func folder() {
    #expect(ModelStore.folder(["LIFTWERK_MODELS": "/a", "XDG_DATA_HOME": "/b"]) == "/a")
    #expect(ModelStore.folder(["XDG_DATA_HOME": "/b"]) == "/b/liftwerk/models")
    #expect(ModelStore.folder(["HOME": "/h"]) == "/h/.local/share/liftwerk/models")
  }

  @Test("refuses another hash, a damaged model and a name that is a path; keeps nothing of them")
  func refusals() throws {
    let home = NSTemporaryDirectory() + "liftwerk-models-" + UUID().uuidString
    defer { try? FileManager.default.removeItem(atPath: home) }
    let source = home + "/source"
    try FileManager.default.createDirectory(atPath: source, withIntermediateDirectories: true)
    try Data("no model".utf8).write(to: URL(fileURLWithPath: source + "/model.safetensors"))
    let store = ModelStore(folder: home + "/models")
    let wrong = #expect(throws: LanguageModelError.self) {
      try store.add(path: source, sha256: String(repeating: "0", count: 64))
    }
    let message = wrong?.description ?? ""
    let hash = String(message.split(separator: " ").first { $0.count == 65 }?.dropLast() ?? "")
    #expect(hash.count == 64 && message.contains("SHA-256"))
    #expect(throws: LanguageModelError.self) { try store.add(path: source, sha256: hash) }
    #expect(throws: LanguageModelError.self) {
      try store.add(path: source, sha256: hash, name: "../x")
    }
    #expect(store.models().isEmpty)
    let hasEncoder = try store.encoder() != nil
    #expect(!hasEncoder)
    #expect(throws: LanguageModelError.self) { try store.encoder(named: "x") }
  }
}
