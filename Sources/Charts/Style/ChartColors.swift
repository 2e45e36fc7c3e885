/// The colours of charts by token, for light and dark ground.
///
/// Channels take the hues of Okabe and Ito (2008), made a little darker on light ground and lighter
/// on dark ground so that thin lines keep enough contrast; black is replaced by brown, because black
/// is what was observed.
public enum ChartColors {
  /// Token, colour on light ground, colour on dark ground.
  static let all: [(token: String, light: String, dark: String)] = [
    ("c0", "#0072b2", "#4aa3e0"),
    ("c1", "#d55e00", "#f28b45"),
    ("c2", "#009e73", "#2fc79a"),
    ("c3", "#c0669a", "#e09ac4"),
    ("c4", "#e09a00", "#f2bb3d"),
    ("c5", "#4badea", "#96d5fa"),
    ("c6", "#a89a00", "#e3d84f"),
    ("c7", "#7d5a3c", "#c7a07c"),
    ("baseline", "#a3adb8", "#6d7887"),
    ("actual", "#1d2733", "#e8edf3"),
    ("model", "#4a4fc0", "#9197f2"),
    ("prior", "#8a95a3", "#8792a2"),
    ("posterior", "#4a4fc0", "#9197f2"),
    ("reference", "#5f6b7a", "#aab4c2"),
    ("extrapolation", "#8d98a6", "#7d8898"),
    ("total", "#3b4757", "#b9c3d0"),
    ("ink", "#1d2733", "#e8edf3"),
    ("muted", "#55606e", "#a7b1bf"),
    ("grid", "#e4e8ed", "#2c3543"),
    ("axis", "#8994a2", "#6d7887"),
    ("ground", "#ffffff", "#171d27"),
  ]

  /// Declarations of CSS variables, `--c0:#0072b2;…`.
  public static func variables(dark: Bool) -> String {
    all.map { "--\($0.token):\(dark ? $0.dark : $0.light);" }.joined()
  }
}
