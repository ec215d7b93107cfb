import XMLEngine

/// The report that lies beside a rejected file: what is wrong, where, why, and what to do about it. As text and as one
/// self-contained page.
///
/// It tells of what has to be put right, and of nothing else: a record that is held is not in it. What comes from a file
/// is harmless in either form: shown on one line, with what hides or reorders written out.
package struct RejectionReport {
  /// The file in the rejected folder that has to be corrected.
  package struct RejectFileFacts: Hashable, Sendable {
    /// Its name there.
    package var name: String
    /// In which line of it each rejected record begins, by the record's position in the file as it came.
    package var lines: [Int: Int]

    package init(name: String, lines: [Int: Int]) {
      self.name = name
      self.lines = lines
    }
  }

  /// So many records are listed at most; a file with more is broken as a whole.
  package static let longestList = 500

  let interchange: Interchange
  let attempts: [Interchange]
  let issues: [Issue]
  let records: [(record: RecordOutcome, issues: [Issue])]
  let more: Int
  let rejectFile: RejectFileFacts?
  let filedName: String?
  let inbox: String?
  let excerpts: Excerpts
  let language: Language

  /// - Parameters:
  ///   - attempts: the earlier attempts of the same, the oldest first.
  ///   - issues: those of the file as a whole.
  ///   - records: rejected records with what is wrong with them.
  ///   - more: rejected records that are not among these.
  ///   - rejectFile: the file that holds only the rejected records; nil where the file was refused as a whole.
  ///   - filedName: the name of the whole file as it lies beside the report, if it does.
  ///   - inbox: where a corrected file goes, as the configuration names it; nil for a system without one.
  ///   - excerpts: made for ``places(_:_:)`` of the same issues.
  ///   - masked: local names of elements and attributes whose values nobody shall see.
  package init(
    interchange: Interchange, attempts: [Interchange], issues: [Issue],
    records: [(record: RecordOutcome, issues: [Issue])], more: Int, rejectFile: RejectFileFacts?,
    filedName: String? = nil, inbox: String? = nil, excerpts: Excerpts, language: Language, masked: Set<String>
  ) {
    let masking = Masking(names: masked)
    self.interchange = interchange
    self.attempts = attempts
    self.issues = issues.map(masking.applied)
    self.records = records.map { ($0.record, $0.issues.map(masking.applied)) }
    self.more = more
    self.rejectFile = rejectFile
    self.filedName = filedName
    self.inbox = inbox
    self.excerpts = excerpts
    self.language = language
  }

  /// For a text editor or a terminal, in lines of some 80 columns.
  package func text() -> String { ReportText(ReportContent(self)).text() }

  /// One HTML document without anything from outside.
  package func html() -> String { ReportPage(ReportContent(self)).html() }
}
