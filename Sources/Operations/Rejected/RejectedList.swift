import DropFolder
package import Exchange

/// Which files that are to be put right a page shows. Nil takes all.
package struct RejectedFilter: Hashable, Sendable {
  package var sender: String?
  package var responsible: Responsible?
  package var code: String?
  /// Waits for longer than this.
  package var age: Duration?
  /// The id of one cause: then its files are shown page by page.
  package var cause: String?
  /// Where a page of its files begins.
  package var after: RejectionPlace?
  /// Causes that stand on the pages before.
  package var skipped = 0

  package init() {}
}

/// What is still to be put right, by its causes, the one first that has been there longest.
package struct RejectedList: Sendable {
  package struct File: Sendable {
    package var id: String
    /// Its name, fit for display.
    package var file: String
    package var sender: String
    package var since: Timestamp
    /// Things that were wrong, and those still to be put right: records, or 1 for a file that was refused as a whole.
    package var count: Int
    package var open: Int
    package var isWhole: Bool
  }

  package struct Cause: Sendable {
    package var found: OpenCause
    /// The first of them, oldest first.
    package var files: [File]
    /// Where the next of them begin.
    package var next: RejectionPlace?

    /// Fit for a link.
    package var id: String { found.key.id }
    package var responsible: Responsible { CodeCatalogue.entry(for: found.key.code)?.responsible ?? .operator }
  }

  package var filter: RejectedFilter
  package var causes: [Cause] = []
  /// Causes that the filter takes, with those on other pages.
  package var causeCount = 0
  /// Files that are to be put right, whatever else the filter says than who sent them and how old they are.
  package var files = Capped(0)
  /// When the youngest of them came to be put right.
  package var newest: Timestamp?
  /// Those who sent what is to be put right, whatever the filter says.
  package var senders: [String] = []
  /// Codes and responsible people among all causes of those files.
  package var codes: [String] = []
  package var responsible: [Responsible] = []

  package static let causesOnPage = 20
  /// Of each cause; of one that is shown alone, ``filesOnPage``.
  package static let filesOfCause = 8
  package static let filesOnPage = 50
}

extension Reading {
  /// What is still to be put right, as a page shows it.
  package func rejected(_ filter: RejectedFilter, at now: Timestamp) throws -> RejectedList {
    var open = OpenRejectionFilter()
    open.sender = filter.sender
    open.until = filter.age.map { now + (.zero - $0) }
    let all = try ledger.openCauses(open)
    var list = RejectedList(filter: filter)
    list.files = all.files
    list.newest = all.causes.map(\.lastSeen).max()
    list.senders = configuration.systems.filter { $0.inbox != nil }.map(\.name)
    list.codes = Set(all.causes.map(\.key.code)).sorted()
    var found = all.causes.map { RejectedList.Cause(found: $0, files: []) }
    list.responsible = Responsible.allCases.filter { one in found.contains { $0.responsible == one } }
    found = found.filter { cause in
      (filter.code ?? cause.found.key.code) == cause.found.key.code
        && (filter.responsible ?? cause.responsible) == cause.responsible
        && (filter.cause ?? cause.id) == cause.id
    }
    list.causeCount = found.count
    let limit = filter.cause == nil ? RejectedList.filesOfCause : RejectedList.filesOnPage
    list.causes = try found.dropFirst(filter.skipped).prefix(RejectedList.causesOnPage).map { cause in
      let page = try ledger.openRejections(of: cause.found.key, open, after: filter.after, limit: limit)
      var cause = cause
      cause.files = page.rejections.map(RejectedList.File.init)
      cause.next = page.next
      return cause
    }
    return list
  }

  /// How many came to be put right since a moment, at most so many.
  package func newlyRejected(since moment: Timestamp, from sender: String?, most: Int) throws -> Int {
    var filter = OpenRejectionFilter()
    filter.sender = sender
    filter.since = moment + .milliseconds(1)
    return try ledger.openRejections(of: nil, filter, after: nil, limit: most).rejections.count
  }
}

extension RejectedList.File {
  fileprivate init(_ open: OpenRejection) {
    let (interchange, rejection) = (open.interchange, open.rejection)
    self.init(
      id: interchange.id.text, file: interchange.fileName.display, sender: interchange.sender, since: rejection.since,
      count: rejection.count, open: rejection.open, isWhole: interchange.totals[.rejected] == 0)
  }
}
