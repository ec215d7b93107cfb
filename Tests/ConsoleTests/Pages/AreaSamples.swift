import Console

@testable import Exchange
@testable import Operations

/// Facts that pages of areas are made of, with something hostile wherever something came out of a file.
enum AreaSample {
  static let operatorWithValues = Sample.viewer
  static let lookingOnly = Viewer(name: "l.ooker", role: .viewer, seesPayloads: false, formToken: "t-2")
  static let admin = Viewer(name: "r.oot", role: .admin, seesPayloads: true, formToken: "t-3")

  static let reference = RecordReference(InterchangeID("01KAVB0QZ3ABCDEF"), 1)

  static func hold(
    _ number: Int64, _ reason: Hold.Reason = .reference, key: String = "SO-4858", sentence: String = "It waits."
  ) -> HoldReport {
    var hold = Hold(
      reason: reason, awaits: .key(.customer, system: "crm", key: Sample.hostile),
      record: HeldRecord(kind: .order, key: key, sender: "crm", source: reference, canonical: []),
      since: Sample.before(seconds: 500), deadline: Sample.before(seconds: -86_400), afterwards: .wait,
      sentence: sentence)
    hold.id = number
    var report = HoldReport(hold)
    report.file = Sample.hostile
    return report
  }

  static func conflict(_ field: String = "Phone[use=main]", crm: String = "+49451700141", erp: String = "+49451700177")
    -> ConflictReport
  {
    ConflictReport(
      entity: "Customer", number: 7, key: Sample.hostile, field: field, values: ["crm": crm, "erp": erp],
      sides: [
        "crm": .init(
          value: crm, changed: Sample.before(seconds: 7200).moment, interchange: "01KAVB0QZ3ABCDEF", position: 1,
          file: Sample.hostile),
        "erp": .init(value: erp, changed: Sample.before(seconds: 3600).moment),
      ], base: "+49451700140", since: Sample.before(seconds: 60).moment, owner: "shared",
      rule: "Customer Phone: shared, ask", proposal: .init(system: "erp", because: .later))
  }

  static func incident(_ number: Int64, _ cause: IncidentCause = .folderAway) -> IncidentReport {
    var incident = Incident(
      Trouble(cause, Sample.hostile, since: Sample.before(seconds: 900), Sample.hostile),
      at: Sample.before(seconds: 600))
    incident.id = number
    return IncidentReport(incident)
  }

  static func flow(paused: Bool = false, waiting: Int = 0) -> FlowReport {
    let flow = Flow(
      place: .start, from: Placed("crm", at: .start), to: Placed("erp", at: .start),
      entities: [Placed(.customer, at: .start), Placed(.order, at: .start)])
    let backlog =
      waiting == 0
      ? nil
      : WaitingDocuments(flow: flow.name, system: "erp", count: waiting, since: Sample.before(seconds: 4000))
    return FlowReport(
      FlowOutlook(
        flow, at: Sample.now, count: 1, waiting: backlog,
        pause: paused
          ? FlowPause(flow: flow.name, since: Sample.before(seconds: 400), by: Sample.hostile, reason: Sample.hostile)
          : nil))
  }
}
