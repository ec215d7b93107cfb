import XMLEngine

/// Finds out what a transfer would send, without any effect.
package struct TransferTrial {
  package enum Answer {
    case documents([DryRunDocument])
    /// Why nothing would be sent, in a sentence.
    case refused(String)
  }

  private let terms: AgreementTerms
  private let catalogue: FormatCatalogue
  private let ledger: any Ledger
  private let content: ArchivedContent
  private let composer: Composer

  package init(_ configuration: Configuration, _ catalogue: FormatCatalogue, ledger: any Ledger) {
    terms = AgreementTerms(configuration)
    self.catalogue = catalogue
    self.ledger = ledger
    content = ArchivedContent(configuration, catalogue)
    composer = Composer(terms: terms, memory: ledger, now: .now())
  }

  /// - Parameter only: the system to send to; nil where the transfer itself finds out.
  package func answer(_ kind: Entity, key: String, to only: String?) throws -> Answer {
    do {
      if let hold = try ledger.hold(of: kind, anyKey: key, by: terms) { return try answer(hold) }
      guard let entity = try ledger.entity(kind, anyKey: key, by: terms) else {
        return .refused("\(kind.rawValue) \(key) is not known here.")
      }
      let sendings = try kind == .customer ? customer(entity, to: only) : whole(entity, to: only)
      if sendings.isEmpty { return .refused(try composer.nothingToSend(of: entity, to: only, ledger)) }
      return try documents(sendings)
    } catch let refusal as NotMapped {
      return .refused(refusal.sentence)
    } catch let refusal as NotAgreed {
      return .refused(refusal.issues.map(\.message).joined(separator: " "))
    }
  }

  /// One canonical record on its way to one system.
  private struct Sending {
    var record: Composer.Composed
    var kind: Entity
    var key: String
    var system: System
  }

  private func customer(_ entity: EntityState, to only: String?) throws -> [Sending] {
    let target = only ?? composer.onlyOther(than: entity)
    return try terms.receivers(of: entity).filter {
      (target ?? $0.name) == $0.name && terms.travelsAlone(.customer, to: $0)
    }
    .compactMap { try sending(of: entity, to: $0) }
  }

  private func sending(of customer: EntityState, to system: System) throws -> Sending? {
    try composer.customer(customer, for: system).map {
      Sending(record: $0, kind: customer.kind, key: customer.key(for: system, terms), system: system)
    }
  }

  private func whole(_ entity: EntityState, to only: String?) throws -> [Sending] {
    guard let place = entity.content, let interchange = try ledger.interchange(place.interchange),
      let sender = terms.configuration.system(named: entity.origin),
      let bytes = try content.record(of: interchange, entity.kind, at: place.position),
      let root = try XMLDocument.parse(bytes, location: entity.name).root
    else { return [] }
    return try terms.receivers(of: entity)
      .filter { (only ?? $0.name) == $0.name && $0.name != sender.name }
      .compactMap { system in
        try composer.whole(root, from: sender, for: system).map {
          Sending(record: $0, kind: entity.kind, key: entity.key(for: system, terms), system: system)
        }
      }
  }

  /// A held record goes as if it were released, its customer ahead of it.
  private func answer(_ hold: Hold) throws -> Answer {
    let record = try ToldRecord(hold.record, by: terms, now: .now())
    guard record.kind != .customer else {
      return .refused("\(hold.sentence) It cannot be sent before.")
    }
    var sendings: [Sending] = []
    for system in terms.receivers(of: record.kind, from: record.sender.name) {
      sendings += try customersAhead(of: record, to: system)
      guard let composed = try composer.whole(record.root, from: record.sender, for: system) else { continue }
      sendings.append(Sending(record: composed, kind: record.kind, key: record.key, system: system))
    }
    return try documents(sendings)
  }

  private func customersAhead(of record: ToldRecord, to system: System) throws -> [Sending] {
    guard terms.rules(for: .customer).promotion.on.value == record.kind, terms.travelsAlone(.customer, to: system)
    else { return [] }
    var found: [Sending] = []
    for reference in References.all(in: record.root).map(Named.init) where reference.entity == .customer {
      guard var customer = try composer.entity(of: reference, from: record.sender), customer.stage == .lead,
        !found.contains(where: { $0.key == customer.key(for: system, terms) })
      else { continue }
      customer.stage = .ordered
      if composer.isDue(customer, system), let sending = try sending(of: customer, to: system) {
        found.append(sending)
      }
    }
    return found
  }

  private func documents(_ sendings: [Sending]) throws -> Answer {
    var assembly = DryRunAssembly()
    let context = MappingContext(
      interchange: DryRunAssembly.interchange.text, sender: System.desk, controlNumber: { "" },
      documentID: assembly.documentID)
    let writer = DraftWriter(catalogue, context)
    var drafts: [Draft] = []
    for sending in sendings {
      drafts.append(
        try writer.draft(
          sending.record.outgoing(sending.kind, key: sending.key), for: sending.system, after: drafts))
    }
    return .documents(try assembly.add(drafts, position: 1, controlNumber: "") + assembly.finish())
  }
}
