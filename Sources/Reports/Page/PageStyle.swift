import Charts

/// The stylesheet of the page.
enum PageStyle {
  /// All rules; colours are variables, so that dark ground and print need no rules of their own.
  static let css = """
    :root{\(ChartColors.variables(dark: false))\(light)}
    @media screen and (prefers-color-scheme:dark){:root{\(ChartColors.variables(dark: true))\(dark)}}
    \(ChartStyle.page)
    \(basics)
    \(top)
    \(tiles)
    \(cards)
    \(tables)
    \(notes)
    \(narrow)
    \(print)
    """

  private static let light =
    "--page:#f4f6f8;--line:#dfe4ea;--soft:#f3f5f8;--accent:#3f44b5;--good:#0a6b4d;--good-soft:#e3f4ed;"
    + "--warn:#8a4b00;--warn-soft:#fdf1dc;--bad:#9c2b1f;--bad-soft:#fbe9e6;"
  private static let dark =
    "--page:#10151d;--line:#2c3543;--soft:#1f2733;--accent:#a9aeff;--good:#5fd3a8;"
    + "--good-soft:#123528;--warn:#f3b95f;--warn-soft:#38290f;--bad:#ff9d8f;--bad-soft:#3d1d19;"

  private static let basics = """
    *{box-sizing:border-box}
    html{font-family:\(ChartStyle.fonts);font-size:15px;line-height:1.5;color:var(--ink);\
    background:var(--page);-webkit-text-size-adjust:100%;scroll-behavior:smooth}
    body{margin:0;overflow-wrap:break-word}
    h1,h2,h3,figure,dl,dd,ol{margin:0;padding:0}
    a{color:var(--accent)}
    a:focus-visible,summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--accent);\
    outline-offset:2px;border-radius:4px}
    code{font-family:ui-monospace,Menlo,Consolas,"Liberation Mono",monospace;font-size:.86em;\
    overflow-wrap:anywhere}
    .skip{position:absolute;left:-999px;top:0;background:var(--ground);padding:8px 14px;z-index:9}
    .skip:focus{left:8px}
    .frame,.top .inner{max-width:1240px;margin:0 auto;padding:0 24px}
    .frame{display:grid;grid-template-columns:190px minmax(0,1fr);gap:32px;padding-bottom:48px}
    .toc{position:sticky;top:20px;align-self:start;max-height:calc(100vh - 40px);overflow:auto;\
    padding-top:6px;font-size:.9rem}
    .toc-title{font-size:.75rem;font-weight:600;letter-spacing:.06em;text-transform:uppercase;\
    color:var(--muted);margin-bottom:8px}
    .toc ol{list-style:none;border-left:2px solid var(--line)}
    .toc a{display:block;overflow-wrap:anywhere;padding:4px 0 4px 14px;margin-left:-2px;border-left:2px solid transparent;\
    color:var(--muted);text-decoration:none;line-height:1.35}
    .toc a:hover,.toc a:focus-visible{color:var(--ink);border-left-color:var(--accent)}
    .part{margin-top:36px;scroll-margin-top:16px}
    .part>h2{font-size:1.3rem;font-weight:650;letter-spacing:-.01em;line-height:1.3;margin-bottom:14px}
    """

  private static let top = """
    .top{background:var(--ground);border-bottom:1px solid var(--line);margin-bottom:24px}
    .top .inner{padding-top:26px;padding-bottom:20px}
    .kicker{font-size:.8rem;font-weight:600;letter-spacing:.05em;text-transform:uppercase;\
    color:var(--accent);margin-bottom:4px}
    h1{font-size:1.85rem;font-weight:680;letter-spacing:-.02em;line-height:1.2;overflow-wrap:anywhere}
    .facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(210px,1fr));gap:12px 28px}
    .facts .wide{grid-column:1/-1}
    .top .facts{margin-top:18px}
    .facts dt{font-size:.78rem;color:var(--muted)}
    .facts dd{font-weight:550;font-size:.95rem;overflow-wrap:anywhere}
    """

  private static let tiles = """
    .tiles{display:grid;grid-template-columns:repeat(6,minmax(0,1fr));gap:14px}
    .tile{grid-column:span 2;background:var(--ground);border:1px solid var(--line);\
    border-radius:10px;padding:14px 16px;min-width:0}
    .tile.list{grid-column:span 4;grid-row:span 2}
    .tile.half{grid-column:span 3}
    .tile.full{grid-column:span 6}
    .tile.list.full{grid-row:auto;order:1}
    .tile h2{font-size:.82rem;font-weight:600;color:var(--muted);line-height:1.35}
    .big{font-size:1.75rem;font-weight:650;letter-spacing:-.02em;line-height:1.25;margin-top:4px;\
    font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
    .big .unit{font-size:.9rem;font-weight:500;letter-spacing:0;color:var(--muted)}
    .sub{font-size:.84rem;color:var(--muted);font-variant-numeric:tabular-nums}
    .sub .level{white-space:nowrap}
    .big.is-withheld{font-size:1.25rem;color:var(--bad)}
    .verdict.passed{border-left:4px solid var(--good)}
    .verdict.passed .big{color:var(--good)}
    .verdict.withheld{border-left:4px solid var(--bad)}
    .verdict.withheld .big{color:var(--bad)}
    .verdict.forced{border-left:4px solid var(--warn)}
    .verdict.forced .big{color:var(--warn)}
    .verdict .big{font-size:1.35rem}
    .strips{width:100%;border-collapse:collapse;margin-top:6px;font-size:.92rem}
    .strips th{text-align:left;font-weight:500;padding:3px 10px 3px 0;max-width:11em;width:1%;\
    overflow:hidden;text-overflow:ellipsis;white-space:nowrap;background:none}
    .strips td{padding:3px 0 3px 10px}
    .strips .picture{width:auto}.strips .num{width:1%;padding-left:16px}
    .strips .strip{display:block;overflow:visible}
    .strips .range{color:var(--muted)}
    """

  private static let cards = """
    .card{background:var(--ground);border:1px solid var(--line);border-radius:10px;\
    padding:16px 20px;min-width:0}
    .part>.card+.card,.part>*+.row,.part>.row+*,.part>.note+*,.part>*+.note{margin-top:14px}
    .part>h2+*{margin-top:0!important}
    .row{display:grid;gap:14px}
    .row.two{grid-template-columns:repeat(2,minmax(0,1fr))}
    .row.three{grid-template-columns:repeat(3,minmax(0,1fr))}
    .row.three .card{padding:14px}
    h3{font-size:1rem;font-weight:600;line-height:1.35;overflow-wrap:anywhere}
    .card>h3{margin-bottom:10px}
    .card svg.lw{display:block;width:100%;height:auto;overflow:visible}
    .card svg.half{max-width:600px}
    .card svg.narrow{max-width:420px}
    .on-narrow{display:none}
    figcaption{font-size:.86rem;color:var(--muted);margin-top:10px;max-width:75ch}
    details{margin-top:8px;font-size:.86rem}
    summary{cursor:pointer;color:var(--muted);width:max-content;max-width:100%}
    summary:hover{color:var(--ink)}
    .absent{background:var(--bad-soft);color:var(--bad);border-radius:8px;padding:12px 14px;\
    font-weight:550;margin:6px 0}
    .badge,.flag{display:inline-block;font-size:.72rem;font-weight:600;line-height:1.4;\
    color:var(--warn);background:var(--warn-soft);border-radius:4px;padding:0 6px;\
    vertical-align:middle;letter-spacing:0}
    .prose{max-width:68ch;line-height:1.6;margin:14px 0}
    .remark{font-size:.84rem;color:var(--muted);margin-top:10px}
    """

  private static let tables = """
    .scroll{overflow-x:auto;max-width:100%}
    .scroll.long{max-height:34rem;overflow:auto}
    .scroll.long thead th{position:sticky;top:0;background:var(--ground);z-index:1}
    .scroll.tall{max-height:320px;overflow:auto;margin-top:8px;border:1px solid var(--line);\
    border-radius:6px}
    .card table{border-collapse:collapse;width:100%;font-size:.92rem}
    .card th,.card td{padding:7px 14px;border-bottom:1px solid var(--line);text-align:left;\
    vertical-align:baseline}
    .card.dense th,.card.dense td{padding-left:7px;padding-right:7px;font-size:.84rem}
    .card.dense thead th{font-size:.76rem}
    .card.dense tbody th{min-width:7em}
    .card th:first-child,.card td:first-child{padding-left:2px}
    .card th:last-child,.card td:last-child{padding-right:2px}
    .card tbody tr:last-child>*{border-bottom:0}
    .card thead th{font-size:.8rem;font-weight:600;color:var(--muted);border-bottom:1px solid \
    var(--axis);vertical-align:bottom;line-height:1.35;white-space:normal!important}
    .card tbody th{font-weight:550;min-width:9em;max-width:26em;overflow-wrap:break-word}
    .card .scroll tbody th{position:sticky;left:0;background:var(--ground)}
    .card .num,.strips .num{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
    .tall table th:first-child,.tall table td:first-child{padding-left:10px}
    .tall table th:last-child,.tall table td:last-child{padding-right:10px}
    .tall table th,.tall table td{padding-top:3px;padding-bottom:3px;font-size:.84rem}
    .tall thead th{position:sticky;top:0;background:var(--soft)}
    .card tbody tr:hover{background:var(--soft)}
    td.is-withheld{color:var(--bad);font-style:italic}
    td.is-missing{color:var(--muted)}
    """

  private static let notes = """
    .note{border:1px solid var(--line);border-left:4px solid var(--axis);border-radius:8px;\
    background:var(--ground);padding:10px 14px;font-size:.93rem}
    .tiles+.note{margin-top:16px}
    .note+.note{margin-top:10px}
    .note strong{font-weight:650}
    .note strong::first-letter{text-transform:uppercase}
    .note .remedy{display:block;color:var(--muted);margin-top:2px}
    .note.warning{border-left-color:var(--warn);background:var(--warn-soft)}
    .note.warning strong,.note.forced strong{color:var(--warn)}
    .note.withheld{border-left-color:var(--bad);background:var(--bad-soft)}
    .note.withheld strong{color:var(--bad)}
    .note.forced{border-left-color:var(--warn);background:var(--warn-soft)}
    footer .scroll{margin-top:14px}
    """

  private static let narrow = """
    @media screen and (max-width:1060px){
    .frame{display:block}
    .toc{position:static;max-height:none;margin-bottom:18px;background:var(--ground);\
    border:1px solid var(--line);border-radius:10px;padding:10px 14px}
    .toc ol{border-left:0;display:flex;flex-wrap:wrap;gap:2px 18px}
    .toc-title{margin-bottom:2px}
    .toc a{padding:3px 0;border-left:0;margin:0}
    .row.three{grid-template-columns:repeat(2,minmax(0,1fr))}
    }
    @media screen and (max-width:760px){
    .frame,.top .inner{padding-left:12px;padding-right:12px}
    h1{font-size:1.5rem}
    .tile,.tile.list,.tile.half{grid-column:span 6;grid-row:auto}
    .facts{grid-template-columns:repeat(2,minmax(0,1fr));gap:10px 16px}
    .row.two,.row.three{grid-template-columns:minmax(0,1fr)}
    .card,.row.three .card{padding:14px}
    .verdict{order:-1}
    .on-wide{display:none}
    .on-narrow{display:block}

    .strips .flag{display:block;width:max-content;margin-left:auto}
    .strips .num{padding-left:8px}.strips .range{font-size:.84rem}
    .strips th{min-width:8em;max-width:9em;font-size:.88rem;white-space:normal;overflow-wrap:anywhere;\
    hyphens:auto;line-height:1.25}
    .card tbody th{min-width:9.5em;hyphens:auto}
    .card th,.card td{padding-left:9px;padding-right:9px}
    }
    @media screen and (min-width:480px) and (max-width:760px){
    .tile,.tile.half{grid-column:span 3}
    .tile.list,.tile.full{grid-column:span 6}
    }
    """

  private static let print = """
    @page{size:A4;margin:14mm 13mm}
    @media print{
    html{background:none;font-size:9.5pt}
    .skip,.toc,details,#findings{display:none}
    .frame{display:block;padding:0;max-width:none}
    .top{border-bottom:1pt solid var(--axis);margin-bottom:12pt}
    .top .inner{padding:0 0 10pt;max-width:none}
    .card,.tile,.note{border-color:#cfd6de}
    .card{padding:10pt 12pt;break-inside:avoid}
    .card.table.long{break-inside:auto}
    .lw.wide .t,.lw.wide .v,.lw.wide .a{font-size:13px}
    .tile,.note,tr{break-inside:avoid}
    .row{display:block}
    .row.two,.row.three{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:8pt}
    .row.two .on-wide{display:none}
    .row.two .on-narrow{display:block}
    .part{margin-top:18pt}
    .part>h2,h3{break-after:avoid}
    .scroll,.scroll.long,.scroll.tall{overflow:visible;max-height:none}
    thead{display:table-header-group}
    a{color:inherit;text-decoration:none}
    *{-webkit-print-color-adjust:exact;print-color-adjust:exact}
    }
    """
}
