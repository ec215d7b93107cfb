import DropFolder
import Glibc
import Simulated
import Testing

/// The disk that the proofs stand on: as long as nobody pulls the plug it must behave as a real one, and afterwards it
/// must keep what it promised and nothing else.
@Suite("A simulated disk")
struct SimulatedDiskTests {
  private static let names: [FileName] = ["a", "b", "c"]

  /// Two folders, and what is done in them, on any disk.
  private struct Hand {
    let calls: any FileCalls
    let folders: [Descriptor]

    init(_ calls: any FileCalls, root: String) throws {
      self.calls = calls
      folders = [try calls.openFolder(root + "/left"), try calls.openFolder(root + "/right")]
    }

    /// Does what the dice say and answers what came of it, without what two disks need not have in common.
    func act(_ dice: inout Dice) -> String {
      let (from, to) = (folders[dice.number(0...1)], folders[dice.number(0...1)])
      let (name, other) = (names[dice.number(0...2)], names[dice.number(0...2)])
      let (action, coin) = (dice.number(0...7), dice.coin())
      do {
        switch action {
        case 0, 1: return try create(name, in: from)
        // Folders are made and deleted, never renamed.
        case 2 where try isFolder(name, in: from): return "a folder stays"
        case 2: try calls.rename(name, in: from, to: other, in: to, replacing: coin)
        case 3: try calls.unlink(name, in: from, as: coin ? .file : .folder)
        case 4: try calls.makeFolder(name, in: from)
        case 5: return try read(name, in: from)
        case 6: return try look(name, in: from)
        default:
          try calls.synchronize(from, scope: .itself)
          return "\(try calls.entries(of: from).map { "\($0.name)" }.sorted())"
        }
        return "done"
      } catch {
        return "\(error)"
      }
    }

    private func isFolder(_ name: FileName, in folder: Descriptor) throws(CallError) -> Bool {
      try calls.entries(of: folder).contains { $0.name == name && $0.kind == .folder }
    }

    private func create(_ name: FileName, in folder: Descriptor) throws(CallError) -> String {
      let file = try calls.createFile(name, in: folder, permissions: 0o600)
      let text = Array("of \(name)".utf8)
      let count = try text.span.bytes.withUnsafeBytes { (bytes) throws(CallError) in try calls.write(file, bytes) }
      try calls.close(file)
      return "\(count)"
    }

    private func read(_ name: FileName, in folder: Descriptor) throws(CallError) -> String {
      let file = try calls.openFile(name, in: folder)
      defer { try? calls.close(file) }
      let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 3, alignment: 1)
      defer { buffer.deallocate() }
      var bytes: [UInt8] = []
      while case let count = try calls.read(file, into: buffer), count > 0 { bytes += buffer.prefix(count) }
      return String(decoding: bytes, as: UTF8.self)
    }

    private func look(_ name: FileName, in folder: Descriptor) throws(CallError) -> String {
      let status = try calls.status(of: name, in: folder)
      return "\(status.kind) \(status.links) \(status.kind == .regular ? status.size : 0)"
    }
  }

  @Test("it answers as the real one does, errors too", arguments: 1...20 as ClosedRange<UInt64>)
  func likeTheRealOne(seed: UInt64) throws {
    let temporary = try TemporaryFolder()
    for folder in ["left", "right"] { _ = try temporary.make(folder) }
    let disk = SharedDisk()
    for folder in ["/left", "/right"] { try disk.content.makeFolder(folder) }
    let real = try Hand(LinuxFileCalls(), root: temporary.path)
    let simulated = try Hand(SimulatedCalls(disk, process: SimulatedProcess()), root: "")
    var dice = Dice(seed: seed)
    for number in 1...150 {
      var same = dice
      let expected = real.act(&dice)
      #expect(simulated.act(&same) == expected, "seed \(seed), action \(number)")
    }
  }

  // MARK: - Losing power

  /// What stands in a folder after a power cut, for many throws of the dice.
  private func cuts(_ prepare: (SimulatedCalls, _ left: Descriptor, _ right: Descriptor) throws -> Void) throws
    -> Set<String>
  {
    let disk = SharedDisk()
    for folder in ["/left", "/right"] { try disk.content.makeFolder(folder) }
    let calls = SimulatedCalls(disk, process: SimulatedProcess())
    try prepare(calls, try calls.openFolder("/left"), try calls.openFolder("/right"))
    var seen: Set<String> = []
    for seed in 1...200 as ClosedRange<UInt64> {
      var (cut, dice) = (disk.content, Dice(seed: seed))
      cut.cutPower(&dice)
      let found = ["/left", "/right"].flatMap { folder in
        cut.names(in: folder).map { "\(folder)/\($0) \(cut.bytes(of: "\(folder)/\($0)")?.count ?? 0)" }
      }
      seen.insert(found.sorted().joined(separator: ", "))
    }
    return seen
  }

  private func write(_ name: FileName, in folder: Descriptor, _ calls: SimulatedCalls, durably: Bool) throws {
    let file = try calls.createFile(name, in: folder, permissions: 0o600)
    _ = try [1, 2].span.bytes.withUnsafeBytes { (bytes) throws(CallError) in
      try calls.write(file, UnsafeRawBufferPointer(rebasing: bytes.prefix(2)))
    }
    if durably { try calls.synchronize(file, scope: .itself) }
    try calls.close(file)
  }

  @Test("a file is durable when it and its folder are, and not before")
  func files() throws {
    #expect(
      try cuts { calls, left, _ in
        try write("a", in: left, calls, durably: true)
        try calls.synchronize(left, scope: .itself)
      } == ["/left/a 2"])
    #expect(
      try cuts { calls, left, _ in try write("a", in: left, calls, durably: true) } == ["", "/left/a 2"])
    #expect(
      try cuts { calls, left, _ in
        try write("a", in: left, calls, durably: false)
        try calls.synchronize(left, scope: .itself)
      } == ["/left/a 0", "/left/a 1", "/left/a 2"])
    #expect(
      try cuts { calls, left, _ in
        try write("a", in: left, calls, durably: false)
        try calls.synchronize(left, scope: .fileSystem)
      } == ["/left/a 2"])
  }

  @Test("changes of one folder reach the disk in any order")
  func order() throws {
    let seen = try cuts { calls, left, _ in
      for name in ["a", "b"] as [FileName] { try write(name, in: left, calls, durably: true) }
    }
    #expect(seen == ["", "/left/a 2", "/left/b 2", "/left/a 2, /left/b 2"])
  }

  @Test("a rename leaves the old name or the new one; the new one is sure only when its folder is durable")
  func renames() throws {
    func renamed(
      _ synchronize: @escaping (SimulatedCalls, Descriptor, Descriptor) throws -> Void
    ) throws -> Set<String> {
      try cuts { calls, left, right in
        try write("a", in: left, calls, durably: true)
        try calls.synchronize(left, scope: .itself)
        try calls.rename("a", in: left, to: "b", in: right, replacing: false)
        try synchronize(calls, left, right)
      }
    }
    #expect(try renamed { _, _, _ in } == ["/left/a 2", "/right/b 2"])
    #expect(try renamed { calls, _, right in try calls.synchronize(right, scope: .itself) } == ["/right/b 2"])
    #expect(try renamed { calls, left, _ in try calls.synchronize(left, scope: .itself) } == ["", "/right/b 2"])
  }

  @Test("what a process does after its crash changes nothing")
  func crash() throws {
    let disk = SharedDisk()
    try disk.content.makeFolder("/left")
    let calls = SimulatedCalls(disk, process: SimulatedProcess(.crash(step: 2)))
    let left = try calls.openFolder("/left")
    try calls.makeFolder("a", in: left)
    for name in ["b", "c"] as [FileName] {
      #expect(throws: CallError(.makeFolder, errno: SimulatedProcess.crash)) { try calls.makeFolder(name, in: left) }
    }
    #expect(throws: CallError(.entries, errno: SimulatedProcess.crash)) { try calls.entries(of: left) }
    #expect(disk.content.names(in: "/left") == ["a"])
  }

  @Test("a failing call has no effect, and the next one succeeds")
  func failure() throws {
    let disk = SharedDisk()
    try disk.content.makeFolder("/left")
    let calls = SimulatedCalls(disk, process: SimulatedProcess(.fail(call: 2, errno: ENOSPC)))
    let left = try calls.openFolder("/left")
    #expect(throws: CallError(.makeFolder, errno: ENOSPC)) { try calls.makeFolder("a", in: left) }
    try calls.makeFolder("b", in: left)
    #expect(disk.content.names(in: "/left") == ["b"])
  }
}
