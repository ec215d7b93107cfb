package import DropFolder

/// How a document went on after it was written, as far as that is known: when it was published, when it was seen to be
/// taken, and what its receiver made of what stands in it, by which word.
package struct DocumentCourse: Sendable {
  /// What the receiver said of one or more records in the document, at once.
  package struct Answer: Hashable, Sendable {
    package var state: Delivery.State
    /// When it was decided; nil where the story of the record does not tell it.
    package var at: Timestamp?
    /// The record that brought it.
    package var source: RecordReference?
    /// Who said it: a system, or its folders.
    package var by: String?
    /// The file in which it came; nil where it came from the system's folders.
    package var file: FileName?
  }

  package var moments: DocumentMoments
  /// In the order in which they came; none as long as the receiver has said nothing.
  package var answers: [Answer]

  package init(of document: Document, in ledger: any Ledger) throws {
    moments = try ledger.moments(of: document.id) ?? DocumentMoments()
    answers = []
    for delivery in try ledger.deliveries(in: document.id) where delivery.state != .sent {
      let answer = try Self.answer(delivery, ledger)
      if !answers.contains(answer) { answers.append(answer) }
    }
    answers.sort {
      ($0.at?.milliseconds ?? 0, $0.source?.position ?? 0) < ($1.at?.milliseconds ?? 0, $1.source?.position ?? 0)
    }
  }

  /// A refusal names no document, so it is the last one by the system after the document was sent.
  private static func answer(_ delivery: Delivery, _ ledger: any Ledger) throws -> Answer {
    var answer = Answer(state: delivery.state)
    var isSent = false
    for event in try ledger.events(of: delivery.entity) {
      if event.what == .sent, event.detail == delivery.document { isSent = true }
      let speaks =
        switch delivery.state {
        case .imported: event.what == .confirmed && (event.detail == delivery.document || event.detail?.isID != true)
        case .refused: event.what == .refused
        case .sent: false
        }
      guard isSent, speaks, event.subject == delivery.system else { continue }
      answer.at = event.at
      answer.source = event.source
    }
    guard let source = answer.source, let interchange = try ledger.interchange(source.interchange) else {
      return answer
    }
    if interchange.sender == System.desk {
      answer.by = try ledger.auditEntry(from: source)?.who ?? "the folders of \(delivery.system)"
    } else {
      answer.by = interchange.sender
      answer.file = interchange.fileName
    }
    return answer
  }
}

extension String {
  /// Whether it may be the id of a document, rather than words on how it became known, or the state of an order.
  fileprivate var isID: Bool { !contains(" ") && split(separator: "-").count >= 3 }
}
