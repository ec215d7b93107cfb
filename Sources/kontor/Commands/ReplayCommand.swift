import ArgumentParser
import Exchange
import LedgerSQLite
import Operations
import XMLEngine

struct ReplayCommand: Action {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Show what a changed rule would make of the archived files, without any effect.",
    discussion: """
      Decides the archived files twice, by the present rules and by the changed ones, each side with a ledger of its own, \
      and shows what comes out otherwise: documents line by line, verdicts, acknowledgements. Nothing is published, and \
      nothing is written into Kontor's folders; a service may run meanwhile.

        kontor replay --mapping /tmp/order.xsl
        kontor replay --mapping formats/sap-business-one/common.xsl=/tmp/common.xsl --since 30d
        kontor replay --schema xsd/exchange.xsd=/tmp/exchange.xsd --from crm --details
        kontor replay --config new.yaml

      Without a change it holds what the present rules would make against what was made then, by the side files in the \
      archive:

        kontor replay --since 2026-11-01

      Here --config names the changed configuration. The present one is named by --present, or it is the one that the other \
      commands take without --config. With --json each difference is one line, and the last line is the summary.

      Exits with 0 if nothing differs, with 1 if something differs or a file cannot be decided again, with 2 if the \
      command line is wrong, with 66 if a file that it names cannot be read, with 78 if the changed rules cannot be used.
      """)

  @Option(
    help: ArgumentHelp(
      "Compare only what was decided since then: a moment, a day, or how long ago, as 7d.", valueName: "moment"))
  var since: MomentArgument?

  @Option(help: ArgumentHelp("Compare only what was decided before then.", valueName: "moment"))
  var until: MomentArgument?

  @Option(help: ArgumentHelp("Compare only files of this system.", valueName: "name"))
  var from: String?

  @Option(help: ArgumentHelp("Compare so many files at most, the newest.", valueName: "count"))
  var limit: Int?

  @Option(
    help: ArgumentHelp(
      "Try a stylesheet in the place of one of the configuration. The new file alone is enough where only one has its name.",
      valueName: "old=new"), completion: .file(extensions: ["xsl", "xslt"]))
  var mapping: [String] = []

  @Option(
    help: ArgumentHelp("Try a schema in the place of one of the configuration.", valueName: "old=new"),
    completion: .file(extensions: ["xsd"]))
  var schema: [String] = []

  @Option(
    help: ArgumentHelp("The configuration that is in force, with --config for the changed one.", valueName: "path"),
    completion: .file(extensions: ["yaml", "yml"]))
  var present: String?

  @Flag(help: "Show all differences, and each of them whole.")
  var details = false

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if let limit, limit < 1 { throw ValidationError("--limit must be at least 1.") }
    if let since, let until, since.moment >= until.moment { throw ValidationError("--since must be before --until.") }
  }

  func perform(_ session: Session) throws -> Outcome {
    let path = presentPath
    if present == nil, shared.config != nil, PathFacts(path: path).kind == .missing {
      throw Failure(
        .usage,
        "\(path) does not exist; --config names the changed configuration here, so name the one in force with --present"
      )
    }
    let configuration = try session.checkedConfiguration(from: path)
    let rules = ReplayRules(configuration, try FormatCatalogue(configuration))
    let changed = try changedRules(session, from: configuration)
    var window = Replay.Window()
    window.since = since?.moment
    window.until = until?.moment
    window.sender = try sender(session, in: configuration)
    window.limit = limit
    // From here on there is something to clear away.
    StopSignal.listen(waking: -1)
    let replay = try Replay(
      rules, changed: changed, window: window,
      scratchLedger: { path in try SQLiteLedger(path: path, access: .scratch) },
      progress: { session.err.progress(Self.words(for: $0)) })
    let teller = ReplayTeller(session, showsAll: details)
    let tally = try replay.run(
      shouldStop: { StopSignal.hasCome },
      tell: { difference, contents in
        session.err.endProgress()
        try teller.tell(difference, contents)
      })
    session.err.endProgress()
    if StopSignal.hasCome {
      session.out.flush()
      throw Failure(.temporary, "stopped before all files were compared; nothing is left behind")
    }
    try teller.finish(tally)
    return tally.isTheSame ? .done : .attention
  }

  private static func words(for progress: Replay.Progress) -> String {
    switch progress {
    case .listed(let count): "side files: \(count) …"
    case .decided(let count, let all): "decided: \(count) of \(all) …"
    }
  }

  /// The desk sends files too, though it is no system of the configuration.
  private func sender(_ session: Session, in configuration: Configuration) throws(Failure) -> String? {
    from == System.desk ? from : try session.system(named: from, in: configuration)?.name
  }

  // MARK: - The rules

  private var presentPath: String {
    if let present { return present }
    var options = shared
    options.config = nil
    return options.configurationPath
  }

  /// Nil where nothing is changed.
  private func changedRules(_ session: Session, from present: Configuration) throws -> ReplayRules? {
    let named =
      mapping.map { RuleReplacements.Named(kind: .mapping, text: $0) }
      + schema.map { RuleReplacements.Named(kind: .schema, text: $0) }
    if shared.config == nil, named.isEmpty { return nil }
    let configuration = try shared.config.map { path in try session.checkedConfiguration(from: path) } ?? present
    let replacements = try RuleReplacements(named, of: configuration)
    do {
      return try RuleFiles.replacing(replacements.paths) {
        ReplayRules(configuration, try FormatCatalogue(configuration))
      }
    } catch let error as FormatError {
      throw replacements.told(error)
    }
  }
}
