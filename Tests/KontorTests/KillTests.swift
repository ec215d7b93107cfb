import Foundation
import Glibc
import Testing

/// The program is killed by a signal that it cannot see, wherever it happens to be.
@Suite("kill -9")
struct KillTests {
  private static let files = 60
  private static let kills = 12

  /// An ERP that takes and deletes what it finds, all the time, so that the outbox never tells what was there.
  private final class EagerERP {
    let folder: String
    private(set) var seen: [String] = []

    init(of site: Site) {
      folder = site.path + "/outbox/erp"
    }

    func collect() throws {
      for name in try FileManager.default.contentsOfDirectory(atPath: folder).sorted() where !name.hasPrefix(".") {
        let path = folder + "/" + name
        let order = try #require(try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").first)
        #expect(order.hasPrefix("<?xml"), "\(name) is not whole")
        seen.append(name)
        try FileManager.default.removeItem(atPath: path)
      }
    }
  }

  @Test("twelve times in the middle of a scan, then a scan: nothing is lost, nothing comes twice")
  func killed() throws {
    let site = try Site()
    try site.generate(Self.files)
    let erp = EagerERP(of: site)
    let seed = UInt64.random(in: .min ... .max)
    var random = SplitMix(state: seed)
    var hits = 0
    for _ in 0..<Self.kills {
      let process = try Program.start(
        ["scan", "--settle", "0"], in: site.path, out: .nullDevice, err: .nullDevice)
      // From before the ledger is open to well into the work; what one scan had begun, the next one finds.
      let end = Date().addingTimeInterval(Double(random.next() % 300) / 1000)
      while process.isRunning, Date() < end {
        try erp.collect()
        usleep(1000)
      }
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      process.waitUntilExit()
      if process.terminationReason == .uncaughtSignal { hits += 1 }
      try erp.collect()
    }
    let last = try site.run("scan", "--settle", "0")
    try erp.collect()
    #expect(last.code == 0, "seed \(seed): \(last.err)")
    #expect(hits > 0, "seed \(seed): no scan was still running when its time came")
    #expect(erp.seen.count == Self.files * 3, "seed \(seed): \(erp.seen.count) documents")
    #expect(Set(erp.seen).count == erp.seen.count, "seed \(seed)")
    // The name begins with the sequence: each number once, and none left out.
    #expect(erp.seen.compactMap { Int($0.prefix(8)) }.sorted() == Array(1...Self.files * 3), "seed \(seed)")
    #expect(try site.names(in: "outbox/crm").count == Self.files, "seed \(seed)")
    #expect(try site.names(in: "inbox/crm").isEmpty, "seed \(seed)")
    #expect(try site.archived().count == Self.files, "seed \(seed)")
    #expect(try site.run("scan", "--settle", "0").out.isEmpty)
  }

  @Test("many files in one scan: each once, in order, acknowledged")
  func many() throws {
    let count = 450
    let site = try Site()
    try site.generate(count)
    let run = try site.run("scan", "--settle", "0")
    #expect(run.code == 0)
    #expect(run.lines.last?.hasPrefix("\(count) files: \(count) accepted;") == true)
    let documents = try site.names(in: "outbox/erp")
    #expect(documents.compactMap { Int($0.prefix(8)) } == Array(1...count * 3))
    // Names of documents carry the keys, which the generator numbers in the order of the files.
    let customers = documents.filter { $0.contains("-Customer-") }.compactMap { name in
      Int(name.dropFirst("00000001-Customer-".count).filter(\.isNumber))
    }
    #expect(customers.count == count)
    #expect(customers == customers.sorted())
    #expect(try site.names(in: "outbox/crm").count == count)
    #expect(try site.archived().count == count)
  }
}

extension Site {
  /// Fills the CRM's inbox with small files, each of one customer and two orders.
  fileprivate func generate(_ count: Int) throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = [Self.example("generate-files.sh"), path + "/inbox/crm", "\(count)"]
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)
  }

  /// The archived sources, without what lies beside them.
  fileprivate func archived() throws -> [String] {
    let all = FileManager.default.subpaths(atPath: path + "/archive") ?? []
    return all.filter { $0.hasSuffix(".xml") && !$0.contains("/.") && !$0.hasPrefix(".") }
  }
}

/// A generator whose seed can be printed and used again.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var word = state
    word = (word ^ (word >> 30)) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ (word >> 27)) &* 0x94D0_49BB_1331_11EB
    return word ^ (word >> 31)
  }
}
