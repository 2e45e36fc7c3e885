import Foundation

extension ChatServerOptions {
  /// Whether the host is this machine.
  public var isLocal: Bool { Self.isLocal(URLComponents(string: url)?.host) }

  static func isLocal(_ host: String?) -> Bool {
    guard let host = host?.lowercased() else { return false }
    if host == "localhost" || host == "::1" || host == "[::1]" { return true }
    let parts = host.split(separator: ".", omittingEmptySubsequences: false)
    return parts.count == 4 && parts[0] == "127"
      && parts.allSatisfy { UInt8($0) != nil && $0.allSatisfy(\.isNumber) }
  }

  /// What is wrong with the options; nil if nothing is.
  ///
  /// No message repeats a value that could be a key.
  func problem(mayLeaveMachine: Bool) -> String? {
    if let problem = Self.problem(url: url, mayLeaveMachine: mayLeaveMachine) { return problem }
    if model.isEmpty { return "model is empty." }
    if name.isEmpty || name.count > 80 { return "name takes 1 to 80 characters." }
    if let keyVariable {
      guard keyVariable.wholeMatch(of: /[A-Za-z_][A-Za-z0-9_]{0,63}/) != nil else {
        return
          "key_env is the name of an environment variable, such as CHAT_KEY; a key itself must "
          + "not stand in a project."
      }
      if !isLocal && !url.lowercased().hasPrefix("https:") {
        return "\(name): a key goes to another machine by https only."
      }
    }
    let limits = [timeout.connect, timeout.firstToken, timeout.total]
    guard limits.allSatisfy({ $0.isFinite && $0 > 0 && $0 <= 3600 }) else {
      return "timeout takes seconds above 0 and up to 3600."
    }
    guard (0...10).contains(retries) else { return "retries takes a number from 0 to 10." }
    guard (16...8192).contains(maximumTokens) else {
      return "max_tokens takes a number from 16 to 8192."
    }
    if let price, !([price.input, price.output].allSatisfy { $0.isFinite && $0 >= 0 }) {
      return "price takes numbers from 0."
    }
    return nil
  }

  /// What is wrong with an address that texts are sent to.
  static func problem(url: String, mayLeaveMachine: Bool) -> String? {
    guard let parts = URLComponents(string: url), let scheme = parts.scheme?.lowercased(),
      ["http", "https"].contains(scheme), let host = parts.host, !host.isEmpty
    else { return "url takes an address such as http://127.0.0.1:8080/v1." }
    guard parts.user == nil, parts.password == nil, parts.query == nil, parts.fragment == nil else {
      return
        "url takes no user, password, query or fragment: name the variable of a key by key_env."
    }
    guard mayLeaveMachine || isLocal(host) else {
      return "\(host) is another machine: texts of the report would leave this one. Say "
        + "`allow_remote: true` if they may."
    }
    return nil
  }
}
