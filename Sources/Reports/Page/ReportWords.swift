import Findings

/// The fixed words of a report in the reader's language.
struct ReportWords {
  let language: Language

  init(_ language: Language) { self.language = language }

  /// The word for a status.
  func status(_ status: Finding.Status) -> String {
    switch status {
    case .ok: pick("ok", "in Ordnung")
    case .withheld: pick("withheld", "zurückgehalten")
    case .forced: pick("forced", "erzwungen")
    }
  }

  var missing: String { "–" }
  var lower: String { pick("lower", "unten") }
  var upper: String { pick("upper", "oben") }
  var contents: String { pick("Contents", "Inhalt") }
  var skip: String { pick("Skip to the results", "Zu den Ergebnissen springen") }
  var asked: String { pick("What was asked", "Was gefragt war") }
  var keyNumbers: String { pick("Key numbers", "Die wichtigsten Zahlen") }
  var data: String { pick("Data of this figure", "Daten dieser Abbildung") }
  var provenance: String { pick("Where the numbers come from", "Woher die Zahlen stammen") }
  var run: String { pick("Run", "Lauf") }
  var version: String { "Version" }
  var seed: String { pick("Seed", "Startwert") }
  var inputs: String { pick("Files read", "Gelesene Dateien") }
  var file: String { pick("File", "Datei") }
  var hash: String { "SHA-256" }
  var checks: String { pick("Release of numbers", "Freigabe der Zahlen") }
  var passed: String { pick("passed", "bestanden") }
  var failed: String { pick("not passed", "nicht bestanden") }
  var overridden: String { pick("overridden", "übergangen") }
  var remedy: String { pick("What to do", "Was zu tun ist") }
  var information: String { pick("Note", "Hinweis") }
  var warning: String { pick("Warning", "Warnung") }
  var value: String { pick("Value", "Wert") }
  var position: String { pick("Position", "Position") }
  var footnote: String {
    pick(
      "Every number on this page is one of the findings embedded in it; withheld numbers are not "
        + "in the file.",
      "Jede Zahl auf dieser Seite ist einer der eingebetteten Befunde; zurückgehaltene Zahlen "
        + "stehen nicht in der Datei.")
  }

  /// How many findings a gate withheld or the user forced.
  func count(_ number: Int, _ status: Finding.Status) -> String {
    let many = NumberStyle(language).number(Double(number), decimals: 0)
    return switch status {
    case .ok: pick("nothing withheld", "nichts zurückgehalten")
    case .withheld:
      number == 1
        ? pick("1 number withheld", "1 Zahl zurückgehalten")
        : pick("\(many) numbers withheld", "\(many) Zahlen zurückgehalten")
    case .forced:
      number == 1
        ? pick("1 number shown by force", "1 Zahl erzwungen")
        : pick("\(many) numbers shown by force", "\(many) Zahlen erzwungen")
    }
  }

  /// Says that a figure is not drawn since its numbers are withheld.
  var figureWithheld: String {
    pick("This figure is withheld.", "Diese Abbildung wird zurückgehalten.")
  }

  /// How many numbers of a figure are missing for the same reason.
  func partlyWithheld(_ number: Int, of total: Int) -> String {
    pick(
      "\(number) of the \(total) findings behind this figure are withheld.",
      "\(number) der \(total) Befunde hinter dieser Abbildung werden zurückgehalten.")
  }

  func pick(_ en: String, _ de: String) -> String { language == .de ? de : en }
}
