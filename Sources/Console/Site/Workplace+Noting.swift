import Exchange
import Operations

extension Workplace {
  /// Writes down that somebody looks at contents, or takes a list with him. Nothing is shown where that cannot be written.
  func note(_ what: AccessEntry.What, _ subject: String, _ visit: Visit, detail: AccessDetail? = nil) async throws {
    // The answer has no body.
    if visit.request.method == .head { return }
    let entry = AccessEntry(
      at: visit.now, who: visit.viewer.name, what: what, subject: subject, address: visit.request.address,
      detail: detail?.text)
    try await book.away { try $0.note(entry) }
  }

  /// The same of values that a page or an answer shows, where it shows them to this visitor.
  func noteValues(of subject: String, _ visit: Visit) async throws {
    if visit.viewer.seesPayloads { try await note(.payloadShown, subject, visit, detail: .values) }
  }
}
