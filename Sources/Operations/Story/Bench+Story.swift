package import Exchange

extension Bench {
  /// What longer files say is not read again while somebody waits for a page, in bytes.
  private static let longestFile: Int64 = 8_000_000

  /// The story of one business object, without a look into outboxes: a share that does not answer would hold up everybody.
  ///
  /// - Parameters:
  ///   - before: only what happened before this chapter, counted from 0; nil for the end of the story.
  ///   - limit: so many chapters at most.
  /// - Returns: nil where nothing is known of it, and nothing of it waits.
  package func story(of kind: Entity, key: String, before: Int? = nil, limit: Int = 50) throws -> StoryReport? {
    var scope = StoryScope()
    scope.before = before
    scope.limit = limit
    scope.looksIntoOutboxes = false
    scope.longestFile = Self.longestFile
    let reader = StoryReader(configuration, catalogue, ledger: ledger, scope: scope)
    guard let story = try reader.story(of: kind, key: key) else { return nil }
    var report = StoryReport(story)
    report.hold = try story.hold.map { try HoldReport($0, in: ledger) }
    for (place, chapter) in story.chapters.enumerated() {
      report.story[place].decision =
        chapter.source.system == System.desk
        ? try ledger.auditEntry(from: chapter.source.reference) : try release(in: chapter)
    }
    report.awaitedBy = try story.waiting.map { try HoldReport($0, in: ledger) }
    return report
  }

  /// The decision by which a record was let go: it goes on as the record that it is, and its documents are those of the
  /// file of decisions. Nil where the file holds several that do not say the same.
  private func release(in chapter: EntityStory.Chapter) throws -> AuditEntry? {
    guard chapter.events.contains(where: { $0.event.what == .released }) else { return nil }
    let papers = chapter.events.compactMap(\.document) + chapter.answers
    for id in Set(papers.map(\.document.interchange)) where try ledger.interchange(id)?.sender == System.desk {
      var entries: [AuditEntry] = []
      try ledger.forEachAuditEntry(of: id) { entry in
        if entry.action == Decision.Action.release.rawValue, entry.outcome == .accepted { entries.append(entry) }
      }
      guard let first = entries.first else { continue }
      return entries.allSatisfy { $0.who == first.who && $0.reason == first.reason } ? first : nil
    }
    return nil
  }

  /// What a transfer would send.
  package func transfer(of kind: Entity, key: String, to system: String?) throws -> TransferPreview {
    switch try TransferTrial(configuration, catalogue, ledger: ledger).answer(kind, key: key, to: system) {
    case .documents(let documents): .documents(documents.map(DocumentReport.init))
    case .refused(let sentence): .refused(sentence)
    }
  }
}

/// What a transfer would send, or why it would send nothing.
package enum TransferPreview: Sendable {
  case documents([DocumentReport])
  /// In a sentence.
  case refused(String)
}
