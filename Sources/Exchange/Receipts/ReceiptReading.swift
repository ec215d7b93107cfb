import DropFolder

/// One look through the places in which a receiver leaves word of its documents: what of it is new, and what is to be
/// decided because of it.
///
/// The folders are the receiver's. Nothing in them is moved, deleted or trusted: what is there counts only where it has the
/// name of a document that was published for this system, and is a plain file.
struct ReceiptReading {
  /// In the order in which they were found.
  private(set) var decisions: [Decision] = []
  /// Documents that the receiver has taken over, whatever it makes of them.
  private(set) var taken: [String] = []
  /// Names that mean nothing, each with the reason.
  private(set) var strangers: [(name: FileName, reason: String)] = []
  /// So many names have to be looked at once more.
  private(set) var waiting = 0

  private let system: System
  private let outbox: Folder
  private let now: Duration
  private let moment: Timestamp
  private let settle: Duration
  /// Documents that were refused, by their names: they cannot be imported at the same time.
  private var refused: Set<FileName> = []
  private var done: [(place: ReceiptPlace, name: FileName)] = []

  /// - Parameters:
  ///   - now: by the clock that only goes forward.
  ///   - settle: how long something must stay as it was found before it counts.
  init(_ system: System, in outbox: Folder, at now: Duration, _ moment: Timestamp, settle: Duration) {
    self.system = system
    self.outbox = outbox
    self.now = now
    self.moment = moment
    self.settle = settle
  }

  /// So many new names of a place are looked at at once; the others follow.
  private static let mostNames = 20_000
  /// So many decisions stand in one file.
  private static let mostDecisions = 1000
  /// After so long a refusal counts without a reason.
  private static let longestWait = Duration.seconds(10)

  mutating func read(_ place: ReceiptPlace, _ ledger: any Ledger) throws {
    guard let folder = try place.folder(in: outbox) else { return }
    let fresh = place.fresh(among: try folder.entries(), limit: Self.mostNames)
    if place.outcome == .refused { refused.formUnion(place.names.compactMap { documentName($0, place) }) }
    for entry in fresh where decisions.count < Self.mostDecisions {
      do {
        try read(entry.name, place, folder, ledger)
      } catch let error as FolderError where error.code == .missing {
        // It was moved on in between.
        continue
      } catch let error as FolderError where error.code == .notRegular {
        pass(entry.name, place, "it is no plain file with one name")
      }
    }
  }

  /// What was found out holds: what the desk has now need not be found again.
  func conclude(_ places: [ReceiptPlace], _ ledger: any Ledger) throws(LedgerError) {
    for (place, name) in done { place.isDone(with: name) }
    for place in places { try place.conclude(ledger, of: system.name) }
  }

  // MARK: - One name

  private mutating func read(_ name: FileName, _ place: ReceiptPlace, _ folder: Folder, _ ledger: any Ledger) throws {
    guard let documentName = documentName(name, place),
      let document = try ledger.document(named: documentName, for: system.name).flatMap({ try ledger.document($0) })
    else {
      if try !isBeside(name, place, ledger) { pass(name, place, "no document of that name was written for it") }
      return done.append((place, name))
    }
    guard document.state == .published else {
      return pass(name, place, "document \(document.id) is not published yet")
    }
    if place.outcome == .imported, refused.contains(documentName) {
      return pass(name, place, "document \(document.id) is said to be refused as well, and that counts")
    }
    if case .folder = place.kind { taken.append(document.id) }
    if place.outcome == .imported, case .folder = place.kind, system.receipts.done?.means == .taken {
      return done.append((place, name))
    }
    guard try isNews(place.outcome, of: document, ledger) else { return done.append((place, name)) }
    let found = try found(name, document, place, folder)
    guard try isSteady(found, name, place) || isLongGone(document, ledger) else {
      waiting += 1
      return
    }
    var decision = Decision(place.outcome == .imported ? .imported : .refused, .document(document.id))
    decision.by = "the folders of \(system.name)"
    decision.reason = try sentence(found, name, document, place, folder)
    decisions.append(decision)
    done.append((place, name))
  }

  /// The name of the document that a file speaks of.
  private func documentName(_ name: FileName, _ place: ReceiptPlace) -> FileName? {
    switch place.kind {
    case .folder: name
    case .marks(let suffix): name.without(suffix)
    }
  }

  /// Reasons and sidecars lie beside documents, and say nothing by themselves; nor does an acknowledgement.
  private func isBeside(_ name: FileName, _ place: ReceiptPlace, _ ledger: any Ledger) throws -> Bool {
    let suffixes = [system.receipts.reason].compactMap(\.self) + system.sidecars.files.map(\.suffix)
    for stem in suffixes.compactMap(name.without) {
      if try ledger.document(named: stem, for: system.name) != nil { return true }
    }
    return name.ends(with: ".ack.xml")
  }

  /// Whether that is not known yet, from these folders or otherwise.
  private func isNews(_ outcome: Receipt.Outcome, of document: Document, _ ledger: any Ledger) throws -> Bool {
    if let last = try ledger.lastReceipt(of: document.id) { return last.outcome != outcome }
    let deliveries = try ledger.deliveries(in: document.id)
    return deliveries.contains { $0.state != outcome.delivery }
  }

  private mutating func pass(_ name: FileName, _ place: ReceiptPlace, _ reason: String) {
    done.append((place, name))
    guard place.strangersLeft > 0 else { return }
    place.strangersLeft -= 1
    strangers.append((name, "means nothing in \(place.title): \(reason)"))
  }

  // MARK: - What is there

  private func found(_ name: FileName, _ document: Document, _ place: ReceiptPlace, _ folder: Folder)
    throws(FolderError)
    -> ReceiptPlace.Found
  {
    switch place.kind {
    case .marks:
      let status = try folder.open(name).status
      return ReceiptPlace.Found(isUnchanged: nil, size: status.size, reasonSize: status.size)
    case .folder:
      let (size, isUnchanged) = try content(name, document, folder)
      var found = ReceiptPlace.Found(isUnchanged: isUnchanged, size: size)
      if place.outcome == .refused, let suffix = system.receipts.reason {
        found.reasonSize = try folder.status(of: name.with(suffix))?.size
      }
      return found
    }
  }

  /// Whether the file is what was sent, as far as it can be read.
  private func content(_ name: FileName, _ document: Document, _ folder: Folder) throws(FolderError)
    -> (size: Int64, isUnchanged: Bool?)
  {
    do {
      let file = try folder.open(name)
      let size = file.status.size
      return (size, size == document.size ? try file.digest().sha256 == document.sha256 : false)
    } catch let error where error.code == .permission {
      return (try folder.status(of: name)?.size ?? 0, nil)
    }
  }

  private func isSteady(_ found: ReceiptPlace.Found, _ name: FileName, _ place: ReceiptPlace) -> Bool {
    switch place.outcome {
    case .imported:
      // A marker need not hold anything, and a document that is the one that was sent is whole.
      return found.isUnchanged != false || place.isSteady(name, found, at: now, for: settle)
    case .refused:
      let hasReason = system.receipts.reason == nil || found.reasonSize != nil
      return place.isSteady(name, found, at: now, for: hasReason || settle == .zero ? settle : Self.longestWait)
    }
  }

  /// Another process saw long ago that it had left the outbox: whatever is written about it is written. A scan on request
  /// ends before it could see that itself.
  private func isLongGone(_ document: Document, _ ledger: any Ledger) throws -> Bool {
    guard let takenAt = try ledger.moments(of: document.id)?.takenAt else { return false }
    return takenAt + Self.longestWait <= moment
  }

  private func sentence(
    _ found: ReceiptPlace.Found, _ name: FileName, _ document: Document, _ place: ReceiptPlace, _ folder: Folder
  ) throws(FolderError) -> String? {
    var parts: [String] = []
    if place.outcome == .refused { parts.append(try reason(name, place, folder) ?? "without a reason") }
    if found.isUnchanged == false {
      parts.append("(The file in \(place.title) is not byte for byte what was sent as \(document.id).)")
    } else if found.isUnchanged == nil, case .folder = place.kind {
      parts.append("(The file in \(place.title) may not be read, so only its name says which document it is.)")
    }
    return parts.isEmpty ? nil : parts.joined(separator: " ")
  }

  private func reason(_ name: FileName, _ place: ReceiptPlace, _ folder: Folder) throws(FolderError) -> String? {
    let file: FileName
    switch place.kind {
    case .marks: file = name
    case .folder:
      guard let suffix = system.receipts.reason else { return nil }
      file = try name.with(suffix)
    }
    do {
      return try RefusalText.read(file, in: folder)
    } catch let error where error.code == .notRegular || error.code == .permission {
      return "the file that says why, \(file.display), cannot be read: \(error.message)"
    }
  }
}

extension Receipt.Outcome {
  /// What a delivery becomes by it.
  var delivery: Delivery.State {
    switch self {
    case .imported: .imported
    case .refused: .refused
    }
  }
}
