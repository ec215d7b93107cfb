package import DropFolder

/// A file that was refused, or holds records that were rejected, for as long as that is to be put right.
package struct Rejection: Hashable, Sendable {
  package enum State: String, Hashable, Sendable, CaseIterable {
    case open
    /// What was wrong came again and was taken.
    case corrected
    /// What was wrong came again and was rejected again: the rejection goes on with that newer file.
    case replaced
    /// A person ended it.
    case discarded
  }

  package var interchange: InterchangeID
  package var sender: String
  package var fileName: FileName
  package var since: Timestamp
  /// Things that were wrong: rejected records, or 1 for a file that was refused as a whole.
  package var count: Int
  /// How many of them are still to be put right.
  package var open: Int
  /// By the settlement that came last.
  package var state: State
  package var closedAt: Timestamp?
  /// Its files lie among those that need no work any more.
  package var isPutAway = false

  package init(
    interchange: InterchangeID, sender: String, fileName: FileName, since: Timestamp, count: Int
  ) {
    self.interchange = interchange
    self.sender = sender
    self.fileName = fileName
    self.since = since
    self.count = count
    open = count
    state = .open
  }
}

/// What ended the trouble with one rejected record, or with a file that was refused as a whole.
package struct Settlement: Hashable, Sendable {
  /// The interchange of the rejection.
  package var interchange: InterchangeID
  /// The rejected record; nil for the file as a whole.
  package var position: Int?
  /// The interchange in whose decision that came about: a correction, or a decision of a person.
  package var by: InterchangeID
  /// The record in that interchange; nil for the file as a whole.
  package var byPosition: Int?
  /// Never `open`.
  package var state: Rejection.State
  package var at: Timestamp

  package init(
    of interchange: InterchangeID, position: Int?, by: InterchangeID, byPosition: Int?, _ state: Rejection.State,
    at moment: Timestamp
  ) {
    self.interchange = interchange
    self.position = position
    self.by = by
    self.byPosition = byPosition
    self.state = state
    at = moment
  }
}

/// By what a file was recognised as one that puts an earlier one right.
package enum Recognition: String, Hashable, Sendable, CaseIterable {
  /// It bears the control number of the rejected one.
  case controlNumber = "control-number"
  /// It bears the marker of a reject file.
  case marker
  /// Its name is that of the rejected file, or of the reject file.
  case name
  /// It is the rejected file, byte by byte.
  case content
  /// A person handed it in as a further attempt.
  case handedIn = "handed-in"
}
