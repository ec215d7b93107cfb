import Exchange
import Operations

/// The configuration: each value, and where it comes from.
extension SystemPage {
  @MarkupBuilder func settings(_ words: Words) -> Markup {
    h2(words.say("Configuration", "Konfiguration"), .id("configuration"))
    if let problem = report.settingsProblem { note(.bad) { p(problem) } }
    table(
      words.say(
        "Each value and where it comes from; secrets are hidden",
        "Jeder Wert und woher er kommt; Geheimes ist verborgen"),
      [
        Column(words.say("Setting", "Einstellung"), .long, isHeading: true), Column(words.say("Value", "Wert"), .long),
        Column(words.say("From", "Aus"), .long),
      ],
      rows: report.settings.map { setting in
        Row {
          code(setting.path)
          setting.value.map { code($0) } ?? span(words.say("hidden", "verborgen"), .class("faint"))
          source(setting.source, words)
        }
      })
  }

  /// Its whole path stands above.
  private var file: String { report.configuration.split(separator: "/").last.map(String.init) ?? report.configuration }

  private func source(_ source: Setting.Source, _ words: Words) -> Markup {
    switch source {
    case .line(let line): return code("\(file):\(line)")
    case .environment(let names, let line):
      return Markup(words.say("environment: ", "Umgebung: ")) + code(names.joined(separator: ", ")) + br()
        + small("\(file):\(line)")
    case .file(let path, let line):
      return Markup(words.say("file ", "Datei ")) + code(path) + br() + small("\(file):\(line)")
    case .standard: return span(words.say("default", "Vorgabe"), .class("faint"))
    }
  }
}
