import ArgumentParser
import Exchange
import Foundation
import Operations

struct Codes: Action {
  static let configuration = CommandConfiguration(
    abstract: "Explain the codes of problems: what each means, what to do about it and who should.",
    discussion: """
      With a code, explains that one; without, lists all of them. The language is that of the configuration, unless \
      --language says otherwise; without a configuration it is English.

        kontor codes value-invalid
        kontor codes value-invalid --language de
        kontor codes --format markdown      the page docs/codes.md
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, json
  }

  @Argument(
    help: "Only this code.", completion: .list(CodeCatalogue.all.map(\.code)))
  var code: String?

  @Option(name: .long, help: "How to answer: text, markdown or json.")
  var format = Format.text

  @Option(name: .long, help: "The language: en or de.")
  var language: Language?

  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let language = try language ?? configuredLanguage(session)
    let entries = try code.map { [try entry(for: $0)] } ?? CodeCatalogue.all
    switch shared.json ? .json : format {
    case .json:
      let reports = entries.map { CodeReport($0, language) }
      if code != nil { try session.out.json(reports[0]) } else { try session.out.json(["codes": reports]) }
    case .markdown:
      let page = CodePage(language)
      session.out.write(code == nil ? page.text() : page.section(on: entries[0]).joined(separator: "\n") + "\n")
    case .text:
      if code == nil { list(entries, language, session.out) } else { explain(entries[0], language, session.out) }
    }
    return .done
  }

  /// What a code means does not depend on a configuration, so none is needed.
  private func configuredLanguage(_ session: Session) throws -> Language {
    guard FileManager.default.fileExists(atPath: session.options.configurationPath) else { return .english }
    return try session.configuration().language
  }

  private func entry(for code: String) throws(Failure) -> CodeEntry {
    if let entry = CodeCatalogue.entry(for: code.lowercased()) { return entry }
    let remedy =
      NearestName.of(code, among: CodeCatalogue.all.map(\.code)).map { "did you mean \($0)?" }
      ?? "kontor codes lists all"
    throw Failure(.usage, "there is no code \(code); \(remedy)")
  }

  private func list(_ entries: [CodeEntry], _ language: Language, _ output: Output) {
    let width = entries.map(\.code.count).max() ?? 0
    var phase: Issue.Phase?
    for entry in entries {
      if entry.phase != phase {
        if phase != nil { output.line() }
        output.line(output.styled(entry.phase.title[language], .strong))
        phase = entry.phase
      }
      output.line("  \(entry.code.padding(toLength: width, withPad: " ", startingAt: 0))  \(entry.title[language])")
    }
  }

  private func explain(_ entry: CodeEntry, _ language: Language, _ output: Output) {
    output.line("\(output.styled(entry.code, .strong))  \(entry.title[language])")
    var rows = [
      (CodeText.cause, entry.cause[language]), (CodeText.remedy, entry.remedy[language]),
      (CodeText.who, entry.responsible.words[language]), (CodeText.severity, entry.severity.word[language]),
      (CodeText.found, entry.phase.title[language]),
    ]
    for standard in entry.standards {
      rows.append((CodeText.standards, "\(standard.scheme) \(standard)"))
    }
    let width = rows.map { $0.0[language].count }.max() ?? 0
    for (title, text) in rows {
      let lines = Wrapped.lines(text, width: max(40, min(output.width, 100) - width - 2))
      for (index, line) in lines.enumerated() {
        let head = index == 0 ? title[language] : ""
        output.line("\(head.padding(toLength: width, withPad: " ", startingAt: 0))  \(line)")
      }
    }
  }
}

extension Language: ExpressibleByArgument {}

/// What `codes --json` says of one code.
private struct CodeReport: Encodable {
  struct Standard: Encodable {
    var scheme: String
    var code: String
    var place: String
    var meaning: String
  }

  var code: String
  var phase: String
  var severity: String
  /// `sender`, `mapping`, `schema`, `configuration`, `operator` or `nobody`.
  var responsible: String
  var title: String
  var cause: String
  var remedy: String
  /// The first one is told in acknowledgements.
  var standards: [Standard]

  init(_ entry: CodeEntry, _ language: Language) {
    code = entry.code
    phase = entry.phase.rawValue
    severity = entry.severity.rawValue
    responsible = entry.responsible.rawValue
    title = entry.title[language]
    cause = entry.cause[language]
    remedy = entry.remedy[language]
    standards = entry.standards.map {
      Standard(scheme: $0.scheme, code: $0.code, place: $0.place, meaning: $0.meaning)
    }
  }
}
