import Findings
import Foundation

/// Tells texts of documents that talk to a machine, or hide what they say, from those that inform a reader.
///
/// Nothing that is quoted is ever obeyed: this keeps such texts out of answers that people forward.
enum InstructionScan {
  /// Whether a text should not be quoted.
  static func isSuspect(_ text: String) -> Bool {
    if hidesSigns(text) || mixesScripts(text) || hasEncodedRun(text) { return true }
    let flat = Question.cleaned(text).lowercased().folding(
      options: .diacriticInsensitive, locale: nil)
    let squeezed = flat.filter { $0.isLetter || $0.isNumber || $0.isWhitespace }
    if marks.contains(where: flat.contains) { return true }
    return isOrder(Set(squeezed.split(whereSeparator: \.isWhitespace).map(String.init)))
      || isOrder(Set(joined(squeezed)))
  }

  /// Marks of chat templates, pages and links that load something.
  private static let marks = [
    "<|", "|>", "[inst]", "[/inst]", "<<sys>>", "</s>", "<script", "<img", "<iframe", "javascript:",
    "data:text", "![", "begin system", "end of document", "system prompt", "systemprompt",
    "system:",
    "assistant:", "system message", "systemnachricht", "developer mode", "jailbreak", "you are now",
    "du bist jetzt", "new instructions", "neue anweisung", "do anything now",
  ]

  private static let overriding: Set<String> = [
    "ignore", "disregard", "forget", "override", "bypass", "obey", "reveal", "pretend", "decode",
    "ignoriere", "ignorieren", "ignoriert", "missachte", "vergiss", "umgehe", "befolge", "verrate",
    "dekodiere", "entschlussele",
  ]

  private static let machinery: Set<String> = [
    "instruction", "instructions", "rules", "prompt", "prompts", "previous", "prior", "anweisung",
    "anweisungen", "regeln", "vorherigen", "bisherigen", "vorgaben", "tool", "tools", "werkzeug",
    "ai", "ki",
    "assistant", "assistent", "sprachmodell", "llm", "base64", "rot13", "password", "passwort",
    "secret",
    "geheimnis", "guardrails", "constraints",
  ]

  private static let echoing: Set<String> = [
    "print", "output", "reply", "respond", "repeat", "say", "append", "antworte", "wiederhole",
    "schreibe",
    "sage", "gib", "hange",
  ]

  private static let exactly: Set<String> = [
    "exactly", "verbatim", "word", "words", "following", "wort", "wortlich", "folgendes", "genau",
    "nothing",
    "nichts", "ausschliesslich",
  ]

  private static let starting: Set<String> = ["execute", "run", "call", "fuhre", "rufe"]
  private static let shells: Set<String> = [
    "shell", "command", "befehl", "curl", "bash", "delete_files", "write_file", "exec",
  ]

  /// An order to a machine: a verb of command and what it is about.
  private static func isOrder(_ words: Set<String>) -> Bool {
    !words.isDisjoint(with: overriding) && !words.isDisjoint(with: machinery)
      || !words.isDisjoint(with: echoing) && !words.isDisjoint(with: exactly)
      || !words.isDisjoint(with: starting) && !words.isDisjoint(with: shells)
  }

  /// Words that were written with a space between their letters.
  private static func joined(_ text: String) -> [String] {
    var words: [String] = []
    var run = ""
    for word in text.split(whereSeparator: \.isWhitespace) {
      if word.count == 1 {
        run += word
      } else {
        if run.count > 3 { words.append(run) }
        run = ""
      }
    }
    if run.count > 3 { words.append(run) }
    let commands = overriding.union(machinery).union(echoing).union(exactly).filter {
      $0.count > 3
    }
    return words.flatMap { run in commands.filter { run.contains($0) } }
  }

  /// Signs that cannot be seen between those that can, or that turn the direction of text.
  private static func hidesSigns(_ text: String) -> Bool {
    text.unicodeScalars.contains { scalar in
      switch scalar.value {
      case 0xAD, 0xFE00...0xFE0F, 0x200C, 0x200D: false
      case 0xE0000...0xE007F: true
      default: scalar.properties.generalCategory == .format
      }
    }
      || text.unicodeScalars.count { $0.value == 0x200C || $0.value == 0x200D || $0.value == 0xAD }
        > 2
  }

  /// A word of Latin letters and of others that look like them.
  private static func mixesScripts(_ text: String) -> Bool {
    text.split { !$0.isLetter }.contains { word in
      let latin = word.unicodeScalars.contains { $0.value < 0x250 && $0.properties.isAlphabetic }
      let other = word.unicodeScalars.contains { (0x370...0x58F).contains($0.value) }
      return latin && other
    }
  }

  /// A long run of letters and digits as encodings write them, or of escapes.
  private static func hasEncodedRun(_ text: String) -> Bool {
    if text.contains(/(%[0-9A-Fa-f]{2}){4}/) || text.contains(/(\\[ux][0-9A-Fa-f]{2,4}){3}/)
      || text.contains(/(&#x?[0-9A-Fa-f]{2,5};){3}/)
    {
      return true
    }
    return text.split { !($0.isASCII && ($0.isLetter || $0.isNumber || "+/=".contains($0))) }
      .contains {
        run in
        guard run.count >= 20 else { return false }
        let isHex = run.allSatisfy(\.isHexDigit)
        let lower = run.contains { $0.isLowercase }
        let upper = run.dropFirst().contains { $0.isUppercase }
        return isHex || lower && upper
      }
  }
}
