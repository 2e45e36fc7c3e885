public import Foundation
public import Knowledge
import LanguageModels

extension KnowledgeSection {
  /// Opens the store that the section names, with the encoder that it names or the only one there is.
  ///
  /// - Parameters:
  ///   - directory: the folder that relative paths start from.
  ///   - mustExist: whether a missing store is an error, for those who only read.
  ///   - usesEncoder: whether the encoder is loaded; without it passages are found by words alone.
  ///   - environment: says where the user's models are.
  /// - Throws: `LiftwerkError` if the store is missing, damaged or locked, or the model is.
  public func open(
    in directory: String, mustExist: Bool = true, usesEncoder: Bool = true,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(LiftwerkError) -> KnowledgeStore {
    let path = store.hasPrefix("/") ? store : "\(directory)/\(store)"
    do {
      let models = ModelStore(folder: ModelStore.folder(environment))
      return try KnowledgeStore(
        path: path, encoder: usesEncoder ? try models.encoder(named: model) : nil,
        mustExist: mustExist)
    } catch {
      throw LiftwerkError(error)
    }
  }
}
