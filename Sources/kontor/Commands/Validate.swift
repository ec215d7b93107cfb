import ArgumentParser
import Exchange
import Operations
import XMLEngine

struct Validate: Action {
  static let configuration = CommandConfiguration(
    abstract: "Say what is wrong with files, without any effect.",
    discussion: """
      Judges each file by itself: XML Schema, code lists, the record count, and whether every record can be mapped to \
      where it would go. What only the ledger knows, such as who a key belongs to, is not asked. Each fault is printed at \
      its line and column. Nothing is moved, sent or remembered.

        kontor validate order.xml
        curl -s https://crm/export | kontor validate -

      Exits with 1 if any file is invalid, with 66 if one cannot be read.
      """)

  @Argument(help: "Files to judge; - is standard input.", completion: .file(extensions: ["xml"]))
  var files: [String]

  @Option(help: ArgumentHelp("The format of the files. Without it, their root elements tell.", valueName: "name"))
  var format: String?

  @Option(help: ArgumentHelp("Judge them as files of this system.", valueName: "name"))
  var system: String?

  @Flag(help: "Only what XML Schema says: no code lists, no record count, no mapping.")
  var schemaOnly = false

  @Option(help: ArgumentHelp("Print so many faults of each file at most; all are counted.", valueName: "count"))
  var limit = 100

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
  }

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.configuration()
    let sender = try session.system(named: system, in: configuration)
    let trial = try FileTrial(configuration, formatName: format, sender: sender)
    var outcome = Outcome.done
    for path in files {
      do {
        if try !validate(InputFile(path), trial, session), outcome == .done { outcome = .attention }
      } catch {
        // One file that cannot be read does not keep the others from being judged.
        guard let failure = Failure(error), failure.outcome == .noInput else { throw error }
        session.complain(failure)
        outcome = .noInput
      }
    }
    return outcome
  }

  private func validate(_ file: InputFile, _ trial: FileTrial, _ session: Session) throws -> Bool {
    var list = IssueList(limit: limit)
    let (format, result) = try trial.run(file, depth: schemaOnly ? .schemaOnly : .whole) { issue in
      if issue.severity != .information { list.add(issue) }
    }
    if shared.json {
      try session.out.json(
        FileReport(file: file.name, format: format, result, issues: list.issues, left: list.left), onOneLine: true)
    } else {
      IssuePrinter(
        file: file, encoding: result.encoding, output: session.out, showsSource: trial.configuration.masked.isEmpty
      ).print(list)
      session.out.line("\(file.name): \(Self.verdict(result, session.out))")
    }
    return result.isValid
  }

  private static func verdict(_ result: DryRun.Result, _ output: Output) -> String {
    let records = Phrase.count(result.totals.read, "record")
    let warnings = result.warnings > 0 ? ", \(Phrase.count(result.warnings, "warning"))" : ""
    if result.isValid { return output.styled("valid", .good) + ", \(records)\(warnings)" }
    let errors = output.styled(Phrase.count(result.errors, "error"), .bad) + warnings
    if result.faultyRecords == 0 { return "\(errors); \(records) read" }
    return "\(errors) in \(result.faultyRecords) of \(records)"
  }
}
