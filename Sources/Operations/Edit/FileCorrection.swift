import DropFolder
package import Exchange

/// What is to be put right of a rejected file, as a person gets it to edit.
package struct FileCorrection {
  package let subject: OpenSubject
  /// As it lies there: the file, or of one that passed in part the reject file with only its bad records.
  package let original: [UInt8]

  /// Bytes that a decision carries; Base64 makes a third more of it.
  package static let largest = 8_000_000

  package init(of subject: OpenSubject, _ trial: AttemptTrial, _ configuration: Configuration) throws {
    let file = try trial.content(of: subject)
    try Self.check(file, of: subject, configuration)
    self.subject = subject
    original = file.contents
  }

  /// By which two people can tell whether they have the same before them.
  package var revision: String { FileDigest(of: original).sha256 }

  /// Whether a version is what was rejected. Somebody may have changed that where it lies; then it is a version too.
  package func isUnchanged(_ bytes: [UInt8]) -> Bool {
    subject.interchange.verdict == .rejected
      ? FileDigest(of: bytes).sha256 == subject.interchange.sha256 : bytes == original
  }

  /// Hands a version in as a further attempt.
  package func attempt(_ bytes: [UInt8], by person: String, reason: String?) -> Decision {
    var attempt = subject.decision(.reprocess, by: person, reason: reason)
    attempt.content = bytes
    return attempt
  }

  /// - Throws: ``Failure`` for a version that no decision can carry.
  package static func check(
    _ file: InputFile, of subject: OpenSubject, _ configuration: Configuration
  ) throws(Failure) {
    guard file.size > largest else { return }
    let inbox = configuration.system(named: subject.interchange.sender)?.inbox?.written ?? "the inbox of its sender"
    throw Failure(
      .usage,
      "\(file.name) has \(Phrase.size(Int64(file.size))), and a decision takes \(Phrase.size(Int64(largest))) at most. Put a "
        + "copy right and drop it into \(inbox) under the name of the rejected file: there it is recognised")
  }
}
