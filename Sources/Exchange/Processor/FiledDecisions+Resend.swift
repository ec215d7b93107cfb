import DropFolder
import XMLEngine

/// Documents that are sent once more, as they were.
extension FiledDecisions {
  func documents(of interchange: Interchange) throws -> [Document] {
    var documents: [Document] = []
    while case let page = try log.documents(of: interchange.id, kind: .import, after: documents.last, limit: 1000),
      !page.isEmpty
    {
      documents += page
    }
    if documents.isEmpty {
      throw NotAgreed(
        .nothingToSend, value: interchange.id.text, "\(interchange.id) made no documents that could be sent again.")
    }
    return documents
  }

  func document(_ id: String) throws -> Document {
    guard let document = try log.document(id), document.kind == .import else {
      throw NotAgreed(
        .referenceUnknown, value: id, "There is no import document \(id) in this ledger; kontor show lists them.")
    }
    return document
  }

  /// Puts documents into the outbox once more, in their order. One about which something newer was sent stays away, for
  /// it would take that back, and one of which there is no copy.
  func resend(_ documents: [Document], _ record: ToldRecord, _ agreement: Agreement) throws -> Ruling {
    var issues: [Issue] = []
    var sent: [String] = []
    for document in documents {
      if let newer = try newer(than: document) {
        issues.append(newer)
        continue
      }
      do {
        sent.append(try resend(document, record))
      } catch let error as NotAgreed {
        // The others go all the same: what was prepared of them could not be taken back by itself.
        issues += error.issues.map(\.asWarning)
      }
    }
    if sent.isEmpty { throw NotAgreed(issues.map(\.asError)) }
    agreement.pending.trail = DecisionTrail(
      before: documents.map(\.id).joined(separator: ", "), after: sent.joined(separator: ", "))
    return Ruling(verdict: .accepted, issues: issues)
  }

  private func resend(_ document: Document, _ record: ToldRecord) throws -> String {
    guard document.state == .published else {
      throw NotAgreed(
        .documentGone, value: document.id,
        "Document \(document.id) was not published yet: it is \(document.state.rawValue). kontor status tells why.")
    }
    let original = document.resends ?? document.id
    guard let bytes = try place.sent(original), FileDigest(of: bytes).sha256 == document.sha256 else {
      let original = try log.document(original)?.interchange ?? document.interchange
      if let erased = try log.erasedFiles(of: original).last(where: { $0.kind == .documents }) {
        throw NotAgreed(
          .documentGone, value: document.id,
          "The copy of document \(document.id) was \(erased.words), so it is not sent again.")
      }
      if let pruning = try log.prunings(of: original).first(where: { $0.class == .payload }) {
        throw NotAgreed(
          .documentGone, value: document.id,
          "The copy of document \(document.id) was \(pruning.words). Send what holds today instead: kontor transfer.")
      }
      throw NotAgreed(
        .documentGone, value: document.id,
        "The copy of document \(document.id) in the archive is gone, or is not what was sent. Send what holds today "
          + "instead: kontor transfer.")
    }
    let name = try nameOfResent(document)
    let copy = try assembly.addCopy(of: document, bytes, as: name, position: record.source.position)
    try log.note(resent: copy, in: original, by: record.source, at: now)
    return copy.id
  }

  /// What was sent about the same since; nil where nothing was.
  private func newer(than document: Document) throws -> Issue? {
    for delivery in try log.deliveries(in: document.id) {
      guard let last = try log.lastDelivery(of: delivery.entity, to: delivery.system), last.number > delivery.number,
        let entity = try log.entity(delivery.entity)
      else { continue }
      return Issue(
        .newerSent, .warning, phase: .delivery, value: document.id,
        "Document \(document.id) is not sent again: \(delivery.system) was sent a newer one about \(entity.name) since, "
          + "\(last.document). Send what holds today: kontor transfer \(entity.name).")
    }
    return nil
  }

  /// Its name tells that it came before: `00000012-Order-A-1.resend-1.xml`.
  private func nameOfResent(_ document: Document) throws -> FileName {
    let original = try document.resends.flatMap { try log.document($0) } ?? document
    let text = original.name.display
    let (stem, suffix): (Substring, Substring) =
      text.lastIndex(of: ".").map { (text[..<$0], text[$0...]) } ?? (text[...], "")
    var number = 1
    while true {
      let name = FileName.makeSafe(from: "\(stem.prefix(100)).resend-\(number)\(suffix)")
      if try log.document(named: name, for: document.system) == nil { return name }
      number += 1
    }
  }
}

extension Issue {
  /// The same, where it is all that came of a decision.
  fileprivate var asError: Issue {
    var issue = self
    issue.severity = .error
    return issue
  }

  /// The same, where something else came of it too.
  fileprivate var asWarning: Issue {
    var issue = self
    issue.severity = .warning
    return issue
  }
}
