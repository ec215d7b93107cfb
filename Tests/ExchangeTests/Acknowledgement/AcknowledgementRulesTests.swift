import DropFolder
import Testing
import XMLEngine

@testable import Exchange

@Suite("Rules for acknowledgements")
struct AcknowledgementRulesTests {
  private static func rules(_ rule: String, flow: String = "") throws -> AcknowledgementRules {
    let text = ConfigurationSample.text
      .replacing("outbox: outbox/crm", with: "outbox: outbox/crm\n    acknowledge: { \(rule) }")
      .replacing("to: erp, ", with: "to: erp, \(flow)")
    return AcknowledgementRules(sender: "crm", in: try ConfigurationSample.read(text))
  }

  private static func census(_ records: [(String, RecordVerdict)]) -> RecordCensus {
    var census = RecordCensus()
    for (entity, verdict) in records {
      census.count(Judgement(entity: entity, key: "1", verdict: verdict, issues: []))
    }
    return census
  }

  private static func outcome(
    _ level: AcknowledgementLevel, _ verdict: InterchangeVerdict = .accepted
  ) throws -> Interchange {
    var interchange = Interchange(
      id: InterchangeID("A"), sender: "crm", fileName: try FileName.safe("a.xml"), size: 1, sha256: "",
      receivedAt: Timestamp(milliseconds: 0))
    interchange.level = level
    interchange.verdict = verdict
    return interchange
  }

  @Test(
    "a file is acknowledged where what is told includes a level that is wanted",
    arguments: [
      ("received", AcknowledgementLevel.received, true), ("received", .delivered, true),
      ("validated", .received, false),
      ("validated", .validated, true), ("validated", .delivered, true), ("delivered", .validated, false),
      ("delivered", .delivered, true), ("imported", .delivered, false), ("received, imported", .validated, true),
    ])
  func levels(wanted: String, level: AcknowledgementLevel, expected: Bool) throws {
    let rules = try Self.rules("levels: [\(wanted)]")
    let census = Self.census([("Order", .accepted)])
    #expect(rules.acknowledge(try Self.outcome(level), census, hasIssues: false) == expected)
  }

  @Test(
    "a refusal is told whatever the levels, unless never",
    arguments: [("levels: [imported]", true), ("when: exceptions", true), ("when: never", false)])
  func refusals(rule: String, expected: Bool) throws {
    let rules = try Self.rules(rule)
    let partly = Self.census([("Order", .accepted), ("Order", .rejected)])
    #expect(rules.acknowledge(try Self.outcome(.delivered, .partiallyAccepted), partly, hasIssues: false) == expected)
    #expect(rules.acknowledge(try Self.outcome(.received, .rejected), RecordCensus(), hasIssues: true) == expected)
    let refused = LaterAnswers.Answer(verdict: .rejected, level: .imported)
    #expect(rules.acknowledge(refused, on: "Order") == expected)
  }

  @Test(
    "with exceptions, a file is told of which something was not simply accepted",
    arguments: [
      (RecordVerdict.accepted, false), (.unchanged, false), (.ignored, true), (.held, true), (.superseded, true),
      (.rejected, true),
    ])
  func exceptions(verdict: RecordVerdict, expected: Bool) throws {
    let rules = try Self.rules("when: exceptions")
    let census = Self.census([("Order", .accepted), ("Customer", verdict)])
    #expect(rules.acknowledge(try Self.outcome(.delivered), census, hasIssues: false) == expected)
    #expect(rules.acknowledge(try Self.outcome(.delivered), census, hasIssues: true))
  }

  @Test("a file sent again is answered, unless never")
  func repeats() throws {
    let repeated = try Self.outcome(.delivered, .duplicate)
    for rule in ["levels: [imported]", "when: exceptions"] {
      #expect(try Self.rules(rule).acknowledge(repeated, RecordCensus(), hasIssues: true))
    }
    #expect(try !Self.rules("when: never").acknowledge(repeated, RecordCensus(), hasIssues: true))
  }

  @Test("a file of several entities is acknowledged if one of them asks for it")
  func entities() throws {
    let rules = try Self.rules("when: never, entities: { Order: { when: always } }")
    let outcome = try Self.outcome(.delivered)
    #expect(rules.acknowledge(outcome, Self.census([("Order", .accepted), ("Customer", .rejected)]), hasIssues: false))
    #expect(!rules.acknowledge(outcome, Self.census([("Customer", .rejected)]), hasIssues: true))
    #expect(!rules.acknowledge(outcome, Self.census([("Nonsense", .rejected)]), hasIssues: true))
  }

  private static func record(_ entity: String, _ verdict: RecordVerdict = .accepted) -> RecordOutcome {
    RecordOutcome(
      position: 1, entity: entity, key: "1", verdict: verdict, start: Position(line: 1, column: 1, byteOffset: 0))
  }

  @Test(
    "what became of a record that waited is told to whom the file was told",
    arguments: [
      ("received", true, false), ("validated", true, false), ("delivered", true, false), ("imported", false, true),
      ("delivered, imported", true, true),
    ])
  func later(wanted: String, released: Bool, imported: Bool) throws {
    let rules = try Self.rules("levels: [\(wanted)]")
    #expect(rules.acknowledge(LaterAnswers.Answer(verdict: .accepted, level: .delivered), on: "Order") == released)
    #expect(rules.acknowledge(LaterAnswers.Answer(verdict: .accepted, level: .imported), on: "Order") == imported)
  }

  @Test("with exceptions, an import is no news, and the end of a wait is")
  func laterExceptions() throws {
    let rules = try Self.rules("when: exceptions")
    #expect(!rules.acknowledge(LaterAnswers.Answer(verdict: .accepted, level: .imported), on: "Order"))
    #expect(rules.acknowledge(LaterAnswers.Answer(verdict: .accepted, level: .delivered), on: "Order"))
  }

  @Test("a flow has its say on the records that it carries")
  func flows() throws {
    let rules = try Self.rules("records: all, levels: [delivered]", flow: "acknowledge: { records: none }, ")
    #expect(rules.terms(for: "Order").records == .none)
    #expect(rules.terms(for: "Order").levels == [.delivered])
    #expect(rules.terms(for: "Confirmation").records == .all)
  }

  @Test(
    "what is listed goes by entity",
    arguments: [
      ("records: all", AcknowledgeRule.Records.all, false as Bool?, [true, true, true]),
      ("records: none", .none, nil, [false, false, false]),
      ("records: exceptions", .exceptions, true, [false, true, true]),
      ("records: all, entities: { Order: { records: none } }", .exceptions, false, [false, true, false]),
      ("records: none, entities: { Order: { records: all } }", .exceptions, false, [true, false, true]),
      ("records: none, entities: { Order: { records: exceptions } }", .exceptions, true, [false, false, true]),
    ])
  func listing(
    rule: String, listing: AcknowledgeRule.Records, exceptionsOnly: Bool?, expected: [Bool]
  ) throws {
    let rules = try Self.rules(rule)
    #expect(rules.listing == listing)
    #expect(rules.looksAtExceptionsOnly == exceptionsOnly)
    let listed = [Self.record("Order"), Self.record("Customer", .held), Self.record("Order", .rejected)]
      .map { rules.lists($0, []) }
    #expect(listed == expected)
  }
}
