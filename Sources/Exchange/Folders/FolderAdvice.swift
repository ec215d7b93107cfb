package import DropFolder

/// What a probe of one folder cannot know: whether the configuration fits it, and whether two folders are one.
package enum FolderAdvice {
  /// Whether files settle in a way that this inbox can keep.
  package static func settling(_ rule: SettleRule, isLocal: Bool, keyPlace: Place, file: String) -> Finding {
    let place = "\(file):\(keyPlace.line)"
    switch rule.proof {
    case .renamedIn:
      return Finding(
        .settling, .good, "files are renamed in (settle: rename-in)", "The sender says itself when a file is complete.")
    case .marker(let suffix):
      return Finding(
        .settling, .good, "a marker file, *\(suffix), says that a file is complete",
        "The sender says itself when a file is complete.")
    case .quiet(let time):
      let measured = "files settle when they stood still for \(time.components.seconds) s (settle: quiet)"
      if isLocal, time == .zero {
        return Finding(
          .settling, .advice, measured, "A sender that pauses while it writes is taken for one that has finished.",
          change: "Set settle: { quiet: 5s } for this system (\(place)).")
      }
      if isLocal {
        return Finding(.settling, .good, measured, "On a local disk the kernel is asked besides, where leases work.")
      }
      if time < .seconds(15) {
        return Finding(
          .settling, .advice, measured,
          "A slow upload over the network may show nothing new for longer, and be taken while it is still written.",
          change: "Set settle: { quiet: 15s } for this system (\(place)), or better agree on rename-in or marker.")
      }
      return Finding(
        .settling, .note, measured,
        "Over a network only time speaks for a file; rename-in or marker, agreed with the sender, would prove it.")
    }
  }

  /// Which pairs of folders are one, by device and inode, so that links and bind mounts deceive nobody.
  ///
  /// Two outboxes may be one folder: names never clash, and each system fetches its own.
  package static func same(_ folders: [(folder: ExaminedFolder, identity: [UInt64])]) -> [(
    index: Int, finding: Finding
  )] {
    var found: [(Int, Finding)] = []
    for (index, later) in folders.enumerated() where !later.identity.isEmpty {
      for earlier in folders[..<index] where earlier.identity == later.identity {
        guard let meaning = clash(earlier.folder.role, later.folder.role) else { continue }
        found.append(
          (
            index,
            Finding(
              .sameFolder, .fault, "it is the same folder as \(earlier.folder.written.written) (device and inode)",
              meaning, change: "Name two different folders, and look at links and bind mounts.")
          ))
      }
    }
    return found
  }

  private static func clash(_ first: FolderRole, _ second: FolderRole) -> String? {
    switch (first, second) {
    case (.inbox, .inbox): "Nobody could tell which system sent a file."
    case (.inbox, .outbox), (.outbox, .inbox): "Kontor would take in its own documents."
    case (.inbox, _), (_, .inbox), (.outbox, .store), (.store, .outbox), (.outbox, .ledger), (.ledger, .outbox):
      "Another system could read or delete what only Kontor should have."
    case (.outbox, .outbox), (.store, .store), (.store, .ledger), (.ledger, .store), (.ledger, .ledger): nil
    }
  }
}
