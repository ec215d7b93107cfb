extension ConfigurationCheck {
  /// A place on disk that Kontor works in.
  struct Managed {
    enum Role {
      /// Where files come in.
      case inbox
      /// Where documents go out.
      case outbox
      /// What no other system should see.
      case own
    }

    var role: Role
    /// For messages, such as `the inbox of "crm"`.
    var title: String
    var path: ConfiguredPath
    /// With all links resolved: two spellings of one folder are equal here.
    var resolved: [Substring]
    /// Device and inode, which also see through bind mounts; empty when there is nothing yet.
    var identity: [UInt64]

    func isSame(as other: Managed) -> Bool {
      resolved == other.resolved || (!identity.isEmpty && identity == other.identity)
    }

    func isInside(_ other: Managed) -> Bool {
      resolved.count > other.resolved.count && resolved.starts(with: other.resolved)
    }
  }

  /// In the order of the file.
  var managed: [Managed] {
    var all: [Managed] = []
    func add(_ role: Managed.Role, _ title: String, _ path: ConfiguredPath?) {
      guard let path else { return }
      let resolved = PathFacts.resolved(path.absolute)
      all.append(
        Managed(
          role: role, title: title, path: path, resolved: resolved.split(separator: "/"),
          identity: look(path.absolute).identity))
    }
    for system in configuration.systems {
      add(.inbox, "the inbox of \"\(system.name)\"", system.inbox)
      add(.outbox, "the outbox of \"\(system.name)\"", system.outbox)
      add(.outbox, "the folder for acknowledgements to \"\(system.name)\"", system.acknowledge.to)
    }
    add(.inbox, "the desk", configuration.desk)
    add(.own, "the archive", configuration.archive)
    add(.own, "the folder for rejected files", configuration.rejected)
    add(.own, "the ledger", configuration.ledger)
    return all
  }

  /// Kontor must never take in what it wrote itself, nor keep its own files where another system cleans up.
  mutating func checkLayout() {
    let all = managed
    for (index, later) in all.enumerated() {
      for earlier in all[..<index] {
        checkPair(earlier, later)
      }
    }
  }

  private mutating func checkPair(_ earlier: Managed, _ later: Managed) {
    let place = max(earlier.path.place, later.path.place)
    let (first, second) = earlier.path.place <= later.path.place ? (earlier, later) : (later, earlier)
    switch (first.role, second.role) {
    case (.inbox, .inbox):
      guard first.isSame(as: second) else { return }
      note(
        place, "\(second.title) is \(first.title) too", "give each system an inbox of its own: it tells who sent a file"
      )
    case (.inbox, .outbox), (.outbox, .inbox):
      if first.isSame(as: second) {
        note(place, "\(second.title) is \(first.title) too", "Kontor would take in its own documents: use two folders")
      } else if second.isInside(first) {
        note(place, "\(second.title) lies inside \(first.title)", "put the two side by side")
      } else if first.isInside(second) {
        note(place, "\(first.title) lies inside \(second.title)", "put the two side by side")
      }
    case (.outbox, .outbox), (.own, .own):
      return
    case (.own, _), (_, .own):
      let (own, shared) = first.role == .own ? (first, second) : (second, first)
      guard own.isSame(as: shared) || own.isInside(shared) else { return }
      note(
        place, "\(own.title) lies inside \(shared.title)", "put it where no other system reads or deletes files")
    }
  }
}
