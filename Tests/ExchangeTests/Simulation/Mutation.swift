import DropFolder
import Simulated

/// A mistake in the protocol, made outside the code under test: the schedules must find each of them.
enum Mutation: String, CaseIterable {
  case noSyncAtStart = "no fsync at start"
  case noSyncOfClaim = "no fsync of the claim"
  case noSyncOfData = "no fsync of the data"
  case noSyncOfOutbox = "no fsync of the outbox"
  case noSyncOfArchive = "no fsync of the archive"
  case linkAndUnlink = "link and unlink instead of rename"
  case outboxAsWitness = "the outbox as the witness"
  case publishedBeforeDecision = "published before the decision is durable"
  case straightIntoOutbox = "written straight into the outbox"

  func calls(_ disk: SimulatedCalls, _ process: SimulatedProcess, _ workload: Workload) -> any FileCalls {
    switch self {
    case .noSyncAtStart: ForgetfulCalls(disk: disk) { _ in !process.hasStarted }
    case .noSyncOfClaim: ForgetfulCalls(disk: disk) { $0.hasPrefix(workload.inbox) }
    case .noSyncOfData: ForgetfulCalls(disk: disk) { $0.isEmpty }
    case .noSyncOfOutbox: ForgetfulCalls(disk: disk) { [workload.outbox, workload.acknowledgements].contains($0) }
    case .noSyncOfArchive: ForgetfulCalls(disk: disk) { $0.hasPrefix(workload.archive) }
    case .linkAndUnlink: LinkingCalls(disk: disk)
    case .outboxAsWitness: TrustingCalls(disk: disk, spares: workload.spares)
    case .publishedBeforeDecision: disk
    case .straightIntoOutbox: DirectCalls(disk: disk)
    }
  }

  /// Whether a transaction of this kind is not durable when it returns. It becomes so with the next one: a decision
  /// with the publication that it should have preceded.
  func forgets(_ step: SimulatedLedger.Step) -> Bool {
    self == .publishedBeforeDecision && step == .decide
  }
}

/// Leaves out the fsync of some folders, by where they are; of files, where the path is empty.
private struct ForgetfulCalls: ForwardingCalls {
  let disk: SimulatedCalls
  let forgets: (_ path: String) -> Bool

  func synchronize(_ open: Descriptor, scope: SynchronizeScope) throws(CallError) {
    if !forgets(disk.path(of: open)) { try disk.synchronize(open, scope: scope) }
  }
}

/// Publishes in two steps, as a program does that has no rename without replacing.
private struct LinkingCalls: ForwardingCalls {
  let disk: SimulatedCalls

  func rename(
    _ name: FileName, in folder: Descriptor, to newName: FileName, in newFolder: Descriptor, replacing: Bool
  ) throws(CallError) {
    guard isPrepared(folder) else {
      return try disk.rename(name, in: folder, to: newName, in: newFolder, replacing: replacing)
    }
    try disk.link(name, in: folder, to: newName, in: newFolder)
    try disk.unlink(name, in: folder, as: .file)
  }
}

/// Documents that were published once, by what they were called while they were prepared.
final class Spares {
  var documents: [FileName: (name: FileName, bytes: [UInt8])] = [:]
}

/// Takes a document that is not in the outbox for one that was never published, and makes it anew.
///
/// The program asks for the prepared file, and only that. So the wrong conclusion is drawn here: where the prepared file
/// is gone and the outbox does not show the document, the file is put back, and the program publishes it again.
private struct TrustingCalls: ForwardingCalls {
  let disk: SimulatedCalls
  let spares: Spares

  func openFile(_ name: FileName, in folder: Descriptor) throws(CallError) -> Descriptor {
    try restore(name, in: folder)
    return try disk.openFile(name, in: folder)
  }

  func status(of name: FileName, in folder: Descriptor) throws(CallError) -> FileStatus {
    try restore(name, in: folder)
    return try disk.status(of: name, in: folder)
  }

  func rename(
    _ name: FileName, in folder: Descriptor, to newName: FileName, in newFolder: Descriptor, replacing: Bool
  ) throws(CallError) {
    try restore(name, in: folder)
    if isPrepared(folder), let bytes = try bytes(of: name, in: folder) { spares.documents[name] = (newName, bytes) }
    try disk.rename(name, in: folder, to: newName, in: newFolder, replacing: replacing)
  }

  private func restore(_ name: FileName, in folder: Descriptor) throws(CallError) {
    guard isPrepared(folder), let spare = spares.documents[name] else { return }
    let isPrepared = try disk.entries(of: folder).contains { $0.name == name }
    let isOut = try withOutbox(of: folder) { (outbox) throws(CallError) in
      try disk.entries(of: outbox).contains { $0.name == spare.name }
    }
    if isPrepared || isOut { return }
    let file = try disk.createFile(name, in: folder, permissions: 0o660)
    defer { try? disk.close(file) }
    _ = try spare.bytes.span.bytes.withUnsafeBytes { (bytes) throws(CallError) in try disk.write(file, bytes) }
    try disk.synchronize(file, scope: .itself)
  }

  private func bytes(of name: FileName, in folder: Descriptor) throws(CallError) -> [UInt8]? {
    let file = try disk.openFile(name, in: folder)
    defer { try? disk.close(file) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
    defer { buffer.deallocate() }
    return Array(buffer.prefix(try disk.read(file, into: buffer)))
  }
}

/// Has no folder for what is prepared: documents are written where they are taken.
private struct DirectCalls: ForwardingCalls {
  let disk: SimulatedCalls

  private func place<Result>(
    of folder: Descriptor, _ body: (Descriptor) throws(CallError) -> Result
  ) throws(CallError) -> Result {
    if isPrepared(folder) { return try withOutbox(of: folder, body) }
    return try body(folder)
  }

  func createFile(_ name: FileName, in folder: Descriptor, permissions: UInt32) throws(CallError) -> Descriptor {
    try place(of: folder) { (place) throws(CallError) in
      try disk.createFile(name, in: place, permissions: permissions)
    }
  }

  func openFile(_ name: FileName, in folder: Descriptor) throws(CallError) -> Descriptor {
    try place(of: folder) { (place) throws(CallError) in try disk.openFile(name, in: place) }
  }

  func rename(
    _ name: FileName, in folder: Descriptor, to newName: FileName, in newFolder: Descriptor, replacing: Bool
  ) throws(CallError) {
    try place(of: folder) { (place) throws(CallError) in
      try disk.rename(name, in: place, to: newName, in: newFolder, replacing: replacing)
    }
  }

  func unlink(_ name: FileName, in folder: Descriptor, as kind: UnlinkKind) throws(CallError) {
    try place(of: folder) { (place) throws(CallError) in try disk.unlink(name, in: place, as: kind) }
  }
}
