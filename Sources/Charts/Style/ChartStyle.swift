/// The stylesheet of charts: constants of this room, the same for every figure.
public enum ChartStyle {
  /// Fonts present on most systems; nothing is fetched.
  public static let fonts =
    "system-ui,-apple-system,\"Segoe UI\",Roboto,\"Helvetica Neue\",Arial,"
    + "\"Liberation Sans\",sans-serif"

  /// Rules that read CSS variables, for charts inside a page.
  public static let page = rules { "var(--\($0))" }

  /// Rules with the light colours written out, for files of their own: many viewers of SVG files
  /// know no variables.
  static let file = rules { token in
    ChartColors.all.first { $0.token == token }?.light ?? "#000000"
  }

  private static func rules(_ color: (String) -> String) -> String {
    var css = """
      .lw{font-family:\(fonts);font-size:12px}
      .lw text{fill:\(color("ink"))}
      .lw .t{fill:\(color("muted"));font-size:11px;font-variant-numeric:tabular-nums}
      .lw .a{fill:\(color("muted"));font-size:11.5px}
      .lw .v{font-size:11px;font-variant-numeric:tabular-nums}
      .lw .h{font-size:16px;font-weight:600}
      .lw .g{stroke:\(color("grid"));stroke-width:1;fill:none}
      .lw .track{fill:\(color("grid"))}
      .lw .z{stroke:\(color("axis"));stroke-width:1;fill:none}
      .lw .bg{fill:\(color("ground"))}
      .lw .ln{fill:none;stroke-width:1.8;stroke-linejoin:round;stroke-linecap:round}
      .lw .under{fill:none;stroke:\(color("ground"));stroke-width:3.4;stroke-opacity:.5}
      .lw .bd{fill-opacity:.2}
      .lw .sep{stroke:\(color("ground"));stroke-width:1}
      .lw .pt{stroke:\(color("ground"));stroke-width:1}
      .lw .rg{fill:none;stroke-width:2}
      .lw .rg.s-prior{stroke-width:1.5;stroke-opacity:.75}
      .lw .hit{fill:\(color("ink"));fill-opacity:0}
      .lw .hit:hover{fill-opacity:.08}
      .lw .halo{paint-order:stroke;stroke:\(color("ground"));stroke-width:3px;stroke-linejoin:round}
      .lw .hatch{stroke:\(color("ground"));stroke-width:1.2;stroke-opacity:.4;fill:none}
      .lw .dot{fill:\(color("ground"));fill-opacity:.45}
      .lw .sh{fill-opacity:.1}
      .lw .shl{stroke:\(color("extrapolation"));stroke-opacity:.4;fill:none}
      @media print{.lw .hatch,.lw .dot{stroke-opacity:.85;fill-opacity:.85}}

      """
    for entry in ChartColors.all.prefix(while: { $0.token != "ink" }) {
      css += ".lw .f-\(entry.token){fill:\(color(entry.token))}"
      css += ".lw .s-\(entry.token){stroke:\(color(entry.token))}\n"
    }
    return css
  }
}
