/// How long is kept what was exchanged. What no term is given for is kept for good, as it came.
package struct RetentionRule: Sendable, Equatable {
  /// A length of time, with the words of the configuration.
  package struct Term: Sendable, Equatable {
    /// `400d`, `10y`.
    package var written: String
    package var days: Int
    package var place: Place

    package init(written: String, days: Int, place: Place) {
      self.written = written
      self.days = days
      self.place = place
    }
  }

  /// After how long filed files are compressed.
  package var compress: Term?
  /// How long files in the archive are kept, and the copies of documents beside them.
  package var payload: Term?
  /// How long files among the rejected ones are kept that need no work any more, with their reports.
  package var rejected: Term?
  /// How long the ledger keeps what was said of single records.
  package var metadata: Term?

  package init() {}

  package var isEmpty: Bool { compress == nil && payload == nil && rejected == nil && metadata == nil }

  package subscript(class: RetentionClass) -> Term? {
    switch `class` {
    case .payload: payload
    case .rejected: rejected
    case .metadata: metadata
    }
  }
}

/// A kind of thing that is kept for a time of its own.
package enum RetentionClass: String, Hashable, Sendable, CaseIterable {
  /// Files in the archive, and the copies of documents beside them.
  case payload
  /// Files among the rejected ones, reject files and reports.
  case rejected
  /// Issues and records in the ledger, and in the side file beside each file.
  case metadata

  /// Whether an interchange has anything of it.
  func concerns(_ interchange: Interchange) -> Bool {
    switch self {
    case .payload: interchange.verdict != .rejected
    case .rejected: interchange.verdict == .rejected || interchange.verdict == .partiallyAccepted
    case .metadata: true
    }
  }

  /// What of it lies beside the file, under the file's name.
  var suffixes: [String] {
    switch self {
    case .payload: ["", SideFile.copiesSuffix]
    case .rejected: ["", Processor.textReportSuffix, Processor.htmlReportSuffix]
    case .metadata: []
    }
  }
}
