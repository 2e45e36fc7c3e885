import Findings

/// The words whose coming or going changes what a sentence says.
struct RewriteWords {
  /// Words of direction, rank, comparison and negation: a sentence has as many as its original.
  let bound: [(name: String, stems: Set<String>)]
  /// Words of evidence and doubt, interchangeable within a set: what has one keeps one.
  let kept: [(name: String, stems: Set<String>)]
  /// Words that claim more: they may go, but not come.
  let claiming: [(name: String, stems: Set<String>)]
  /// The beginnings of words that spell numbers, or are units.
  let counting: Set<String>
  /// Commonest words, by which a language is known.
  let common: Set<String>
  /// Those of the other language.
  let foreign: Set<String>
  /// Insults and the like.
  let toxic: Set<String>

  static func of(_ language: Language) -> RewriteWords { language == .de ? german : english }

  private static func stems(_ words: String) -> Set<String> {
    Set(words.split(separator: " ").map { WordRange.stem(String($0)) })
  }

  private static func words(_ text: String) -> Set<String> {
    Set(text.split(separator: " ").map(String.init))
  }

  private init(
    _ language: Language, absent: String, kept: [(String, String)], claiming: String,
    counting: String, common: String, foreign: String, toxic: String
  ) {
    let report = ReportLanguage.of(language)
    bound = [
      ("up", report.up), ("down", report.down), ("most", report.most), ("least", report.least),
      ("more", report.more), ("less", report.less),
      ("negation", report.absent.union(Self.stems(absent))),
    ]
    self.kept = kept.map { ($0.0, Self.stems($0.1)) }
    self.claiming = [
      ("causal", report.causal), ("significance", report.significant),
      ("strong", Self.stems(claiming)),
    ]
    self.counting = Self.words(counting)
    self.common = Self.words(common)
    self.foreign = Self.words(foreign)
    self.toxic = Self.stems(toxic)
  }

  private static let commonEnglish =
    "the of and is that by with to in on for are was it this be as from at which"
  private static let commonGerman =
    "der die das und ist von mit nach bei den dem des ein eine zu auf im für sich wird nicht"

  private static let english = RewriteWords(
    .en, absent: "never neither nor without cannot isn hasn doesn won failed lack lacks nothing",
    kept: [
      ("estimate", "estimate estimates estimated estimation model models"),
      ("association", "associated association associates"),
      ("withholding", "withheld withhold withholds withholding"),
      ("probability", "probability likely likeliest chance"),
      ("overlap", "overlap overlaps overlapping"), ("roughness", "roughly rough approximate"),
      ("proof", "established proven shown"), ("limit", "only just merely"),
      ("sureness", "sure certain uncertain whether unclear"),
      ("review", "review check reconsider"), ("little", "little slightly bit"),
      ("disagreement", "disagree disagrees disagreement differ"),
      ("possibility", "may might could can"),
    ],
    claiming:
      "proven proves proof guarantee guarantees guaranteed definitely certainly clearly undoubtedly obviously "
      + "always every everyone surely dramatically massive massively huge hugely enormous soared soar surged "
      + "surge skyrocketed rocketed plummeted plunged collapsed crashed tumbled jumped slumped exploded "
      + "disaster disastrous useless worthless winner loser winning outstanding excellent impressive "
      + "impressively remarkable spectacular brilliant perfect perfectly superior inferior outperforms "
      + "outperformed underperforms underperformed dominates dominant succeeded success successful "
      + "successfully effective effectively ineffective efficient inefficient profitable unprofitable "
      + "established because therefore thus due responsible must should recommend stop pause invest "
      + "improved worsened boosted boosts boost hurt hurts harmed strong weak",
    counting:
      "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
      + "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million "
      + "billion trillion dozen half halves third thirds quarter quarters double triple quadruple twice thrice "
      + "percent percentage euro euros dollar dollars cent cents zero fold tenfold",
    common: commonEnglish, foreign: commonGerman,
    toxic:
      "idiot idiots stupid moron morons shit fuck fucking damn crap bastard bitch scum trash hate kill"
  )

  private static let german = RewriteWords(
    .de, absent: "nie niemals weder noch ohne keiner keines keinem nichts kaum fehlt",
    kept: [
      ("estimate", "schätzt geschätzt geschätzte geschätzten schätzung modell modelle"),
      ("association", "entfallen entfällt zugerechnet zurechnung"),
      ("withholding", "zurückgehalten"),
      (
        "probability",
        "wahrscheinlichkeit wahrscheinlich wahrscheinlichsten gewinnwahrscheinlichkeit"
      ),
      ("overlap", "überlappen überlappend überschneiden"), ("roughness", "grob ungefähr"),
      ("proof", "belegt nachgewiesen"), ("limit", "nur lediglich"),
      ("sureness", "sicher unsicher ob unklar"), ("review", "prüfen überprüfen"),
      ("little", "etwas leicht"), ("disagreement", "uneinig uneins"),
      ("possibility", "könnte dürfte kann"),
    ],
    claiming:
      "bewiesen beweist beweis garantiert garantie definitiv zweifellos eindeutig offensichtlich immer stets "
      + "dramatisch massiv riesig enorm gewaltig explodiert eingebrochen abgestürzt katastrophe nutzlos wertlos "
      + "gewinner verlierer hervorragend exzellent beeindruckend bemerkenswert spektakulär brillant perfekt "
      + "überlegen unterlegen dominiert erfolg erfolgreich effektiv ineffektiv effizient ineffizient rentabel "
      + "unrentabel belegt weil deshalb daher dadurch folglich verantwortlich muss müssen soll sollte "
      + "empfehlen stoppen investieren verbessert verschlechtert gestärkt geschadet stark schwach",
    counting:
      "zwei zwo drei vier fünf sechs sieben acht neun zehn elf zwölf zwanzig dreißig vierzig fünfzig sechzig "
      + "siebzig achtzig neunzig hundert tausend million milliarde dutzend hälfte halb drittel viertel doppelt "
      + "dreifach vierfach verdoppelt verdreifacht zweimal dreimal prozent prozentpunkte euro dollar cent null",
    common: commonGerman, foreign: commonEnglish,
    toxic:
      "idiot idioten dumm blöd scheiße scheiß arschloch verdammt trottel mist abschaum müll hass")
}
