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
}
