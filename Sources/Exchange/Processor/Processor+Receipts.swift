import DropFolder

/// What the other side did with its documents: which are gone from the outbox, and what its own folders say of them.
extension Processor {
  /// Looks through the outboxes that can be seen now. From one that is away nothing is concluded.
  func lookAtReceipts(unless open: [Interchange]) throws {
    for port in ports {
      guard let watch = port.receipts, watch.isDue(at: options.clock.now) else { continue }
      let began = options.clock.now
      do {
        try watch.learn(from: ledger)
        try noteTaken(port, watch)
        try takeWord(port, watch, unless: open)
      } catch let error as FolderError {
        putOff(port.system.name, error)
      }
      watch.looked(from: began, to: options.clock.now)
    }
  }

  // MARK: - Taken

  private func noteTaken(_ port: Port, _ watch: ReceiptWatch) throws {
    guard port.system.receipts.taken, try ledger.standing(inOutboxOf: port.system.name).count > 0 else { return }
    for (room, kinds) in port.outboxes { try noteTaken(kinds, in: room, port, watch) }
  }

  /// A file of the same name that has another size is not the document; that one was taken.
  private func noteTaken(_ kinds: [Document.Kind], in room: Room<Outbox>, _ port: Port, _ watch: ReceiptWatch) throws {
    guard let outbox = room.opened else { return }
    let names = Set(try outbox.folder.entries().map(\.name))
    var gone: [StandingDocument] = []
    var left: [StandingDocument] = []
    for kind in kinds {
      try ledger.forEachStanding(kind, for: port.system.name) { document in
        if names.contains(document.name) { left.append(document) } else { gone.append(document) }
      }
    }
    if watch.sizeCursor >= left.count { watch.sizeCursor = 0 }
    for document in left[watch.sizeCursor...].prefix(Self.sizesAtOnce)
    where try !outbox.folder.mayHold(document) {
      gone.append(document)
    }
    watch.sizeCursor += Self.sizesAtOnce
    // What was listed may have been another folder's, where one was mounted over it in between.
    guard !gone.isEmpty, try isStill(outbox, in: room) else { return }
    try watch.reconsider(gone.map(\.name), ledger)
    try ledger.markTaken(gone.map(\.id), at: options.now())
  }

  /// So many files are asked for their size at one look, in turn: over a network each is a question of its own.
  private static let sizesAtOnce = 256

  private func isStill(_ outbox: Outbox, in room: Room<Outbox>) throws -> Bool {
    try room.refresh(register)
    return room.opened === outbox
  }

  // MARK: - Imported and refused

  /// Puts on the desk what a receiver's folders say anew. Not while such a file is under way: what it says is not
  /// decided yet, and would be said again.
  private func takeWord(_ port: Port, _ watch: ReceiptWatch, unless open: [Interchange]) throws {
    guard !watch.places.isEmpty, let outbox = port.outbox?.opened, let desk = ports.first?.inbox?.opened,
      options.only == nil || options.only == System.desk,
      !open.contains(where: { $0.sender == System.desk && $0.fileName.isWordOfReceivers }),
      try !desk.claimed().contains(where: { $0.originalName.isWordOfReceivers }),
      try !desk.folder.entries().contains(where: { $0.name.isWordOfReceivers })
    else { return }
    var reading = ReceiptReading(
      port.system, in: outbox.folder, at: options.clock.now, options.now(), settle: settleTime)
    for place in watch.places { try read(place, of: port.system, &reading) }
    if reading.waiting > 0 {
      tally.settling += reading.waiting
      nextLook = min(nextLook ?? .seconds(2), .seconds(2))
    }
    for (name, reason) in reading.strangers {
      if try ledger.passOver(name, of: port.system.name, because: reason, at: options.now()) {
        tally.passedOver += 1
        tell(.passedOver(system: port.system.name, name: name, reason: reason))
      }
    }
    if !reading.taken.isEmpty { try ledger.markTaken(reading.taken, at: options.now()) }
    if !reading.decisions.isEmpty {
      _ = try Desk(configuration, calls: options.calls).drop(reading.decisions, at: options.now())
    }
    try reading.conclude(watch.places, ledger)
  }

  private func read(_ place: ReceiptPlace, of system: System, _ reading: inout ReceiptReading) throws {
    do {
      try reading.read(place, ledger)
    } catch let error as FolderError {
      // One folder that cannot be read leaves the others alone.
      putOff(error.path, error)
    }
  }

  private var settleTime: Duration { options.settle ?? .seconds(2) }
}

extension Port {
  /// Each outbox with the kinds of documents that go there.
  fileprivate var outboxes: [(room: Room<Outbox>, kinds: [Document.Kind])] {
    var found: [(room: Room<Outbox>, kinds: [Document.Kind])] = []
    for kind in Document.Kind.allCases {
      guard let room = room(for: kind) else { continue }
      if let known = found.firstIndex(where: { $0.room === room }) {
        found[known].kinds.append(kind)
      } else {
        found.append((room, [kind]))
      }
    }
    return found
  }
}

extension Folder {
  /// Whether the file of its name may be the document.
  fileprivate func mayHold(_ document: StandingDocument) throws(FolderError) -> Bool {
    guard let status = try status(of: document.name) else { return false }
    return status.kind == .regular && status.size == document.size
  }
}

extension FileName {
  /// As the desk names files of such decisions.
  fileprivate var isWordOfReceivers: Bool {
    [Decision.Action.imported, .refused].contains { display.hasPrefix($0.rawValue + "-") }
  }
}
