import XMLEngine

/// Drafts canonical records for the systems that they are for, without any effect.
package struct DraftWriter {
  private let catalogue: FormatCatalogue
  private let context: MappingContext
  /// Drafts come mapped. Otherwise mapping is left to whoever puts documents together, and so are its refusals.
  private let mapsAtOnce: Bool

  package init(_ catalogue: FormatCatalogue, _ context: MappingContext, mapsAtOnce: Bool = true) {
    self.catalogue = catalogue
    self.context = context
    self.mapsAtOnce = mapsAtOnce
  }

  /// - Parameters:
  ///   - flow: the flow for which its document waits.
  ///   - pending: other drafts of the same record, which come before this one.
  /// - Throws: ``NotMapped`` where the mapping refuses the record, or makes a document that its schema refuses.
  func draft(
    _ outgoing: OutgoingRecord, for system: System, waitingFor flow: String? = nil, after pending: [Draft]
  ) throws -> Draft {
    guard let format = catalogue.writing(outgoing.entity, for: system) else {
      throw NotMapped(issues: [
        Issue(
          .mappingFailed, phase: .mapping,
          "\(system.name) has no format in which \(outgoing.entity.rawValue) records are written.")
      ])
    }
    let id = context.documentID(DocumentKind(system: system.name, entity: outgoing.entity, flow: flow), pending)
    let order = MappingOrder(
      receiver: system.name, outgoing: outgoing, format: format,
      parameters: context.parameters(of: format.format, document: id))
    return Draft(
      system: system, entity: outgoing.entity, key: outgoing.key, format: format, flow: flow, documentID: id,
      order: order,
      mapped: mapsAtOnce ? try order.carryOut() : nil)
  }
}
