import XMLEngine

/// A record for a system, in that system's form or on its way there; not written yet.
package struct Draft {
  /// The system it is for.
  package let system: System
  package let entity: Entity
  package let key: String
  let format: CompiledFormat
  /// The flow for which its document waits; nil where it goes at once.
  let flow: String?
  /// The document in which it will stand.
  package let documentID: String
  /// How it is mapped.
  let order: MappingOrder
  /// What the mapping made of it; nil where that is left to whoever puts the document together.
  let mapped: XMLDocument?

  /// The record in the system's form.
  ///
  /// - Throws: ``NotMapped`` where the mapping refuses it, or makes a document that its schema refuses.
  func document() throws -> XMLDocument { try mapped ?? order.carryOut() }
}

/// A canonical record that is to be mapped to the form of a system. That needs nothing of the ledger, and has no effect.
struct MappingOrder {
  /// The name of the system that it is for.
  let receiver: String
  let outgoing: OutgoingRecord
  let format: CompiledFormat
  let parameters: [String: String]

  /// - Throws: ``NotMapped`` where the mapping refuses the record, or makes a document that its schema refuses.
  func carryOut() throws -> XMLDocument {
    let (root, document) = try translated()
    let written: XMLDocument
    if let stylesheet = format.writeStylesheet(for: entity) {
      do {
        written = try stylesheet.apply(to: document, parameters: parameters)
      } catch {
        guard error.code == .transformation else { throw error }
        throw NotMapped(issues: [.mappingFailed(error)])
      }
    } else {
      written = try XMLDocument.wrapping(root, in: "Records")
    }
    // What is written in other letters may be longer, and the schema says how long it may be.
    try fit(written)
    let violations = try format.schema.validate(written)
    guard violations.isEmpty else { throw NotMapped(issues: violations.prefix(Self.mostIssues).map(issue)) }
    return written
  }

  var entity: Entity { outgoing.entity }

  /// What is mapped, with the codes of the system that it is for.
  private func translated() throws -> (XMLElement, XMLDocument) {
    let (root, document) = try gathered()
    guard !format.format.codes.isEmpty else { return (root, document) }
    // The record itself stays as it is: other systems get theirs from it.
    let copy = try document.extracting(root)
    guard let translated = copy.root else { return (root, document) }
    let translator = CodeTranslator(format: format.format, direction: .toForeign)
    guard format.format.gathers(entity) else {
      let codes = try translator.translate(translated, path: nil, most: Self.mostIssues) { _ in nil }
      guard codes.issues.isEmpty else { throw NotMapped(issues: codes.issues) }
      return (translated, copy)
    }
    // What is carried says the system's own codes already.
    var issues: [Issue] = []
    for (one, element) in zip(outgoing.companions + [outgoing.record], translated.children.filter(\.isRecord)) {
      let codes = try translator.translate(element, path: nil, most: Self.mostIssues) { _ in nil }
      issues += codes.issues.map { one.entity == entity ? $0 : $0.told(of: one) }
    }
    guard issues.isEmpty else { throw NotMapped(issues: Array(issues.prefix(Self.mostIssues))) }
    return (translated, copy)
  }

  /// The record alone, or with what goes along in one `Records`, in a format that asks for that.
  private func gathered() throws -> (XMLElement, XMLDocument) {
    let record = outgoing.record
    guard format.format.gathers(entity) else { return (record.root, record.document) }
    let whole = try outgoing.gathered()
    return (whole.root ?? record.root, whole)
  }

  static let mostIssues = 20
}

extension XMLElement {
  /// What is carried of a record is none.
  fileprivate var isRecord: Bool { name != "Carried" }
}

extension Issue {
  /// The same, where it is about a record that goes along with the one that is written.
  fileprivate func told(of record: CanonicalRecord) -> Issue {
    var told = self
    told.message = "\(record.entity.rawValue) \(record.key), who goes along: \(message)"
    return told
  }
}
