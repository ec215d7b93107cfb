import DropFolder
import Exchange
import Operations

/// What `test-mappings` found out about one sample.
struct SampleReport: Encodable {
  enum Verdict: String, Encodable {
    case passed, missing, differs, unusable, recorded
  }

  /// The pack.
  let pack: String
  /// From the folder of the pack.
  let sample: String
  var verdict: Verdict
  /// What differs, or why the sample cannot be used.
  var lines: [String] = []

  let outcome: MappingSample.Outcome
  private let source: MappingSample

  private enum CodingKeys: CodingKey {
    case pack, sample, verdict, lines
  }

  init(_ sample: MappingSample, place: String, outcome: MappingSample.Outcome) {
    pack = place
    self.sample = "samples/\(sample.direction.rawValue)/\(sample.name).xml"
    self.outcome = outcome
    source = sample
    switch outcome {
    case .passed: verdict = .passed
    case .missing(let content):
      verdict = .missing
      lines = ["nothing says what is expected; --record writes it down"]
      switch content {
      case .refusal(let sentence): lines.append("refused: \(sentence)")
      case .document(_, let notes): lines += notes.map { "said: \($0)" }
      }
    case .differs(_, let comparison): (verdict, lines) = (.differs, comparison.text)
    case .other(let content, let expected):
      verdict = .differs
      switch (content, expected) {
      case (.document(_, let notes), .document(_, let words)):
        lines = ["- \(Self.said(words))", "+ \(Self.said(notes))"]
      default: lines = ["- \(Self.shown(expected))", "+ \(Self.shown(content))"]
      }
    case .unusable(let reason): (verdict, lines) = (.unusable, [reason])
    }
  }

  private static func shown(_ content: MappingSample.Content) -> String {
    switch content {
    case .document: "a document"
    case .refusal(let sentence): "refused: \(sentence)"
    }
  }

  private static func said(_ notes: [String]) -> String {
    notes.isEmpty ? "nothing is said" : "said: \(notes.joined(separator: "\n"))"
  }

  var isGood: Bool { verdict == .passed || verdict == .recorded }

  /// Writes down what came out.
  ///
  /// - Parameter rewriting: also where something else is expected.
  mutating func record(rewriting: Bool) throws {
    let content: MappingSample.Content
    switch outcome {
    case .passed, .unusable: return
    case .differs where !rewriting, .other where !rewriting: return
    case .missing(let made), .differs(let made, _): content = made
    case .other(let made, let expected):
      switch (expected, made) {
      case (.refusal, .refusal), (.document, .document): content = made
      default:
        lines.append(
          "not recorded: one is a document and the other a refusal; delete what is expected now, if it is no more")
        return
      }
    }
    let names = try source.record(content)
    verdict = .recorded
    if case .missing = outcome { lines = [] }
    lines.insert(contentsOf: names.map { "written to samples/\(source.direction.rawValue)/\($0)" }, at: 0)
  }
}

/// The same for people: nothing of a sample that is as it should be.
struct SampleText {
  let report: SampleReport
  let output: Output

  func print() {
    guard report.verdict != .passed else { return }
    let style: Style = report.verdict == .recorded ? .note : .bad
    output.line(
      "\(output.styled("\(report.pack)/\(report.sample):", .strong)) \(output.styled(report.verdict.rawValue, style))")
    for line in report.lines.flatMap({ $0.split(separator: "\n", omittingEmptySubsequences: false) }) {
      let style: Style? = line.hasPrefix("+ ") ? .good : line.hasPrefix("- ") ? .bad : nil
      let text = Printable.line(String(line))
      output.line("  " + (style.map { output.styled(text, $0) } ?? text))
    }
  }
}
