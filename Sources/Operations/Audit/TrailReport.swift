package import Exchange

/// One thing that somebody did: a decision, as the ledger keeps it, or a visit to the console, as its book does.
package struct TrailReport: Encodable, Sendable {
  package enum Kind: String, Encodable, Sendable {
    case decision, access
  }

  package var kind: Kind
  /// Within its kind.
  package var number: Int64
  package var at: Moment
  package var who: String
  /// ``Decision/Action`` or ``AccessEntry/What``.
  package var action: String
  package var subject: String?
  /// What became of a decision.
  package var outcome: String?
  package var reason: String?
  package var before: String?
  package var after: String?
  /// From where somebody came.
  package var address: String?
  /// The interchange that is the decision, and its record.
  package var interchange: String?
  package var position: Int?

  package init(_ entry: AuditEntry) {
    kind = .decision
    number = entry.number
    at = entry.at.moment
    who = entry.who
    action = entry.action
    subject = entry.subject
    outcome = entry.outcome.rawValue
    reason = entry.reason
    before = entry.before
    after = entry.after
    interchange = entry.source.interchange.text
    position = entry.source.position
  }

  package init(_ entry: AccessEntry) {
    kind = .access
    number = entry.number
    at = entry.at.moment
    who = entry.who
    action = entry.what.rawValue
    subject = entry.subject
    after = entry.detail
    address = entry.address
  }

  /// Actions of which before and after hold nothing that stands in a file.
  private static let harmless: Set<String> = Set(
    [.reprocess, .pause, .resume, .run, .acknowledge, .close].map(\Decision.Action.rawValue))

  /// What of it somebody may see.
  ///
  /// - Parameters:
  ///   - seesPayloads: else without what was decided on: values of fields, and sentences that quote them.
  ///   - seesAddresses: else without from where somebody came, and what was typed in the place of a name.
  package func showing(seesPayloads: Bool, seesAddresses: Bool) -> TrailReport {
    var report = self
    if !seesPayloads, kind == .decision, !Self.harmless.contains(action) {
      report.before = before.map { _ in ShownValues.hidden }
      report.after = after.map { _ in ShownValues.hidden }
    }
    if !seesAddresses {
      report.address = nil
      let typed: [AccessEntry.What] = [.logInFailed, .logInSlowed]
      if typed.contains(where: { $0.rawValue == action }) { report.who = ShownValues.hidden }
    }
    return report
  }

  package static let titles = [
    "kind", "number", "at", "who", "action", "subject", "outcome", "reason", "before", "after", "address",
    "interchange", "position",
  ]

  /// In the order of the titles.
  package var fields: [String] {
    [
      kind.rawValue, String(number), at.description, who, action, subject ?? "", outcome ?? "", reason ?? "",
      before ?? "", after ?? "", address ?? "", interchange ?? "", position.map(String.init) ?? "",
    ]
  }
}
