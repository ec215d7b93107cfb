import Simulated
import Testing

@testable import DropFolder

/// A start after a crash finds things half done, and makes durable what it sees. Power can fail meanwhile.
@Suite("Starting again")
struct StartTests {
  @Test("a document that was renamed just before a crash is in one of its two places, wherever power fails")
  func outbox() throws {
    let disk = SharedDisk()
    try disk.content.makeFolder("/out")
    let outbox = try Outbox(
      path: "/out", tenure: thisTenure(1), calls: SimulatedCalls(disk, process: SimulatedProcess()))
    var writer = try outbox.prepare("D-1")
    try writer.write(Array("abc".utf8))
    _ = try writer.finish(durably: true)
    try outbox.synchronizePrepared()
    #expect(try outbox.publish("D-1", as: "1-Customer.xml") == .published)
    let killed = disk.content

    var step = 0
    var isWhole = false
    while !isWhole {
      step += 1
      disk.content = killed
      let process = SimulatedProcess(.crash(step: step))
      _ = try? Outbox(path: "/out", tenure: thisTenure(1), calls: SimulatedCalls(disk, process: process))
      isWhole = !process.isDead
      for seed in 1...20 as ClosedRange<UInt64> {
        var (cut, dice) = (disk.content, Dice(seed: seed))
        cut.cutPower(&dice)
        let places = ["/out/1-Customer.xml", "/out/.prepared/\(try thisTenure(1).folderName)/D-1"]
        #expect(places.compactMap { cut.bytes(of: $0) } == [Array("abc".utf8)], "step \(step), seed \(seed)")
      }
    }
    #expect(step > 3)
  }

  @Test(
    "what was filed just before a crash is in one of its two places, wherever power fails",
    arguments: [ArchiveLayout.byDay, .flat])
  func archive(_ layout: ArchiveLayout) throws {
    let day = ArchiveDay(secondsSince1970: 1_795_507_200)
    let disk = SharedDisk()
    try disk.content.makeFolder("/archive")
    let archive = try Archive(
      path: "/archive", layout: layout, calls: SimulatedCalls(disk, process: SimulatedProcess()))
    for name in ["A", "A.tar"] {
      var writer = try archive.incoming.create(FileName.safe(name))
      try writer.write(Array(name.utf8))
      _ = try writer.finish(durably: true)
    }
    try archive.incoming.synchronize()
    let place = try archive.store("A", as: "A-a.xml", on: day, durably: false)
    try archive.storeSideFile("A.tar", beside: place, suffix: ".tar", durably: false)
    let killed = disk.content

    var step = 0
    var isWhole = false
    while !isWhole {
      step += 1
      disk.content = killed
      let process = SimulatedProcess(.crash(step: step))
      _ = try? Archive(
        path: "/archive", layout: layout, days: [day], calls: SimulatedCalls(disk, process: process))
      isWhole = !process.isDead
      for seed in 1...20 as ClosedRange<UInt64> {
        var (cut, dice) = (disk.content, Dice(seed: seed))
        cut.cutPower(&dice)
        for (name, filed) in [("A", place), ("A.tar", place + ".tar")] {
          let places = ["/archive/\(filed)", "/archive/.incoming/\(name)"]
          #expect(places.compactMap { cut.bytes(of: $0) } == [Array(name.utf8)], "step \(step), seed \(seed)")
        }
      }
    }
    #expect(step > 2)
  }
}
