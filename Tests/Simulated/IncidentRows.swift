package import Exchange

/// What a simulated ledger keeps of incidents.
package struct IncidentRows: Sendable {
  /// By their numbers, which count from 1.
  package private(set) var incidents: [Incident] = []
  package private(set) var pending: [IncidentKey: PendingTrouble] = [:]
  package private(set) var marks: [String: Int64] = ["oddities": 0]
  package private(set) var notices: [Int64: IncidentNotice] = [:]
  private(set) var oddities: [Oddity] = []
  /// Issues are numbered, whatever they are about.
  private var issues: Int64 = 0
  private var lastNotice: Int64 = 0

  package var open: [Incident] { incidents.filter { $0.state == .open } }

  package func incident(_ id: Int64) -> Incident? {
    id >= 1 && id <= incidents.count ? incidents[Int(id) - 1] : nil
  }

  mutating func note(_ issue: Issue, of interchange: InterchangeID) {
    issues += 1
    guard let code = IssueCode(rawValue: issue.code), Oddity.codes.contains(code) else { return }
    oddities.append(Oddity(number: issues, code: code, interchange: interchange))
  }

  mutating func keep(
    _ round: IncidentBook.Round, _ added: [IncidentNotice], dropping: [Int64], _ marks: [String: Int64]
  ) throws(LedgerError) -> [Incident] {
    for key in round.over { pending[key] = nil }
    for trouble in round.begun where pending[trouble.key] == nil { pending[trouble.key] = trouble }
    var kept: [Incident] = []
    for incident in round.incidents {
      var incident = incident
      if incident.id == 0 {
        incident.id = Int64(incidents.count + 1)
        incidents.append(incident)
      } else {
        incidents[Int(incident.id) - 1] = incident
      }
      kept.append(incident)
    }
    for number in dropping { notices[number] = nil }
    for notice in added {
      var notice = notice
      if notice.incident == 0 { notice.incident = kept.first { $0.key == notice.key }?.id ?? 0 }
      guard notice.incident > 0 else { throw .misuse("A notice is of no incident of its round.") }
      add(notice)
    }
    self.marks.merge(marks) { $1 }
    return kept
  }

  mutating func keep(_ changed: [IncidentNotice], adding: [IncidentNotice]) {
    for notice in changed where notices[notice.number] != nil { notices[notice.number] = notice }
    for notice in adding { add(notice) }
  }

  private mutating func add(_ notice: IncidentNotice) {
    lastNotice += 1
    notices[lastNotice] = notice
    notices[lastNotice]?.number = lastNotice
  }

  mutating func acknowledge(_ id: Int64, _ word: PersonalWord) throws(LedgerError) {
    try requireOpen(id)
    incidents[Int(id) - 1].acknowledged = word
    notices = notices.filter { $0.value.incident != id || $0.value.event != .reminder || $0.value.toldAt != nil }
  }

  mutating func close(_ id: Int64, _ word: PersonalWord) throws(LedgerError) {
    try requireOpen(id)
    incidents[Int(id) - 1].state = .closed
    incidents[Int(id) - 1].closedAt = word.at
    incidents[Int(id) - 1].closed = word
    notices = notices.filter { $0.value.incident != id || $0.value.toldAt != nil || $0.value.attempts > 0 }
  }

  private func requireOpen(_ id: Int64) throws(LedgerError) {
    guard incident(id)?.state == .open else { throw .misuse("Incident \(id) is unknown or closed.") }
  }
}
