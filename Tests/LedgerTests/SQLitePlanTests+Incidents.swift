import Exchange

@testable import LedgerSQLite

extension SQLitePlanTests {
  static let incidentCalls = [
    // Only what is open, pending or marked stands there.
    Call(
      testDescription: "known incidents",
      allowed: [
        "SCAN incident USING INDEX incidentOpen", "SCAN incident USING INDEX incidentClosedByHand",
        "SCAN incidentPending", "SCAN incidentMark",
      ]
    ) { ledger in
      _ = try ledger.openIncidents()
      _ = try ledger.incidentsClosedByHand()
      _ = try ledger.pendingTroubles()
      _ = try ledger.incidentMarks()
    },
    Call(
      testDescription: "incidents that are open, by cause and sender",
      allowed: [
        "SCAN incident USING INDEX incidentOpen", "USE TEMP B-TREE FOR GROUP BY",
        "USE TEMP B-TREE FOR LAST TERM OF GROUP BY", "USE TEMP B-TREE FOR ORDER BY",
      ]
    ) { ledger in
      _ = try ledger.openIncidentGroups()
      for cause in [IncidentCause.numberGap, .folderAway] {
        _ = try ledger.openIncidents(of: IncidentGroup.Key(cause, sender: "crm"), before: .max, limit: 9)
      }
    },
    Call(testDescription: "last closed incident") {
      _ = try $0.lastClosedIncident(of: IncidentKey(.numberGap, "crm 5"))
    },
    Call(testDescription: "incidents") { _ = try $0.incidents(before: .max, limit: 9) },
    Call(testDescription: "keep a round", allowed: ["SCAN incidentNotice USING INDEX incidentNoticeDue"]) { ledger in
      var round = IncidentBook.Round()
      let trouble = Trouble(.heldOverdue, "x", since: Timestamp(milliseconds: 1), "d")
      round.incidents = [Incident(trouble, at: Timestamp(milliseconds: 1))]
      round.begun = [PendingTrouble(trouble.key, since: trouble.since, seenAt: trouble.since)]
      round.over = [trouble.key]
      let notice = IncidentNotice(.opened, of: trouble.key, by: "w", at: trouble.since, due: trouble.since)
      _ = try ledger.keep(round, notices: [notice], dropping: [7], marks: ["x": 1])
      try ledger.keep(ledger.waitingNotices(), adding: [])
      try ledger.decide { try $0.acknowledge(1, PersonalWord(by: "a", at: trouble.since)) }
      try ledger.decide { try $0.close(1, PersonalWord(by: "a", at: trouble.since)) }
    },
    // Only what is still to be told stands in this index.
    Call(
      testDescription: "notices",
      allowed: ["SCAN incidentNotice USING INDEX incidentNoticeDue", "USE TEMP B-TREE FOR ORDER BY"]
    ) { ledger in
      _ = try ledger.notices(dueAt: Timestamp(milliseconds: 1), limit: 9)
      _ = try ledger.waitingNotices()
      _ = try ledger.notices(of: 1)
    },
    Call(testDescription: "arrivals") { ledger in
      _ = try ledger.lastArrival()
      _ = try ledger.arrivals(from: "crm", after: 0, limit: 9)
      _ = try ledger.hasRecord(of: [.customer], in: InterchangeID("A"))
    },
    // From one number on, or from the end.
    Call(testDescription: "oddities", allowed: ["SCAN issue USING INDEX issueOdd"]) { ledger in
      _ = try ledger.oddities(after: 0, limit: 9)
      _ = try ledger.lastOddity()
    },
    Call(testDescription: "control numbers") { ledger in
      _ = try ledger.numberBelow(InterchangeID("A"))
      _ = try ledger.numbers(from: "crm", in: 1...9, limit: 9)
      _ = try ledger.highestNumber(from: "crm")
    },
    // Each of these indexes holds only what waits.
    Call(
      testDescription: "what waits",
      allowed: [
        "SCAN document USING INDEX documentUnpublished", "SCAN waiting USING INDEX waitingStill",
        "SCAN document USING INDEX documentInDoubt",
        "USE TEMP B-TREE FOR GROUP BY", "SCAN entity USING COVERING INDEX entityInConflict",
        "SCAN entity USING INDEX entityInConflict", "SCAN (subquery-1)",
      ]
    ) { ledger in
      let moment = Timestamp(milliseconds: 1)
      _ = try ledger.unpublished()
      _ = try ledger.inDoubt()
      _ = try ledger.unconfirmed(by: "erp", publishedBy: moment)
      _ = try ledger.openRejections(from: "crm", since: moment)
      _ = try ledger.overdueHolds(at: moment)
      _ = try ledger.conflicts(limit: 9)
    },
  ]
}
