import Foundation
import Testing

@Suite("kontor map --trace of orders that take their customer along")
struct TraceTests {
  @Test(
    "a field of the customer is told with its line, one of a parameter with its name, and only the rest is constant")
  func order() throws {
    let run = try OrderPack.site().run("map", "orders.xml", "--trace")
    #expect(run.code == 0, "\(run)")
    #expect(run.lines.first == "orders.xml:9: Customer K-1: travels with its orders to erp")
    #expect(run.lines.contains("  /Bestellung/Nummer = SO-1  ← OrderId:16"))
    let name = try #require(run.lines.first { $0.hasPrefix("  /Bestellung/Kunde = Lüders  ") })
    #expect(name.contains("← Customer K-1: Name:13"))
    // The order names the customer by it, so it can only be another one in both.
    let number = try #require(run.lines.first { $0.hasPrefix("  /Bestellung/Kundennummer = K-1  ") })
    #expect(number.contains("← Customer K-1: CrmId:10"))
    #expect(run.lines.contains("  /Bestellung/Firma = 7  ← parameter company"))
    #expect(run.lines.contains("  /Bestellung/Art = Web  constant"))
    let days = try #require(run.lines.first { $0.hasPrefix("  /Bestellung/Tage = 14  ") })
    #expect(days.contains("computed from PaymentTerms:20, parameter terms"))
    #expect(!run.out.contains("no flow carries it"))
  }

  @Test("a lead goes along with its order too; where customers travel alone, it is said to stay")
  func lead() throws {
    let site = try OrderPack.site()
    try site.write(OrderPack.file.replacing("<Stage>ordered<", with: "<Stage>lead<"), to: "orders.xml")
    let run = try site.run("map", "orders.xml", "--trace")
    #expect(run.lines.first == "orders.xml:9: Customer K-1: travels with its orders to erp", "\(run)")
    #expect(run.out.contains("← Customer K-1: Name:13"))
    let alone = try Site().run("map", Site.example("crm/1001-leads.xml"), "--trace")
    #expect(alone.lines.first?.hasSuffix(" stays here: by agreement nobody is sent a lead.") == true, "\(alone)")
    #expect(!alone.out.contains("no flow carries it"))
  }

  @Test("JSON says the same, field by field")
  func json() throws {
    let run = try OrderPack.site().run("map", "orders.xml", "--trace", "--json")
    let records = try run.lines.map {
      try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    #expect(records.map { $0["travelsTo"] as? [String] } == [["erp"], []])
    let result = try #require((records.last?["results"] as? [[String: Any]])?.first)
    let fields = try #require(result["fields"] as? [[String: Any]])
    func sources(_ path: String) throws -> [[String: Any]] {
      try #require(fields.first { $0["path"] as? String == path }?["sources"] as? [[String: Any]])
    }
    let name = try #require(try sources("/Bestellung/Kunde").first { $0["relation"] as? String == "copied" })
    #expect(name["customer"] as? String == "K-1")
    #expect(name["path"] as? String == "Name")
    #expect(name["line"] as? Int == 13)
    let company = try #require(try sources("/Bestellung/Firma").first)
    #expect(company["isParameter"] as? Bool == true)
    #expect(company["path"] as? String == "company")
    #expect(try sources("/Bestellung/Art").isEmpty)
  }

  @Test("a terminal is shown a document in UTF-8, a file gets its bytes")
  func encodings() throws {
    let site = try OrderPack.site()
    let latin1 = Data([0x4C, 0xFC, 0x64, 0x65, 0x72, 0x73])
    #expect(try site.run("map", "orders.xml", "--output", "out").code == 0)
    let name = try #require(try site.names(in: "out/erp").first)
    #expect(try Data(contentsOf: URL(fileURLWithPath: "\(site.path)/out/erp/\(name)")).contains(latin1))
    let pipe = Pipe()
    let piped = try Program.start(
      ["map", "orders.xml"], in: site.path, out: pipe.fileHandleForWriting, err: FileHandle.nullDevice)
    try pipe.fileHandleForWriting.close()
    #expect(pipe.fileHandleForReading.readDataToEndOfFile().contains(latin1))
    piped.waitUntilExit()
    let terminal = try Terminal()
    let shown = try Program.start(
      ["map", "orders.xml"], in: site.path, out: terminal.far, err: FileHandle.nullDevice)
    shown.waitUntilExit()
    #expect(terminal.read().contains(Data("<Kunde>Lüders</Kunde>".utf8)))
  }
}

extension Data {
  fileprivate func contains(_ other: Data) -> Bool { range(of: other) != nil }
}

/// A terminal of which the test is the near end. What is written to it is little enough to wait in it.
private struct Terminal {
  private let near: FileHandle
  let far: FileHandle

  // `TIOCSPTLCK` and `TIOCGPTN`, which Swift does not import from <asm/ioctls.h>.
  private static let unlock: UInt = 0x4004_5431
  private static let number: UInt = 0x8004_5430

  init() throws {
    let near = open("/dev/ptmx", O_RDWR | O_NOCTTY)
    var (locked, number): (CInt, CUnsignedInt) = (0, 0)
    guard near >= 0, ioctl(near, Self.unlock, &locked) == 0, ioctl(near, Self.number, &number) == 0 else {
      throw CocoaError(.fileReadUnknown)
    }
    let far = open("/dev/pts/\(number)", O_RDWR | O_NOCTTY)
    guard far >= 0 else { throw CocoaError(.fileReadUnknown) }
    self.near = FileHandle(fileDescriptor: near, closeOnDealloc: true)
    self.far = FileHandle(fileDescriptor: far, closeOnDealloc: true)
  }

  /// What was written so far, up to 64 KiB.
  func read() -> Data { near.availableData }
}
