import Console
import DropFolder
import Exchange
import Foundation
import Operations
import Synchronization

/// What the thread that carries files shows to those that answer others. Nobody waits for anybody: it puts up finished
/// texts, and they copy them.
final class Board: Sendable {
  struct Readiness: Codable, Equatable {
    var ready: Bool
    var environment: String
    /// What is missing, one sentence each.
    var reasons: [String]

    fileprivate var text: String {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      do {
        return Printable.json(String(decoding: try encoder.encode(self), as: UTF8.self))
      } catch {
        return "{\"ready\":false,\"reasons\":[\"It cannot be told.\"]}"
      }
    }
  }

  private let texts = Mutex((metrics: "", ready: Page(status: 503, type: Board.json, Board.starting)))
  private let moved = Atomic<Int64>(0)
  /// For how long the thread may not move, in milliseconds.
  private static let longestStandstill: Int64 = 60_000

  private static let json = "application/json"
  private static let starting = "{\"ready\":false,\"reasons\":[\"It is starting.\"]}\n"

  init() {
    noteMove()
  }

  // MARK: - The thread that carries files

  func noteMove() {
    moved.store(Self.now, ordering: .relaxed)
  }

  func put(metrics: String = "", _ readiness: Readiness) {
    let page = Page(status: readiness.ready ? 200 : 503, type: Self.json, readiness.text + "\n")
    texts.withLock { $0 = (metrics, page) }
  }

  // MARK: - Others

  var pages: [String: @Sendable () -> Page] {
    ["/metrics": { self.metrics }, "/live": { self.live }, "/ready": { self.ready }]
  }

  /// The same for the console's server.
  var machineRoom: MachineRoom {
    MachineRoom(live: { self.live }, ready: { self.ready }, metrics: { self.metrics })
  }

  private var metrics: Page { Page(type: MetricText.type, texts.withLock { $0.metrics }) }

  private var ready: Page { texts.withLock { $0.ready } }

  private var live: Page {
    let age = Self.now - moved.load(ordering: .relaxed)
    let isLive = age <= Self.longestStandstill
    return Page(
      status: isLive ? 200 : 503, type: Self.json, "{\"live\":\(isLive),\"standstillSeconds\":\(age / 1000)}\n")
  }

  private static var now: Int64 {
    let (seconds, attoseconds) = MonotonicClock().now.components
    return seconds * 1000 + attoseconds / 1_000_000_000_000_000
  }
}
