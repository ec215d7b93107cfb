import ArgumentParser
import Exchange
import LedgerSQLite
import Operations

struct Resolve: Action {
  static let configuration = CommandConfiguration(
    abstract: "Decide a conflict, say who a possible duplicate is, or end the doubt about a document.",
    usage: """
      kontor resolve <entity> <key> <field=choice> ... [--reason <text>] [--by <name>]
      kontor resolve <entity> <key> (--link <key> | --separate) [--reason <text>] [--by <name>]
      kontor resolve <document> ...
      """,
    discussion: """
      Fields that both sides changed, as kontor conflicts lists them: take one side's value, or give another one. In a \
      value of more than one piece, such as an address, write the element.

        kontor resolve Customer K-20417 "Phone[use=main]=crm" "Name=value:Müller GmbH"

      A record that is held because it may be the same as one that is known, as kontor held lists it:

        kontor resolve Customer K-2 --link K-1      it is the same as K-1
        kontor resolve Customer K-2 --separate      it is somebody else

      A document is in doubt when its prepared file is not what was written, or when the folder that held it was replaced: \
      then nobody but the receiver knows whether it arrived, and Kontor sends nothing more of that file. Ask the receiver. \
      If it has the document, say so here, and the next scan goes on. If it has not, say so here too, and let the sender \
      send the record again under a new control number.

        kontor show 01KAVB0QZ3                      which documents are in doubt
        kontor resolve 01KAVB0QZ3-1-2
      """)

  @Argument(
    help: ArgumentHelp(
      "An entity, its key and decisions on its fields; or ids of documents, as kontor show tells them.",
      valueName: "what"))
  var what: [String]

  @Option(help: ArgumentHelp("It is the same as the one with this key.", valueName: "key"))
  var link: String?

  @Flag(help: "It is none of those that are known.")
  var separate = false

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if link != nil, separate { throw ValidationError("It is either the same or another one: --link or --separate.") }
    guard let entity else {
      if link != nil || separate { throw ValidationError("Name the record first: Customer K-2.") }
      return
    }
    let isHeld = link != nil || separate
    if what.count < 2 { throw ValidationError("Name the key of the \(entity.rawValue) too.") }
    if what.count == 2, !isHeld {
      throw ValidationError("Say what is to hold, such as \"Phone[use=main]=crm\"; kontor conflicts lists the fields.")
    }
    if what.count > 2, isHeld { throw ValidationError("Fields are decided when it is clear who it is.") }
  }

  private var entity: Entity? { EntityArgument(argument: what[0])?.value }

  func perform(_ session: Session) throws -> Outcome {
    guard let entity else { return try endDoubts(session) }
    let configuration = try session.checkedConfiguration()
    let ledger = try session.ledger(of: configuration, for: .reading)
    let prepared =
      try link != nil || separate
      ? identity(entity, configuration, ledger) : fields(entity, configuration, ledger)
    let desk = try DeskWork(session)
    return try desk.tell(try desk.carry([prepared.decision]), of: [prepared], json: shared.json)
  }

  // MARK: - Fields

  private func fields(_ kind: Entity, _ configuration: Configuration, _ ledger: any Ledger) throws -> (
    decision: Decision, done: String
  ) {
    let subject = NamedEntity(kind, key: what[1])
    guard let state = try ledger.entity(kind, anyKey: what[1], by: AgreementTerms(configuration)) else {
      throw subject.unknown
    }
    var decision = decision.decision(.resolve, .entity(kind, key: what[1]))
    decision.fields = try FieldChoices(entity: state, words: subject.words).read(Array(what.dropFirst(2)))
    return (decision, "decided " + decision.fields.map(\.name).joined(separator: ", "))
  }

  // MARK: - Possible duplicates

  private func identity(_ kind: Entity, _ configuration: Configuration, _ ledger: any Ledger) throws -> (
    decision: Decision, done: String
  ) {
    let terms = AgreementTerms(configuration)
    let subject = NamedEntity(kind, key: what[1])
    guard let hold = try ledger.hold(of: kind, anyKey: what[1], by: terms) else {
      if try ledger.entity(kind, anyKey: what[1], by: terms) == nil { throw subject.unknown }
      throw Failure(.usage, "\(subject.words) does not wait for anything; kontor held lists what does")
    }
    guard hold.reason == .decision else {
      throw Failure(
        .usage,
        "\(subject.words) does not wait to be told who it is. \(hold.sentence) Send it as it is with kontor release, end "
          + "it with kontor discard")
    }
    var decision = decision.decision(separate ? .separate : .link, .entity(kind, key: what[1]))
    guard let link else { return (decision, "is another one") }
    guard try ledger.entity(kind, anyKey: link, by: terms) != nil else { throw NamedEntity(kind, key: link).unknown }
    decision.with = link
    return (decision, "is the same as \(Printable.line(link))")
  }

  // MARK: - Documents in doubt

  private func endDoubts(_ session: Session) throws -> Outcome {
    let ledger = try session.ledger(of: try session.configuration(), for: .processing)
    var resolved: [String] = []
    for document in what {
      guard try ledger.resolveDoubt(of: document) else {
        throw Failure(
          .usage,
          "no document \(document) is in doubt; kontor show tells which are. To decide a conflict, begin with the kind of "
            + "record: Customer K-20417 \"Phone[use=main]=crm\"")
      }
      resolved.append(document)
    }
    if shared.json {
      try session.out.json(ResolveReport(resolved: resolved))
    } else {
      for document in resolved { session.out.line("\(document): counts as sent; the next scan goes on with its file") }
    }
    return .done
  }
}

/// What `resolve --json` says of documents.
private struct ResolveReport: Encodable {
  var resolved: [String]
}
