import DropFolder
package import Exchange

/// What `rejected --json` says of one cause.
package struct RejectedReport: Encodable, Sendable {
  package struct File: Encodable, Sendable {
    package var id: String
    package var file: String
    package var sender: String
    package var since: Moment
    package var ageInSeconds: Int64
    /// Things that were wrong: records, or 1 for a file that was refused as a whole.
    package var count: Int
    package var open: Int
    /// Of those, the ones with this cause.
    package var records: Int
    /// Where what is to be put right lies.
    package var place: String?
    package var report: String?
  }

  package var code: String
  package var path: String?
  package var message: String
  package var responsible: String
  package var records: Int
  package var firstSeen: Moment
  package var lastSeen: Moment
  package var files: [File]

  package init(_ group: CauseGroup, places: Places, now: Timestamp) {
    code = group.cause.code
    path = group.cause.path.isEmpty ? nil : group.cause.path
    message = group.issue.message
    responsible = group.cause.responsible.rawValue
    records = group.records
    firstSeen = group.firstSeen.moment
    lastSeen = group.lastSeen.moment
    files = group.files.map {
      File(OpenRejection($0.interchange, $0.rejection, records: $0.records), places: places, now: now)
    }
  }
}

extension RejectedReport.File {
  package init(_ open: OpenRejection, places: Places, now: Timestamp) {
    let (interchange, rejection) = (open.interchange, open.rejection)
    self.init(
      id: interchange.id.text, file: interchange.fileName.display, sender: interchange.sender,
      since: rejection.since.moment,
      ageInSeconds: max(0, (now.milliseconds - rejection.since.milliseconds) / 1000),
      count: rejection.count, open: rejection.open, records: open.records,
      place: places.rejectedFile(of: interchange, rejection), report: places.report(on: interchange, rejection))
  }
}
