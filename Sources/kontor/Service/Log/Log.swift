import Exchange
import Glibc
import Operations

/// The log of the service, on standard error.
final class Log {
  private let output: Output
  /// Whether systemd's journal reads it: that knows the time by itself, and takes the level from a number in front.
  private let isJournal: Bool
  var form: ServiceRule.LogForm
  /// What every line says, such as the environment.
  var standing: [(name: String, value: String)] = []
  private var toldOnce: Set<String> = []

  init(_ output: Output, form: ServiceRule.LogForm) {
    self.output = output
    self.form = form
    isJournal = Self.isJournal(output.descriptor)
  }

  /// - Parameter facts: nil leaves one out.
  func write(
    _ level: LogLine.Level, _ message: StaticString, id: InterchangeID? = nil,
    _ facts: KeyValuePairs<String, String?> = [:]
  ) {
    var all = id.map { [(name: "id", value: $0.text)] } ?? []
    for (name, value) in facts {
      if let value { all.append((name, value)) }
    }
    let line = LogLine(level: level, message: "\(message)", facts: all + standing)
    let prefix = isJournal ? "<\(level.priority)>" : ""
    switch form {
    case .text: output.line(prefix + line.text(at: isJournal ? nil : .now()))
    case .json: output.line(prefix + line.json(at: .now()))
    }
    output.flush()
  }

  /// Writes only the first of lines with the same subject.
  func once(
    _ subject: String, _ level: LogLine.Level, _ message: StaticString, _ facts: KeyValuePairs<String, String?> = [:]
  ) {
    if toldOnce.insert("\(message) \(subject)").inserted { write(level, message, facts) }
  }

  /// systemd says which file it reads (systemd.exec(5), `$JOURNAL_STREAM`).
  private static func isJournal(_ descriptor: Int32) -> Bool {
    var facts = stat()
    guard let named = getenv("JOURNAL_STREAM"), fstat(descriptor, &facts) == 0 else { return false }
    return String(cString: named) == "\(facts.st_dev):\(facts.st_ino)"
  }
}
