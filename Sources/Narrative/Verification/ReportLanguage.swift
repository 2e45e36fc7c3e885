import Findings

/// The words by which a language puts numbers in relation.
struct ReportLanguage {
  let up: Set<String>
  let down: Set<String>
  let most: Set<String>
  let least: Set<String>
  let more: Set<String>
  let less: Set<String>
  let than: Set<String>
  let causal: Set<String>
  let hedge: Set<String>
  let all: Set<String>
  let significant: Set<String>
  let absent: Set<String>
  let between: Set<String>

  static func of(_ language: Language) -> ReportLanguage { language == .de ? german : english }

  private static func stems(_ words: String) -> Set<String> {
    Set(words.split(separator: " ").map { WordRange.stem(String($0)) })
  }

  private static let english = ReportLanguage(
    up: stems("raise raised rose increase increased increases grew grown gained climbed up"),
    down: stems(
      "lower lowered fell decrease decreased decreases dropped declined reduce reduced cut shrank down loss lost decline prevented prevents"
    ),
    most: stems("largest highest most best greatest strongest biggest top maximum"),
    least: stems("smallest lowest least worst weakest minimum"),
    more: stems("more higher larger greater better above exceeds"),
    less: stems("less lower smaller fewer worse below"),
    than: stems("than"),
    causal: stems(
      "caused causes cause brought drove drives led generated produced raised lowered created"),
    hedge: stems("likeliest sure whether only may might could but overlap roughly"),
    all: stems("all total together overall whole"),
    significant: stems("significant significantly"),
    absent: stems("no not none"),
    between: stems("between from"))

  private static let german = ReportLanguage(
    up: stems(
      "erhöhen erhöht steigen steigt stieg gestiegen wuchs gewachsen zunahm zugenommen hob angehoben steigern"
    ),
    down: stems(
      "senken gesenkt senkt sinken sinkt sank gesunken fiel gefallen verringert abgenommen kürzen gekürzt "
        + "reduziert reduzieren verlust verloren rückgang verhindert verhinderte"),
    most: stems(
      "größte größter größten größtes höchste höchsten höchster meisten beste bester stärkste"),
    least: stems("kleinste kleinster niedrigste niedrigster geringste wenigsten schlechteste"),
    more: stems("mehr höher größer besser über übertrifft"),
    less: stems("weniger niedriger kleiner geringer schlechter unter"),
    than: stems("als"),
    causal: stems(
      "bewirkt bewirkte verursacht verursachte führte brachte bringt erzeugte erzeugt erhöht gesenkt "
        + "ausgelöst"),
    hedge: stems("wahrscheinlichsten sicher ob nur könnte dürfte doch überlappen grob"),
    all: stems("alle allen insgesamt zusammen gesamt gesamten"),
    significant: stems("signifikant signifikanter signifikante"),
    absent: stems("kein keine keinen nicht"),
    between: stems("zwischen von"))
}
