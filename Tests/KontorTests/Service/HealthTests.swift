import Exchange
import Foundation
import Operations
import Testing

@testable import kontor

@Suite("What a heartbeat says")
struct HealthTests {
  private let now = Timestamp(milliseconds: 1_795_940_100_000)

  private func heartbeat(_ kind: Heartbeat.Kind, movedBefore seconds: Int64) throws -> Heartbeat {
    let configuration = try Configuration.read(from: Program.package + "/kontor.yaml")
    var heartbeat = Heartbeat(kind, configuration: configuration, at: now + .seconds(-3600))
    heartbeat.process = 77
    heartbeat.moved = Moment(now + .seconds(-seconds))
    heartbeat.lastScan = heartbeat.moved
    return heartbeat
  }

  private func health(_ heartbeat: Heartbeat?, alive: Bool = true, within longest: Duration? = nil) -> Health {
    Health(heartbeat, at: now, longest: longest, isAlive: { $0 == 77 && alive })
  }

  @Test("a service that moves and has its folders is well")
  func well() throws {
    let health = health(try heartbeat(.service, movedBefore: 3))
    #expect(health.verdict == .well)
    #expect(health.outcome == .done)
    #expect(
      health.summary == "The service runs as process 77 since 2026-11-29 07:15:00 UTC. Its last scan was 3 s ago.")
  }

  @Test("a folder that is away, a wrong configuration and a broken scan are not ready, each with its reason")
  func notReady() throws {
    var heartbeat = try heartbeat(.service, movedBefore: 3)
    heartbeat.away = [Heartbeat.Away(path: "/srv/in", reason: "Mount it.")]
    heartbeat.refused = ["kontor.yaml:3:1: error: x"]
    heartbeat.trouble = "disk full"
    let health = health(heartbeat)
    #expect(health.verdict == .notReady)
    #expect(health.outcome == .attention)
    #expect(
      health.reasons == [
        "/srv/in: Mount it.", "The configuration on disk is wrong: kontor.yaml:3:1: error: x", "disk full",
      ])
  }

  @Test(
    "one that has not moved for too long is stuck, whatever else it says", arguments: [(61, nil), (11, 10), (601, 600)])
  func stuck(seconds: Int64, limit: Int64?) throws {
    let health = health(try heartbeat(.service, movedBefore: seconds), within: limit.map { .seconds($0) })
    #expect(health.verdict == .stuck)
    #expect(health.outcome == .attention)
    #expect(health.reasons[0].hasPrefix("It has not moved for "))
  }

  @Test("a process that is gone, one that was stopped and none at all are down")
  func down() throws {
    var stopped = try heartbeat(.service, movedBefore: 3)
    stopped.ended = stopped.moved
    let gone = health(try heartbeat(.service, movedBefore: 3), alive: false)
    for health in [gone, health(stopped), health(nil)] {
      #expect(health.verdict == .down)
      #expect(health.outcome == .unavailable)
    }
    #expect(gone.summary.contains("process 77 is gone without a word"))
  }

  @Test("where a timer scans, the last scan tells, whose process is gone in any case")
  func timer() throws {
    let health = health(try heartbeat(.scan, movedBefore: 300), alive: false)
    #expect(health.verdict == .well)
    #expect(health.summary == "kontor scan ran 5 min ago, as process 77.")
    let later = self.health(try heartbeat(.scan, movedBefore: 700), alive: false)
    #expect(later.verdict == .stuck)
  }

  @Test("what cannot be read is not taken for silence")
  func unreadable() throws {
    let site = try Site(initialised: false)
    #expect(try Heartbeat.left(in: site.path) == nil)
    try FileManager.default.createSymbolicLink(
      atPath: site.path + "/heartbeat.json", withDestinationPath: "heartbeat.json")
    let failure = #expect(throws: Failure.self) { try Heartbeat.left(in: site.path) }
    #expect(failure?.outcome == .ioError)
    #expect(failure?.message.contains("heartbeat.json cannot be read") == true)
  }

  @Test("a clock that was put back makes nobody stuck")
  func clock() throws {
    let health = health(try heartbeat(.service, movedBefore: -5000))
    #expect(health.verdict == .well)
  }
}
