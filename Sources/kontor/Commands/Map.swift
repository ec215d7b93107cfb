import ArgumentParser
import DropFolder
import Exchange
import Foundation
import Operations

struct Map: Action {
  static let configuration = CommandConfiguration(
    abstract: "Print what the mappings make of files, without any effect.",
    discussion: """
      Judges and maps each record by itself and prints every document behind a comment that says for which system it is. \
      What only the ledger knows plays no part: whose word counts, what has to wait, which customer has to go ahead; \
      numbers of documents are counted from 1. What is wrong with a file goes to standard error.

      A document is in the encoding of its format. A terminal is shown it in UTF-8; what reads from a pipe and the files of \
      --output get its bytes.

        kontor map order.xml
        kontor map order.xml --output /tmp/mapped
        kontor map order.xml --trace

      With --trace it prints for each field of a document where it comes from: which fields of the file stand in it, it is \
      computed from or it is there because of, with their lines, or which parameter. This is found out by giving each field of \
      the record and of a customer that goes along, and each parameter, another value and mapping it again, so it takes a while \
      for long records; --record takes only one of them.

      Exits with 1 if a record cannot be mapped or is wrong.
      """)

  @Argument(help: "Files to map; - is standard input.", completion: .file(extensions: ["xml"]))
  var files: [String]

  @Option(
    help: ArgumentHelp(
      "Write the documents as files into this folder, by system, instead of printing them. Nothing is replaced.",
      valueName: "folder"), completion: .directory)
  var output: String?

  @Option(help: ArgumentHelp("The format of the files. Without it, their root elements tell.", valueName: "name"))
  var format: String?

  @Option(help: ArgumentHelp("Map them as files of this system.", valueName: "name"))
  var system: String?

  @Option(help: ArgumentHelp("Print so many faults of each file at most; all are counted.", valueName: "count"))
  var limit = 100

  @Flag(help: "Print where each field of the documents comes from, instead of the documents.")
  var trace = false

  @Option(help: ArgumentHelp("Trace only this record of each file, counted from 1.", valueName: "number"))
  var record: Int?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
    if let record, record < 1 { throw ValidationError("--record must be at least 1.") }
    if record != nil, !trace { throw ValidationError("--record goes with --trace.") }
    if trace, output != nil { throw ValidationError("--trace prints; it has no use for --output.") }
  }

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.configuration()
    let sender = try session.system(named: system, in: configuration)
    let trial = try FileTrial(configuration, formatName: format, sender: sender)
    var outcome = Outcome.done
    for path in files where trace {
      let teller = TraceTeller(trial: trial, record: record, session: session)
      if try !teller.tell(try InputFile(path)) { outcome = .attention }
    }
    for path in files where !trace {
      let file = try InputFile(path)
      var list = IssueList(limit: limit)
      var documents = 0
      let (_, result) = try trial.run(
        file, depth: .whole, issue: { if $0.severity != .information { list.add($0) } },
        document: { document in
          documents += 1
          try put(document, of: file, session)
        })
      session.out.flush()
      IssuePrinter(
        file: file, encoding: result.encoding, output: session.err, showsSource: configuration.masked.isEmpty
      ).print(list)
      session.err.line("\(file.name): \(Phrase.totals(result.totals)); \(Phrase.count(documents, "document"))")
      session.err.flush()
      if !result.isValid { outcome = .attention }
    }
    return outcome
  }

  private func put(_ document: DryRunDocument, of file: InputFile, _ session: Session) throws {
    if let output {
      let path = try write(document, into: output)
      if !shared.json { return session.out.line(Printable.line(path)) }
    }
    if shared.json {
      var report = DocumentReport(document)
      report.file = file.name
      return try session.out.json(report, onOneLine: true)
    }
    DocumentText(document).print(to: session.out)
  }

  private func write(_ document: DryRunDocument, into output: String) throws -> String {
    let whole = output.hasPrefix("/") ? output : FileManager.default.currentDirectoryPath + "/" + output
    var initialisation = Initialisation()
    try initialisation.makeFolder(whole)
    let folder = try Folder(path: whole).subfolder(FileName.safe(document.system))
    var writer = try folder.create(document.name)
    try writer.write(document.bytes)
    _ = try writer.finish(durably: false)
    return folder.path(of: document.name)
  }
}
