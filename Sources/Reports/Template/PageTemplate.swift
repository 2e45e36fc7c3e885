import Mustache

/// The templates of the page.
///
/// Data enters by the escaping form only; the unescaped form names
/// values of `TrustedMarkup`.
enum PageTemplate {
  /// Fills the page.
  ///
  /// - Throws: `ReportError.brokenTemplate`.
  static func render(_ page: PageView) throws(ReportError) -> String {
    MustacheContentTypes.register(EscapedText(), named: EscapedText.name)
    var library = MustacheLibrary()
    do {
      for (name, text) in templates {
        try library.register("{{% CONTENT_TYPE:\(EscapedText.name)}}\n" + text, named: name)
      }
    } catch {
      throw .brokenTemplate(String(describing: error))
    }
    guard let html = library.render(page, withTemplate: "page") else {
      throw .brokenTemplate("no page")
    }
    return html
  }

  private static let templates: [(String, String)] = [
    ("page", page), ("header", header), ("tile", tile), ("section", section),
    ("figure", figure), ("table", table), ("note", note), ("footer", footer),
  ]

  private static let page = """
    <!DOCTYPE html>
    <html lang="{{language}}">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="generator" content="Liftwerk {{version}}">
    <meta name="referrer" content="no-referrer">
    <title>{{title}}</title>
    <style>
    {{{stylesheet.text}}}
    </style>
    </head>
    <body>
    <a class="skip" href="#main">{{words.skip}}</a>
    {{> header}}
    <div class="frame">
    <nav class="toc" aria-label="{{words.contents}}">
    <div class="toc-title">{{words.contents}}</div>
    <ol>
    {{#sections}}
    <li><a href="#{{anchor}}">{{heading}}</a></li>
    {{/sections}}
    <li><a href="#provenance">{{words.provenance}}</a></li>
    </ol>
    </nav>
    <main id="main">
    <section class="tiles" aria-label="{{words.keyNumbers}}">
    {{#tiles}}
    {{> tile}}
    {{/tiles}}
    <div class="tile verdict {{verdict.tone}} {{verdictSpan}}">
    <h2>{{words.checks}}</h2>
    <div class="big">{{verdict.word}}</div>
    <div class="sub">{{verdict.count}}</div>
    </div>
    </section>
    {{#verdict.reasons}}
    {{> note}}
    {{/verdict.reasons}}
    {{#sections}}
    {{> section}}
    {{/sections}}
    {{> footer}}
    </main>
    </div>
    <script type="application/json" id="findings" data-sha256="{{json.digest}}">
    {{{json.markup.text}}}</script>
    <script type="application/json" id="content" data-sha256="{{content.digest}}">
    {{{content.markup.text}}}</script>
    </body>
    </html>

    """

  private static let header = """
    <header class="top">
    <div class="inner">
    {{#subtitle}}
    <div class="kicker">{{.}}</div>
    {{/subtitle}}
    <h1>{{title}}</h1>
    {{#hasFacts}}
    <dl class="facts" aria-label="{{words.asked}}">
    {{#facts}}
    <div{{#isLong}} class="wide"{{/isLong}}><dt>{{label}}</dt><dd>{{content}}</dd></div>
    {{/facts}}
    </dl>
    {{/hasFacts}}
    </div>
    </header>

    """

  private static let tile = """
    <div class="tile {{span}}">
    <h2>{{label}}</h2>
    {{#single}}
    <div class="big {{kind}}" {{#bound}}data-finding="{{id}}" data-subject="{{subject}}" data-part="{{part}}"{{/bound}}>{{text}}{{#unitText}} <span class="unit">{{.}}</span>{{/unitText}}</div>
    {{#range}}
    <div class="sub" {{#bound}}data-finding="{{id}}" data-subject="{{subject}}" data-part="interval"{{/bound}}>{{range}} <span class="level">{{level}}</span></div>
    {{/range}}
    {{#flag}}
    <div class="flag">{{.}}</div>
    {{/flag}}
    {{/single}}
    {{#isList}}
    <table class="strips">
    <tbody>
    {{#entries}}
    <tr><th scope="row">{{name}}</th><td class="picture">{{#picture}}{{{text}}}{{/picture}}</td>{{#cell}}<td class="num {{kind}}" {{#bound}}data-finding="{{id}}" data-subject="{{subject}}" data-part="{{part}}"{{/bound}}>{{text}}{{#flag}} <span class="flag">{{.}}</span>{{/flag}}</td><td class="num range" {{#bound}}data-finding="{{id}}" data-subject="{{subject}}" data-part="interval"{{/bound}}>{{range}}</td>{{/cell}}</tr>
    {{/entries}}
    </tbody>
    </table>
    {{/isList}}
    {{#remark}}
    <div class="sub">{{.}}</div>
    {{/remark}}
    </div>

    """

  private static let section = """
    <section class="part" id="{{anchor}}" aria-labelledby="{{anchor}}-heading">
    <h2 id="{{anchor}}-heading">{{heading}}</h2>
    {{#blocks}}
    {{#row}}
    <div class="row {{columns}}">
    {{#figures}}
    {{> figure}}
    {{/figures}}
    </div>
    {{/row}}
    {{#grid}}
    {{> table}}
    {{/grid}}
    {{#remark}}
    {{> note}}
    {{/remark}}
    {{#prose}}
    <p class="prose" lang="{{language}}">{{#lead}}<strong>{{.}}</strong> {{/lead}}{{text}}</p>
    {{#sources}}
    <div class="remark"><cite>{{.}}</cite></div>
    {{/sources}}
    {{/prose}}
    {{/blocks}}
    </section>

    """

  private static let figure = """
    <figure class="card" id="{{anchor}}" aria-labelledby="{{anchor}}-heading">
    <h3 id="{{anchor}}-heading">{{heading}}{{#badge}} <span class="badge">{{.}}</span>{{/badge}}</h3>
    {{#isShown}}
    <div class="picture{{#hasNarrow}} on-wide{{/hasNarrow}}">{{{picture.text}}}</div>
    {{#narrow}}
    <div class="picture on-narrow">{{{text}}}</div>
    {{/narrow}}
    {{/isShown}}
    {{#notice}}
    <div class="absent" role="note">{{.}}</div>
    {{/notice}}
    {{#reasons}}
    <div class="remark">{{.}}</div>
    {{/reasons}}
    {{#caption}}
    <figcaption>{{.}}</figcaption>
    {{/caption}}
    {{#values}}
    <details>
    <summary>{{words.data}}</summary>
    <div class="scroll tall" tabindex="0" role="region" aria-label="{{words.data}}: {{heading}}">
    <table>
    <thead><tr>{{#headings}}<th scope="col" class="{{align}}">{{text}}</th>{{/headings}}</tr></thead>
    <tbody>
    {{#rows}}
    <tr>{{#cells}}<td class="{{align}}">{{text}}</td>{{/cells}}</tr>
    {{/rows}}
    </tbody>
    </table>
    </div>
    </details>
    {{/values}}
    </figure>

    """

  private static let table = """
    <div class="card table{{#isLong}} long{{/isLong}}{{#isDense}} dense{{/isDense}}" id="{{anchor}}">
    <h3 id="{{anchor}}-heading">{{heading}}</h3>
    <div class="scroll{{#isLong}} long{{/isLong}}" tabindex="0" role="region" aria-labelledby="{{anchor}}-heading">
    <table aria-labelledby="{{anchor}}-heading">
    <thead><tr>{{#headings}}<th scope="col" class="{{align}}">{{text}}</th>{{/headings}}</tr></thead>
    <tbody>
    {{#rows}}
    <tr>{{#cells}}{{#isHead}}<th scope="row"{{#bound}} data-finding="{{id}}" data-subject="{{subject}}" data-part="{{part}}"{{/bound}}>{{text}}</th>{{/isHead}}{{^isHead}}<td class="{{align}} {{kind}}"{{#bound}} data-finding="{{id}}" data-subject="{{subject}}" data-part="{{part}}"{{/bound}}>{{text}}{{#flag}} <span class="flag">{{.}}</span>{{/flag}}</td>{{/isHead}}{{/cells}}</tr>
    {{/rows}}
    </tbody>
    </table>
    </div>
    {{#reasons}}
    <div class="remark">{{.}}</div>
    {{/reasons}}
    </div>

    """

  private static let note = """
    <div class="note {{tone}}" role="note"><strong>{{word}}</strong> <span>{{message}}</span>{{#remedy}} <span class="remedy">{{words.remedy}}: {{.}}</span>{{/remedy}}</div>

    """

  private static let footer = """
    <footer class="part" id="provenance" aria-labelledby="provenance-heading">
    <h2 id="provenance-heading">{{words.provenance}}</h2>
    <div class="card">
    <dl class="facts">
    <div><dt>{{words.run}}</dt><dd><code>{{run}}</code></dd></div>
    <div><dt>{{words.version}}</dt><dd>Liftwerk {{version}}</dd></div>
    {{#seed}}
    <div><dt>{{words.seed}}</dt><dd>{{.}}</dd></div>
    {{/seed}}
    {{#details}}
    <div><dt>{{label}}</dt><dd>{{content}}</dd></div>
    {{/details}}
    </dl>
    {{#hasInputs}}
    <div class="scroll">
    <table aria-label="{{words.inputs}}">
    <thead><tr><th scope="col">{{words.file}}</th><th scope="col">{{words.hash}}</th></tr></thead>
    <tbody>
    {{#inputs}}
    <tr><th scope="row">{{name}}</th><td><code>{{hash}}</code></td></tr>
    {{/inputs}}
    </tbody>
    </table>
    </div>
    {{/hasInputs}}
    <div class="remark">{{words.footnote}}</div>
    </div>
    </footer>

    """
}
