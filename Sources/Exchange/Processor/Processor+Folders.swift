import DropFolder

/// A folder that the processor works in, as the last scan met it.
package struct FolderStanding: Sendable, Hashable {
  package enum Role: String, Sendable, CaseIterable {
    case inbox
    case outbox
    case archive
    case rejected
  }

  /// The system that uses it; nil for one that belongs to all.
  package var system: String?
  package var role: Role
  package var path: String
  /// Why it cannot be used now, with the remedy; nil where it can.
  package var fault: String?

  package init(system: String?, role: Role, path: String, fault: String?) {
    self.system = system
    self.role = role
    self.path = path
    self.fault = fault
  }
}

extension Processor {
  /// Every folder that files of the configuration's systems go through, each path and role once.
  package var folders: [FolderStanding] {
    var standings = [FolderStanding(role: .archive, archive)]
    var told: Set<String> = []
    for port in ports {
      if let inbox = port.inbox {
        standings.append(FolderStanding(system: port.system.name, role: .inbox, inbox))
        standings.append(FolderStanding(system: port.system.name, role: .rejected, port.rejected))
      }
      for outbox in [port.outbox, port.acknowledgements].compactMap(\.self) where told.insert(outbox.path).inserted {
        standings.append(FolderStanding(system: port.system.name, role: .outbox, outbox))
      }
    }
    return standings
  }
}

extension FolderStanding {
  fileprivate init<Content>(system: String? = nil, role: Role, _ room: Room<Content>) {
    self.init(system: system, role: role, path: room.path, fault: room.fault?.message)
  }
}
