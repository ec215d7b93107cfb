/// What one listing of an inbox showed.
package struct Look: Sendable {
  /// Each name that was there: first those that the name or the listing passed over, then the files in the inbox's
  /// order. Our own names are not in it.
  package let sightings: [Sighting]
  /// Whether names were left for a later look, because enough settled ones were found.
  package let hasMore: Bool
  /// After how long another look can show something that this one could not; nil where time alone changes nothing.
  package let nextLook: Duration?

  package var settled: [Sighting] {
    sightings.filter { $0.standing == .settled }
  }
}

/// One name in an inbox, and where it stands.
package struct Sighting: Hashable, Sendable {
  package let name: FileName
  package let standing: Standing
  /// Nil where the name alone was enough to pass it over.
  package let status: FileStatus?

  package init(name: FileName, standing: Standing, status: FileStatus?) {
    self.name = name
    self.standing = standing
    self.status = status
  }
}

package enum Standing: Hashable, Sendable {
  /// Complete, as far as can be proved without reading it.
  case settled
  /// Not yet, or not for certain. `since`: when it was first seen as it is now, by our own steady clock.
  case settling(since: Duration)
  case passedOver(PassedOver)
}

/// Why a name in an inbox is no interchange.
package enum PassedOver: Hashable, Sendable {
  case unfinishedName
  case hidden
  case marker
  case otherName(patterns: [String])
  case notRegular(FileKind)
  case hardLinked(names: UInt64)
  case unreadable(reason: String)

  /// Whether waiting cannot change it: such a name is told once, the others again as long as they stand there.
  package var isForGood: Bool {
    switch self {
    case .otherName, .notRegular: true
    // Its own sender hides it: while it is written, or because it is nobody else's business.
    case .hidden: false
    // Some clients give the final name by link and unlink, so two names can be a matter of a moment.
    case .unfinishedName, .marker, .hardLinked, .unreadable: false
    }
  }
}

extension PassedOver: CustomStringConvertible {
  package var description: String {
    switch self {
    case .unfinishedName: "has a name that programs give to unfinished files"
    case .hidden: "is hidden (its name begins with a dot)"
    case .marker: "is a marker for another file"
    case .otherName(let patterns): "does not match \(patterns.joined(separator: ", "))"
    case .notRegular(let kind): "is \(kind.rawValue), not a regular file"
    case .hardLinked(let names): "is one of \(names) names of the same file"
    case .unreadable(let reason): "cannot be read: \(reason)"
    }
  }
}
