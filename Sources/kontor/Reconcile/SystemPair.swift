import Exchange
import Operations

/// The two systems whose exports are compared.
struct SystemPair {
  let session: Session
  let configuration: Configuration

  init(_ session: Session, _ configuration: Configuration) {
    self.session = session
    self.configuration = configuration
  }

  /// - Parameter written: as `crm,erp`; nil takes the systems in these roles.
  func read(_ written: String?) throws(Failure) -> (crm: System, erp: System) {
    guard let written else { return (try only(.crm), try only(.erp)) }
    let names = written.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    guard names.count == 2, let crm = try session.system(named: names[0], in: configuration),
      let erp = try session.system(named: names[1], in: configuration)
    else {
      throw Failure(.usage, "--systems \(written): name two systems with a comma between, the CRM first: crm,erp")
    }
    for (system, role) in [(crm, System.Role.crm), (erp, System.Role.erp)] where system.role != role {
      throw Failure(
        .usage,
        "\(system.name) goes by the keys of the \(system.role.rawValue), so it cannot stand for the \(role.rawValue); name "
          + "the CRM first, or give it another role in kontor.yaml")
    }
    return (crm, erp)
  }

  private func only(_ role: System.Role) throws(Failure) -> System {
    let those = configuration.systems.filter { $0.role == role }
    if those.count == 1 { return those[0] }
    let found = those.isEmpty ? "there is none" : "there are \(those.map(\.name).joined(separator: ", "))"
    throw Failure(.usage, "name the systems with --systems crm,erp: of those in the role \(role.rawValue) \(found)")
  }
}

/// What was read of both files.
struct ExportPair {
  let crm: FullExport
  let erp: FullExport

  var both: [FullExport] { [crm, erp] }

  var hasNoProblem: Bool { crm.problems.isEmpty && erp.problems.isEmpty }
}
