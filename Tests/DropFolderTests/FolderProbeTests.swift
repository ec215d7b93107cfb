import DropFolder
import Foundation
import Glibc
import Testing

@Suite("what a folder can promise")
struct FolderProbeTests {
  private let temporary: TemporaryFolder
  private let inbox: String
  private static let user = ProbeUser(id: geteuid(), mayLeaseAll: true, passesSticky: true)
  /// Nothing is known of mounts, so that only `statfs` speaks.
  private static let noMounts = MountTable("")

  init() throws {
    temporary = try TemporaryFolder()
    inbox = try temporary.make("in")
  }

  private func probe(_ calls: any FileCalls, as role: FolderRole = .inbox, user: ProbeUser = user) -> FolderProbe {
    FolderProbe(of: inbox, as: role, calls: calls, user: user, mounts: Self.noMounts)
  }

  private func finding(_ question: Finding.Question, _ probe: FolderProbe) throws -> Finding {
    let found = probe.findings.filter { $0.question == question }
    #expect(found.count == 1, "\(question)")
    return try #require(found.first)
  }

  @Test("a folder of this machine answers every question, and nothing is left in it", arguments: FolderRole.allCases)
  func here(role: FolderRole) throws {
    _ = try temporary.make("in/.claimed")
    let probe = FolderProbe(of: inbox, as: role)
    #expect(probe.weight < .fault)
    #expect(probe.renaming == .neverReplacing)
    let inode = try FileManager.default.attributesOfItem(atPath: inbox)[.systemFileNumber] as? Int
    #expect(probe.identity.last == inode.map(UInt64.init))
    let questions = probe.findings.map(\.question)
    #expect(Set(questions).count == questions.count)
    #expect(questions.contains(.leases) == (role == .inbox))
    #expect(probe.verdict.count == (role == .ledger ? 1 : 2))
    #expect(try temporary.names(in: "in") == [".claimed"])
    #expect(try temporary.names(in: "in/.claimed").isEmpty)
  }

  @Test("a file system in memory is told from a disk", .enabled(if: access("/dev/shm", W_OK) == 0, "no /dev/shm"))
  func memory() throws {
    let path = "/dev/shm/kontor-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let probe = FolderProbe(of: path, as: .outbox)
    #expect(probe.fileSystem == "tmpfs")
    #expect(probe.mountPoint == "/dev/shm")
    #expect(try finding(.durability, probe).weight == .advice)
    #expect(try FileManager.default.contentsOfDirectory(atPath: path).isEmpty)
  }

  struct Lie: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let calls: LyingCalls
    let question: Finding.Question
    let weight: Finding.Weight
    let measured: String

    init(
      _ name: String, _ question: Finding.Question, _ weight: Finding.Weight, _ measured: String,
      _ lie: (inout LyingCalls) -> Void
    ) {
      testDescription = name
      (self.question, self.weight, self.measured) = (question, weight, measured)
      var calls = LyingCalls()
      lie(&calls)
      self.calls = calls
    }
  }

  static let lies = [
    Lie("NOREPLACE EINVAL", .rename, .note, "cannot be told not to replace") { $0.noReplace = EINVAL },
    Lie("NOREPLACE replaces", .rename, .fault, "replaced a file") { $0.noReplace = 0 },
    Lie("NOREPLACE EINVAL, no case", .rename, .advice, "capitals do not count") {
      $0.noReplace = EINVAL
      $0.foldsCase = true
    },
    Lie("no case", .letterCase, .note, "capitals do not count") { $0.foldsCase = true },
    Lie("leases EINVAL", .leases, .note, "not supported") { $0.lease = .some(nil) },
    Lie("leases always granted", .leases, .advice, "granted while the file is open") { $0.lease = false },
    Lie("leases on NFS", .leases, .note, "granted but means nothing") { $0.kind = .nfs },
    Lie("NFS 3", .leases, .note, "not granted") {
      $0.kind = .nfs
      $0.lease = .some(nil)
    },
    Lie("events on SMB", .events, .note, "what this machine writes") { $0.kind = .smb },
    Lie("one second", .times, .note, "to 1 s") { $0.step = 1_000_000_000 },
    Lie("two seconds", .times, .note, "to 2 s") { $0.step = 2_000_000_000 },
    Lie("microseconds", .times, .good, "to the microsecond") { $0.step = 1000 },
    Lie("clock ahead", .clock, .advice, "s ahead of this machine's clock") { $0.ahead = 60_000_000_000 },
    Lie("clock behind", .clock, .advice, "s behind this machine's clock") { $0.ahead = -60_000_000_000 },
    Lie("coarse, not ahead", .clock, .good, "s behind this machine's clock") { $0.step = 2_000_000_000 },
    Lie("nearly full", .space, .advice, "7 MB of") { $0.freeBytes = 7_000_000 },
    Lie("no inodes", .space, .advice, "12 more files") { $0.freeFiles = 12 },
    Lie("no limit of inodes", .space, .good, "no limit of files") { $0.totalFiles = 0 },
    Lie("list without names", .rights, .fault, "not in the list") { $0.hidesNewNames = true },
    Lie("unknown kind", .durability, .advice, "as far as this machine can see") { $0.kind = .other(type: 0x4D44) },
    Lie("vfat by number", .fileSystem, .note, "vfat, taken for a network file system") {
      $0.kind = .other(type: 0x4D44)
    },
  ]

  @Test("each trait of a file system is found", arguments: lies)
  func trait(lie: Lie) throws {
    let probe = probe(lie.calls)
    let finding = try finding(lie.question, probe)
    #expect(finding.weight == lie.weight)
    #expect(finding.measured.contains(lie.measured), "\(finding.measured)")
    if lie.weight >= .advice { #expect(finding.change != nil) }
    #expect(try temporary.names(in: "in").isEmpty)
  }

  @Test(
    "a folder that cannot be written says why and what to do",
    arguments: [(EROFS, "Mount the file system"), (EACCES, "Give the service's user"), (ENOSPC, "Free space")])
  func denied(errno: Int32, remedy: String) throws {
    let calls = FaultyCalls()
    calls.fault = { call, _ in call == .makeFolder ? errno : nil }
    let probe = probe(calls)
    let finding = try finding(.rights, probe)
    #expect(finding.weight == .fault)
    #expect(finding.measured.contains(String(cString: strerror(errno))))
    #expect(finding.change?.hasPrefix(remedy) == true)
    #expect(probe.verdict == ["cannot be used"])
  }

  @Test("a folder that is not there is a fault, with its remedy")
  func missing() throws {
    let probe = FolderProbe(of: temporary.path + "/gone", as: .outbox)
    #expect(probe.findings.count == 1)
    #expect(probe.findings[0].change == "Create it, mount it, or correct the path in the configuration.")
    #expect(probe.identity.isEmpty)
  }

  @Test("a working folder on another device is a fault", arguments: [FolderRole.inbox, .outbox])
  func otherDevice(role: FolderRole) throws {
    let name = role == .inbox ? ".claimed" : ".prepared"
    _ = try temporary.make("in/" + name)
    let calls = FaultyCalls()
    calls.fault = { call, asked in call == .openFolder && asked?.display == name ? EXDEV : nil }
    let finding = try finding(.workingFolder, probe(calls, as: role))
    #expect(finding.weight == .fault)
    #expect(finding.measured == "\(name) is another file system")
  }

  @Test("where fsync of a folder fails the folder cannot be used")
  func noFsync() throws {
    let calls = FaultyCalls()
    calls.fault = { call, _ in call == .synchronize ? EINVAL : nil }
    #expect(try finding(.durability, probe(calls)).weight == .fault)
  }

  @Test("whatever call fails, the probe ends with findings, and says what it could not remove")
  func everyCallFails() throws {
    var quick = LyingCalls()
    quick.synchronizes = false
    let calls = FaultyCalls(over: quick)
    var number = 1
    repeat {
      calls.forget()
      calls.failAny(number: number, with: EIO)
      let probe = probe(calls)
      #expect(!probe.findings.isEmpty)
      let left = try temporary.names(in: "in")
      if !left.isEmpty { #expect(probe.findings.contains { $0.question == .leftOvers }, "call \(number)") }
      for name in left { try FileManager.default.removeItem(atPath: inbox + "/" + name) }
      number += 1
    } while calls.made.count >= number - 1
    #expect(number > 90)
  }

  // MARK: Verdicts

  @Test(
    "the promise depends on whose power cut it is",
    arguments: [
      (FileSystemKind.xfs, FolderRole.inbox, "exactly once over crashes and power cuts of this machine"),
      (.ext, .outbox, "a power cut of this machine may offer a document twice"),
      (.nfs, .outbox, "a power cut of the server may offer a document twice"),
      (.smb, .inbox, "which the ledger recognises"),
      (.tmpfs, .store, "keeps nothing when this machine stops"),
      (.fuse, .outbox, "of power cuts nothing is known"),
    ])
  func promise(kind: FileSystemKind, role: FolderRole, words: String) {
    let probe = probe(LyingCalls(kind: kind), as: role)
    #expect(probe.verdict.last?.contains(words) == true, "\(probe.verdict)")
  }

  @Test("how a file is taken is said", arguments: [FolderRole.inbox, .outbox, .store])
  func method(role: FolderRole) {
    #expect(probe(LyingCalls(), as: role).verdict[0].hasSuffix(" by rename, never replacing (renameat2)"))
    let fallback = probe(LyingCalls(noReplace: EINVAL), as: role)
    #expect(fallback.renaming == .afterListing)
    #expect(fallback.verdict[0].contains("after a look at the list"))
  }

  @Test(
    "a ledger on a file server is a fault", arguments: [(FileSystemKind.nfs, Finding.Weight.fault), (.fuse, .advice)])
  func ledger(kind: FileSystemKind, weight: Finding.Weight) {
    #expect(probe(LyingCalls(kind: kind), as: .ledger).findings[0].weight == weight)
  }
}
