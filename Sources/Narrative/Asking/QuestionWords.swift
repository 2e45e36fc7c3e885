import Findings

/// The words by which questions are understood, in English and German.
enum QuestionWords {
  /// The words of each intent, as stems.
  static let intents: [(intent: Question.Intent, stems: Set<String>)] = [
    (
      .change,
      why.union(up).union(down).union(
        stems(
          "change changed changes verändert veränderung ändert änderung entwickelt develop developed"
        ))
    ),
    (
      .ranking,
      stems(
        "best worst highest lowest largest smallest biggest top rank ranking order strongest weakest most "
          + "least beste schlechteste höchste niedrigste größte kleinste rangfolge reihenfolge stärkste "
          + "schwächste meisten wenigsten")
    ),
    (
      .comparison,
      stems(
        "compare compared comparison versus vs than difference better worse vergleich vergleiche vergleichen "
          + "gegenüber als unterschied besser schlechter")
    ),
    (
      .recommendation,
      stems(
        "should recommend recommended recommendation advise advice invest shift reallocate sollen sollte "
          + "soll sollten empfehlen empfohlen empfehlung empfehlt verteilen umschichten investieren rat"
      )
    ),
    (
      .uncertainty,
      stems(
        "sure certain uncertain uncertainty confident reliable trust doubt doubtful interval sicher unsicher "
          + "unsicherheit verlässlich vertrauen zweifel ungewiss intervall")
    ),
  ]

  static let why = stems("why reason reasons warum wieso weshalb grund gründe")
  static let up = stems(
    "rise rises rose risen increase increased grow grew grown higher gain steigen steigt stieg gestiegen "
      + "erhöht wuchs gewachsen zugenommen zunahm")
  static let down = stems(
    "fall falls fell fallen drop drops dropped decrease decreased decline declined lower shrink shrank sinken "
      + "sinkt sank gesunken gefallen fiel fallen abgenommen zurückgegangen verringert rückgang")
  static let least = stems(
    "worst lowest smallest weakest least schlechteste niedrigste kleinste schwächste wenigsten")

  /// Other words for measures: what they ask for, the first that is there counting.
  static let synonyms: [(stems: Set<String>, ids: [String])] = [
    (stems("cpa"), ["attribution.cost_per_conversion", "mmm.cost_per_kpi", "bandit.guardrail"]),
    (stems("roas"), ["attribution.roas", "geo.iroas"]),
    (
      stems("spend spent spending ausgaben ausgegeben budget budgets"),
      ["budget.current", "budget.recommended"]
    ),
    (
      stems("bring brings brought bringt brachte gebracht sales umsatz revenue"),
      ["mmm.contribution", "geo.incremental"]
    ),
    (stems("pay profitable lohnt rentabel gewinn profit"), ["mmm.roi", "mmm.health"]),
    (
      stems("work worked works effect effective wirkt wirkung wirksam gewirkt"),
      ["mmm.contribution", "geo.lift", "experiment.lift"]
    ),
    (stems("credit credited zurechnung"), ["attribution.credit"]),
    (stems("uplift lift"), ["geo.lift", "experiment.lift"]),
    (stems("forecast prognose expect erwarten"), ["mmm.forecast"]),
    (stems("baseline grundlinie"), ["mmm.baseline_share"]),
  ]

  /// What is answered if a question names no measure, in this order.
  static let usual = [
    "mmm.roi", "mmm.contribution", "mmm.mroi", "geo.iroas", "geo.lift", "attribution.roas",
    "attribution.credit", "budget.current", "budget.recommended", "experiment.lift", "bandit.value",
    "bandit.share",
  ]

  /// What may have moved together with a measure.
  static let related = [
    "mmm.roi", "mmm.mroi", "mmm.contribution", "mmm.effectiveness", "mmm.cost_per_kpi",
    "budget.current", "attribution.roas", "attribution.cost_per_conversion", "attribution.credit",
    "geo.iroas", "bandit.share",
  ]

  /// Words that a breakdown is asked for by.
  static let keys: [(key: String, stems: Set<String>)] = [
    (
      "channel",
      stems(
        "channel channels media campaign campaigns kanal kanäle kanälen medium medien kampagne kampagnen"
      )
    ),
    (
      "geo",
      stems("geo geos region regions area city cities gebiet gebiete region regionen stadt städte")
    ),
    ("arm", stems("arm arms variant variants variante varianten newsletter")),
    ("segment", stems("segment segments segmente")),
  ]

  /// Words after which a name stands.
  static let beforeNames = Set(
    ("of for on in by with from than vs versus and between von für bei in mit auf aus als und zwischen "
      + "gegenüber nach").split(separator: " ").map(String.init))

  static let english = words(
    "a an the of for on in by with from than and or to is are was were be been do does did has have had it "
      + "its this that these those there what which who whom whose how much many when where we our us you "
      + "your i me my they them their at as if not no so can could would will may might about please tell "
      + "show give list between per each all any some total overall last latest this next previous year "
      + "years quarter month months week weeks day days now today one two more less very really still into "
      + "over under after before since during compared go get make say said find found")
  static let german = words(
    "der die das den dem des ein eine einen einem einer eines und oder zu zum zur im in am an auf aus bei "
      + "mit nach von vor für über unter um als ist sind war waren wird werden wurde wurden hat haben hatte "
      + "es er sie wir uns unser unsere ihr ihre ich mir mein dies diese dieser dieses was welche welcher "
      + "welches welchen wer wie viel viele wann wo wohin denn doch auch nicht kein keine so kann können "
      + "könnte bitte zeige zeig sag sage nenne gib mal man sich je pro jede jeder alle allen insgesamt "
      + "gesamt letzte letzten letztes nächste nächsten jahr jahre jahren quartal monat monate woche wochen "
      + "tag tage heute jetzt mehr weniger sehr noch seit während durch gegen zwischen machen tun geht "
      + "ergab macht eigentlich vom beim ins")
  static let askingEnglish = words("why should highest lowest compare")
  static let askingGerman = words(
    "warum wieso weshalb sollen sollte soll höchste höchsten niedrigste vergleiche gefallen gesunken"
  )
  static let subject = stems(
    "channel channels media campaign campaigns marketing advertising ads model models experiment experiments "
      + "test tests run runs report plan plans euro euros money result results performance finding findings "
      + "data estimate kanal kanäle kanälen medien kampagne kampagnen werbung modell modelle lauf läufe "
      + "bericht geld ergebnis ergebnisse daten schätzung "
      + "arm arms segment segments geo geos region regions gebiet gebiete mix share anteil outcome unit "
      + "probability wahrscheinlichkeit ist does doing laufen läuft steht stand")

  static func words(_ text: String) -> Set<String> {
    Set(text.split(separator: " ").map(String.init))
  }

  static func stems(_ text: String) -> Set<String> {
    Set(text.split(separator: " ").map { WordRange.stem(String($0)) })
  }

  /// Every stem of which a question may be made, but for names and measures.
  static let known: Set<String> = {
    var all = subject.union(up).union(down).union(why)
    for (_, stems) in intents { all.formUnion(stems) }
    for (_, stems) in keys { all.formUnion(stems) }
    for (stems, _) in synonyms { all.formUnion(stems) }
    for word in english.union(german).union(beforeNames) { all.insert(WordRange.stem(word)) }
    for measure in Lexicon.measures {
      for phrase in measure.english.phrases + measure.german.phrases {
        all.formUnion(WordRange.all(Array(phrase)).map(\.stem))
      }
    }
    return all
  }()
}
