/// The agreement as the configuration states it, ready to decide by: who owns what, who is sent what, whose keys are
/// whose. Made once, used for every record.
package final class AgreementTerms {
  let configuration: Configuration
  let ownership: Ownership
  /// The systems whose keys canonical records call by the CRM's name and by the ERP's, where there are such.
  let crm: String?
  let erp: String?
  private let receiversByEntity: [Entity: [System]]

  package init(_ configuration: Configuration) {
    self.configuration = configuration
    ownership = Ownership(configuration)
    crm = configuration.systems.first { $0.role == .crm }?.name
    erp = configuration.systems.first { $0.role == .erp }?.name
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

  /// The system whose key stands in a canonical record's CrmId and OrderId, if this system sent it or gets it.
  func crmSystem(besides system: System) -> String? { system.role == .crm ? system.name : crm }

  /// The system whose key stands in ErpNumber.
  func erpSystem(besides system: System) -> String? { system.role == .erp ? system.name : erp }
}
