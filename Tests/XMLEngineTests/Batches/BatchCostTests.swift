import Foundation
import Testing

@testable import XMLEngine

@Suite("What batches cost where they are of no use")
struct BatchCostTests {
  private let trap: Schema

  init() throws {
    trap = try Schema(path: temporaryFile("t.xsd", Array(trapSchema.utf8)))
  }

  /// The time it takes to read a file, and how many records it has.
  private func cost(_ text: String, batches: Bool) throws -> (seconds: Double, records: Int, cut: Int) {
    let bytes = Array(text.utf8)
    var offset = 0
    let start = processorSeconds()
    // No threads: what this thread works is counted.
    let reader = try RecordReader(
      schema: trap, layout: shallowTrapLayout, workers: batches ? Workers(count: 0) : nil
    ) { buffer in
      let count = min(buffer.count, bytes.count - offset)
      bytes[offset..<offset + count].withUnsafeBytes { buffer.copyMemory(from: $0) }
      offset += count
      return count
    }
    var (records, cut) = (0, 0)
    while let record = try reader.next() {
      records += 1
      if record.isCut { cut += 1 }
    }
    return (processorSeconds() - start, records, cut)
  }

  static let others = ["<A><x/></A>", "<X/>", "<I/>", "<Foot/>", "<Box><C>1</C></Box>", "<A><Line/></A>"]

  @Test("each second element is no good record: little more than reading a stream", arguments: others)
  func alternating(other: String) throws {
    let count = BatchMutantTests.isProving ? 50_000 : 3000
    func file(_ pairs: Int) -> String {
      "<R xmlns='urn:t'><Head/>" + String(repeating: "<A><Id>i</Id><Name>text</Name></A>\n\(other)\n", count: pairs)
        + "<Tail>1</Tail></R>"
    }
    let stream = try cost(file(count), batches: false)
    let batches = try cost(file(count), batches: true)
    #expect(stream.records == batches.records)
    print(
      "alternating with \(other): stream \(stream.seconds) s, batches \(batches.seconds) s, \(batches.cut) of \(batches.records) cut"
    )
    #expect(batches.seconds < 4 * stream.seconds + 0.5)
    // Not with the square.
    let twice = try cost(file(2 * count), batches: true)
    #expect(twice.seconds < 3 * batches.seconds + 0.5)
  }

  @Test("a text in many pieces takes time by its size, not by its square")
  func textInPieces() throws {
    func file(_ count: Int) -> String {
      let text = String(repeating: "&amp;", count: count)
      return "<R xmlns='urn:t'><Head/><A/>\n<A><Name>\(text)</Name></A>" + String(repeating: "<A/>", count: 5000)
        + "<Tail>1</Tail></R>"
    }
    for count in [100_000, 700_000] {
      let stream = try cost(file(count), batches: false)
      let batches = try cost(file(count), batches: true)
      print("\(count) pieces: stream \(stream.seconds) s, batches \(batches.seconds) s")
      #expect(batches.seconds < 4 * stream.seconds + 0.5)
    }
  }

  /// Delivers a file of any size that nobody has written down.
  private final class Endless {
    private let head = Array("<R xmlns='urn:t'><Head>h</Head>\n".utf8)
    private let tail = Array("<Tail>1</Tail></R>".utf8)
    private let records: [UInt8]
    private var waiting: [UInt8]
    private var left: Int

    init(size: Int) {
      left = size
      records = Array(
        (0..<400).map { "<A><Id>i\($0)</Id><Name>text ü \($0)</Name><Line n=\"1\"/><Line n=\"2\" of=\"1\"/></A>\n" }
          .joined().utf8)
      waiting = head
    }

    func fill(_ buffer: UnsafeMutableRawBufferPointer) -> Int {
      if waiting.isEmpty, left > 0 {
        left -= records.count
        waiting = left > 0 ? records : records + tail
      }
      let count = min(buffer.count, waiting.count)
      waiting.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
      waiting.removeFirst(count)
      return count
    }
  }

  /// What this process holds in memory, in bytes.
  private func residentBytes() throws -> Int {
    let text = try String(contentsOfFile: "/proc/self/statm", encoding: .utf8)
    let pages = try #require(text.split(separator: " ").dropFirst().first.flatMap { Int($0) })
    return pages * 4096
  }

  /// With `KONTOR_PROVE=1` it reads 200 MB, and says what the process holds: of interest where nothing else runs.
  @Test("a long file takes no more memory than a short one", arguments: [0, 2])
  func memory(workers: Int) throws {
    let size = BatchMutantTests.isProving ? 200_000_000 : 5_000_000
    let endless = Endless(size: size)
    let reader = try RecordReader(
      schema: trap, layout: shallowTrapLayout, workers: Workers(count: workers)
    ) { endless.fill($0) }
    var (taken, cut, most, early) = (0, 0, 0, 0)
    while let record = try reader.next() {
      taken += 1
      if record.isCut { cut += 1 }
      if taken == 20_000 { early = try residentBytes() }
      guard taken % 1000 == 0, let queue = reader.batches else { continue }
      most = max(most, queue.rest().count)
    }
    guard case .complete = reader.end else {
      Issue.record("\(String(describing: reader.end))")
      return
    }
    #expect(cut * 100 > taken * 99)
    // What waits: a chunk, and a batch for each worker and one more.
    #expect(most > 0)
    #expect(most < 600_000)
    guard BatchMutantTests.isProving else { return }
    let late = try residentBytes()
    print("\(taken) records, \(workers) workers: \(early) bytes held at first, \(late) at last")
    #expect(late < early + 20_000_000)
  }
}
