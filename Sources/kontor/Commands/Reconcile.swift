import ArgumentParser
import Exchange
import LedgerSQLite
import Operations

struct Reconcile: Action {
  static let configuration = CommandConfiguration(
    abstract: "Compare full exports of both systems field by field, and correct what has drifted.",
    discussion: """
      Pairs the customers of both files by their keys, then by what the ledger knows of their keys, then by exact \
      identifiers. For every field that differs it says whose value holds by the agreement, and what would set the other \
      side right. Fields that one export never names are not compared, and neither is what stays in its system by \
      agreement. Nothing is sent or remembered without --send; with it, each side that is wrong gets a document.

        kontor reconcile crm-full.xml erp-full.xml
        kontor reconcile crm-full.xml erp-full.xml --send --reason "audit of 24 November"

      Exits with 1 if something differs and was not sent, with 66 if a file cannot be read or is not whole.
      """)

  @Argument(help: "The full export of the CRM.", completion: .file(extensions: ["xml"]))
  var crmFile: String

  @Argument(help: "The full export of the ERP.", completion: .file(extensions: ["xml"]))
  var erpFile: String

  @Option(help: ArgumentHelp("What to compare; so far only customers are merged field by field.", valueName: "entity"))
  var entity = EntityArgument(.customer)

  @Option(
    help: ArgumentHelp(
      "The systems that the files come from, as CRM,ERP. Without it, those in these roles.", valueName: "crm,erp"))
  var systems: String?

  @Flag(help: "Send each side that is wrong the right values.")
  var send = false

  @Option(help: ArgumentHelp("Show so many differences of each kind at most; all are counted.", valueName: "count"))
  var limit = 50

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1.") }
    if crmFile == "-", erpFile == "-" { throw ValidationError("Only one of the files can be standard input.") }
  }

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.checkedConfiguration()
    guard let shape = EntityShape.of(entity.value) else {
      throw Failure(
        .usage,
        "\(entity.value.rawValue) records are taken as a whole, so there are no fields to compare; Customer can be compared"
      )
    }
    let (crm, erp) = try SystemPair(session, configuration).read(systems)
    let (result, exports) = try compare(session, configuration, shape, crm, erp)
    let corrections = Corrections(of: result, shape.entity, decision)
    var sent: Corrections.Sent?
    if send, !corrections.isEmpty { sent = try corrections.carry(by: try DeskWork(session), session) }
    if shared.json {
      try session.out.json(ReconciliationReport(result, exports, sent))
    } else {
      ReconciliationText(
        result: result, exports: exports, sent: sent, willSend: corrections.fields, limit: limit, output: session.out
      ).print()
    }
    let isCorrected = sent.map { $0.refusals.isEmpty && result.drifts.count == corrections.fields } ?? false
    let isDone = (result.drifts.isEmpty || isCorrected) && result.lone.allSatisfy(\.stays) && exports.hasNoProblem
    return isDone ? .done : .attention
  }

  private func compare(
    _ session: Session, _ configuration: Configuration, _ shape: EntityShape, _ crm: System, _ erp: System
  ) throws -> (Reconciliation, ExportPair) {
    let ledger = try session.ledger(of: configuration, for: .reading)
    let catalogue = try FormatCatalogue(configuration)
    let names = FieldNames()
    func export(_ path: String, _ system: System) throws -> FullExport {
      let file = try InputFile(path)
      guard let formats = catalogue.sent(by: system) else {
        throw Failure(.configuration, "the configuration has no format in which \(system.name) sends")
      }
      session.err.progress("reading \(file.name) …")
      return try FullExport(file.source(), name: file.name, of: system, in: formats, catalogue, shape, names: names)
    }
    let exports = ExportPair(crm: try export(crmFile, crm), erp: try export(erpFile, erp))
    session.err.progress("comparing …")
    let result = try Reconciler(
      configuration, memory: ledger, shape, crm: exports.crm, erp: exports.erp, names: names
    ).run()
    session.err.endProgress()
    return (result, exports)
  }
}
