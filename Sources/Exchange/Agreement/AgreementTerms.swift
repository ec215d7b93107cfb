/// The agreement as the configuration states it, ready to decide by: who owns what, who is sent what, whose keys are
/// whose. Made once, used for every record.
package final class AgreementTerms {
  let configuration: Configuration
  let ownership: Ownership
  /// The systems whose keys canonical records call by the CRM's name and by the ERP's, where there are such.
  let crm: String?
  let erp: String?
  private let receiversByEntity: [Entity: [System]]
  private let partners: [String: Set<String>]

  package init(_ configuration: Configuration) {
    self.configuration = configuration
    ownership = Ownership(configuration)
    crm = configuration.systems.first { $0.role == .crm }?.name
    erp = configuration.systems.first { $0.role == .erp }?.name
    partners = Dictionary(
      configuration.systems.map { ($0.name, configuration.partners(of: $0.name)) },
      uniquingKeysWith: { first, _ in first })
    var receivers: [Entity: [System]] = [:]
    for flow in configuration.flows {
      guard let system = configuration.system(named: flow.to.value) else { continue }
      for entity in flow.entities where !(receivers[entity.value] ?? []).contains(where: { $0.name == system.name }) {
        receivers[entity.value, default: []].append(system)
      }
    }
    receiversByEntity = receivers
  }

  func rules(for entity: Entity) -> EntityRules { configuration.rules(for: entity) }

  /// Whether flows connect two systems, over others too. Exchanges that share nothing know nothing of each other: what is
  /// the same for the one may be two things for the other.
  func areConnected(_ system: String, _ other: String) -> Bool {
    partners[system]?.contains(other) ?? (system == other)
  }

  /// The systems that get something of an entity.
  func receivers(of entity: EntityState) -> [System] {
    receivers(of: entity.kind).filter { areConnected(entity.origin, $0.name) }
  }

  /// Every system that some flow brings records of an entity to.
  func receivers(of entity: Entity) -> [System] { receiversByEntity[entity] ?? [] }

  /// The systems that get what one system sends.
  func receivers(of entity: Entity, from sender: String) -> [System] {
    configuration.flows(from: sender).filter { $0.carries(entity) }
      .compactMap { configuration.system(named: $0.to.value) }
  }

  func sends(_ entity: Entity, from sender: String) -> Bool {
    configuration.flows(from: sender).contains { $0.carries(entity) }
  }

  /// The flow that brings records of an entity to a system: from the one that sent something, or else from any.
  func flow(of entity: Entity, from sender: String, to system: String) -> Flow? {
    let fitting = configuration.flows.filter { $0.to.value == system && $0.carries(entity) }
    return fitting.first { $0.from.value == sender } ?? fitting.first
  }

  /// Whether records that a system is sent refer to those of an entity.
  func isReferred(to entity: Entity, in system: String) -> Bool {
    configuration.flows.contains { flow in
      flow.to.value == system
        && flow.entities.contains { $0.value != entity && rules(for: $0.value).refersTo[entity] != nil }
    }
  }

  /// The system whose key stands in a canonical record's CrmId and OrderId, if this system sent it or gets it.
  func crmSystem(besides system: System) -> String? { partner(of: system, .crm) }

  /// The system whose key stands in ErpNumber.
  func erpSystem(besides system: System) -> String? { partner(of: system, .erp) }

  /// The key by which a record for a receiver names something in the place of the CRM's key, or of the ERP's: the
  /// receiver's own where it is such a system, else that of the system it came from, else of the first that has one.
  func key(_ role: System.Role, among keys: [String: String], from origin: String, for receiver: System) -> String? {
    if receiver.role == role { return keys[receiver.name] }
    let systems = configuration.systems.filter { $0.role == role && areConnected(receiver.name, $0.name) }
    let first = systems.first { $0.name == origin }.flatMap { keys[$0.name] }
    return first ?? systems.lazy.compactMap { keys[$0.name] }.first
  }

  private func partner(of system: System, _ role: System.Role) -> String? {
    if system.role == role { return system.name }
    return configuration.systems.first { $0.role == role && areConnected(system.name, $0.name) }?.name
  }
}
