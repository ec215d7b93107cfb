package import Exchange

/// A rejected file on a page that lets a person put it right.
package struct EditSheet: Sendable {
  package enum Content: Sendable {
    /// With marks in the place of values that are shown to nobody.
    case text(String, hiddenValues: Int)
    case notEditable(NotEditable)
  }

  /// Of the attempt that is put right.
  package var id: String
  /// Its name, fit for display.
  package var file: String
  package var sender: String
  /// The latest attempt, on which a new one builds.
  package var basis: String
  /// What a new attempt will be counted as.
  package var next: Int
  /// The content as it was when the page was made.
  package var revision: String
  /// Only the bad records, and not the file as it came.
  package var isRejectFile: Bool
  /// Where it lies, and where a version that was made elsewhere goes, as people name folders.
  package var place: String?
  package var inbox: String?
  package var content: Content
  /// What is wrong with it; nil where judging it took too long, or cannot be done.
  package var judgement: VersionJudgement?
}

/// What somebody did with it, as the form of that page brings it back.
package struct EditForm: Sendable {
  /// Of the attempt that is put right.
  package var id: String
  package var basis: String
  package var revision: String
  /// With whatever line ends.
  package var text: String

  package init(id: String, basis: String, revision: String, text: String) {
    self.id = id
    self.basis = basis
    self.revision = revision
    self.text = EditableText.withLineFeeds(text)
  }
}

/// What a version is worth.
package enum EditVerdict: Sendable {
  case judged(EditSheet, JudgedVersion)
  /// The file cannot be edited on a page.
  case notEditable(EditSheet)
  /// It has a character that the file cannot hold.
  case unfit(EditSheet, UnfitText)
  /// It is what was rejected.
  case unchanged(EditSheet)
  /// Judging it took too long.
  case tookTooLong(EditSheet)
  case conflict(EditConflict)
}

/// A version that can be handed in.
package struct JudgedVersion: Sendable {
  package var judgement: VersionJudgement
  /// From what was rejected to the version, with marks in the place of hidden values.
  package var changes: XMLComparison
  /// SHA-256 of the version: what is handed in later is what was judged.
  package var digest: String
}

/// Why a version cannot be handed in: what it was made from is not what is to be put right any more.
package struct EditConflict: Error {
  package enum Reason: Sendable {
    case newer(NewerAttempt)
    /// Somebody handed in an attempt that is not decided yet.
    case pending(PendingAttempt)
    /// Nothing of it is to be put right any more.
    case closed(Rejection.State, at: Timestamp?)
    /// A part of it was put right otherwise.
    case changed
  }

  package var reason: Reason
  /// Of the attempt that was to be put right.
  package var id: String
  package var file: String
  /// The attempt of which something is still to be put right; nil where none is, or where that is not known yet.
  package var open: String?
  /// From what was rejected to the version; nil where that is not there any more.
  package var changes: XMLComparison?
  /// From what the others handed in to the version.
  package var againstNewer: XMLComparison?
}
