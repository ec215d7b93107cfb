/// What is wrong, without the place in one file: a code, and a path without positions. The same in all files that have
/// the same fault.
package struct CauseKey: Hashable, Comparable, Sendable {
  package var code: String
  /// `/Exchange/Order/Lines/Line/Unit`; empty for a file as a whole.
  package var path: String

  /// - Parameter path: without positions already.
  package init(code: String, shape path: String) {
    self.code = code
    self.path = path
  }

  /// - Parameter path: as an issue has it, `/Exchange/Order[3]/Lines/Line[2]/Unit`.
  package init(code: String, path: String?) {
    self.init(code: code, shape: path.map(Self.shape) ?? "")
  }

  /// A path without what stands in brackets.
  package static func shape(of path: String) -> String {
    var depth = 0
    var bytes: [UInt8] = []
    for byte in path.utf8 {
      if byte == UInt8(ascii: "[") { depth += 1 }
      if depth == 0 { bytes.append(byte) }
      if byte == UInt8(ascii: "]") { depth -= 1 }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  package static func < (one: CauseKey, other: CauseKey) -> Bool { (one.code, one.path) < (other.code, other.path) }
}

/// Everything that is still to be put right for one reason, counted.
package struct OpenCause: Hashable, Sendable {
  package var key: CauseKey
  /// The first time that it was found.
  package var issue: Issue
  package var files: Int
  /// Records with this fault; a file that was refused as a whole counts as one.
  package var records: Int
  /// Of the files, those of which no record is at fault.
  package var wholeFiles: Int
  /// Since when the first and the last of the files wait to be put right.
  package var firstSeen: Timestamp
  package var lastSeen: Timestamp
  package var senders: Set<String>

  package init(
    _ key: CauseKey, issue: Issue, files: Int, records: Int, wholeFiles: Int, firstSeen: Timestamp, lastSeen: Timestamp,
    senders: Set<String>
  ) {
    self.key = key
    self.issue = issue
    self.files = files
    self.records = records
    self.wholeFiles = wholeFiles
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.senders = senders
  }
}

/// All causes of what is to be put right, the one first that has been there longest. A file with several faults stands
/// in several.
package struct OpenCauses: Hashable, Sendable {
  package var causes: [OpenCause] = []
  /// Files to be put right that were looked at; more where the newest of them were not.
  package var files = Capped(0)

  package init() {}
}

/// Which of the open rejections are meant. Nil takes all.
package struct OpenRejectionFilter: Hashable, Sendable {
  package var sender: String?
  /// Waits to be put right since this moment or later.
  package var since: Timestamp?
  /// Since before this moment.
  package var until: Timestamp?

  package init() {}
}

/// A place in a list of open rejections, which is sorted by the moments since when they are open.
package struct RejectionPlace: Hashable, Sendable {
  package var since: Timestamp
  /// The number of the interchange.
  package var number: Int64

  package init(since: Timestamp, number: Int64) {
    self.since = since
    self.number = number
  }

  /// `1795946400000-35123`: fit for a link.
  package var text: String { "\(since.milliseconds)-\(number)" }

  /// Nil for what is no place.
  package init?(_ text: String) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, let since = Int64(parts[0]), let number = Int64(parts[1]) else { return nil }
    self.init(since: Timestamp(milliseconds: since), number: number)
  }
}

/// One file that is still to be put right.
package struct OpenRejection: Hashable, Sendable {
  package var interchange: Interchange
  package var rejection: Rejection
  /// Its records with the fault that was asked for; 1 for a file as a whole.
  package var records: Int

  package init(_ interchange: Interchange, _ rejection: Rejection, records: Int) {
    self.interchange = interchange
    self.rejection = rejection
    self.records = records
  }
}

/// One page of them, the oldest first.
package struct OpenRejectionPage: Hashable, Sendable {
  package var rejections: [OpenRejection] = []
  /// Where the next page begins; nil where there is none. There may be one also after an empty page: it looks through
  /// only so many at a time.
  package var next: RejectionPlace?

  package init() {}
}
