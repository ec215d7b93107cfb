import XMLEngine

/// Writes canonical records in the formats of the systems that they are for, without any effect.
package struct DraftWriter {
  private let catalogue: FormatCatalogue
  private let context: MappingContext

  package init(_ catalogue: FormatCatalogue, _ context: MappingContext) {
    self.catalogue = catalogue
    self.context = context
  }

  /// - Parameters:
  ///   - root: the canonical record within `document`.
  ///   - pending: other drafts of the same record, which come before this one.
  /// - Throws: ``NotMapped`` where the mapping refuses the record, or makes a document that its schema refuses.
  func draft(
    _ root: XMLElement, in document: XMLDocument, _ entity: Entity, key: String, for system: System,
    after pending: [Draft]
  ) throws -> Draft {
    guard let format = catalogue[system.format.value] else {
      throw NotMapped(issues: [
        Issue(.mappingFailed, phase: .mapping, "There is no format \(system.format.value) to write in.")
      ])
    }
    let (root, document) = try translated(root, in: document, for: format.format)
    let id = context.documentID(system.name, entity, pending)
    let written: XMLDocument
    if let stylesheet = format.writeStylesheet(for: entity) {
      do {
        written = try stylesheet.apply(
          to: document, parameters: context.parameters(format.format.parameters, document: id))
      } catch {
        guard error.code == .transformation else { throw error }
        throw NotMapped(issues: [.mappingFailed(error)])
      }
    } else {
      written = try XMLDocument.wrapping(root, in: "Records")
    }
    let violations = try format.schema.validate(written)
    guard violations.isEmpty else {
      let mapping = format.writeStylesheet(for: entity)?.path ?? format.format.name
      throw NotMapped(issues: violations.map { .mappingInvalid($0, mapping) })
    }
    return Draft(system: system, entity: entity, key: key, document: written, format: format, documentID: id)
  }

  /// The record with the codes of the system that it is for.
  private func translated(_ root: XMLElement, in document: XMLDocument, for format: Format) throws -> (
    XMLElement, XMLDocument
  ) {
    guard !format.codes.isEmpty else { return (root, document) }
    let copy = try document.extracting(root)
    guard let translated = copy.root else { return (root, document) }
    let codes = try CodeTranslator(format: format, direction: .toForeign)
      .translate(translated, path: nil, most: Self.mostIssues) { _ in nil }
    guard codes.issues.isEmpty else { throw NotMapped(issues: codes.issues) }
    return (translated, copy)
  }

  private static let mostIssues = 20
}
