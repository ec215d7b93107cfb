package import Exchange
import Glibc

/// What a heartbeat says of the process that left it.
package struct Health: Encodable, Sendable {
  package enum Verdict: String, Encodable, Sendable {
    /// It moves, and all that it needs is there.
    case well
    /// It moves, and something is missing.
    case notReady = "not-ready"
    /// It runs, and has not moved for too long.
    case stuck
    /// Nothing runs.
    case down
  }

  package let verdict: Verdict
  /// In a sentence.
  package let summary: String
  /// What is wrong, one sentence each.
  package let reasons: [String]
  package let heartbeat: Heartbeat?

  /// - Parameters:
  ///   - longest: for how long it may not have moved; nil for what is usual.
  ///   - isAlive: whether a process of that number is there.
  package init(
    _ heartbeat: Heartbeat?, at now: Timestamp, longest: Duration? = nil,
    isAlive: (Int32) -> Bool = { kill($0, 0) == 0 || errno == EPERM }
  ) {
    self.heartbeat = heartbeat
    guard let heartbeat else {
      (verdict, reasons) = (.down, [])
      summary = "Nothing runs, and nothing ever did that left word beside this ledger: start kontor run."
      return
    }
    let age = Self.seconds(from: heartbeat.moved.timestamp, to: now)
    let limit = (longest ?? (heartbeat.kind == .service ? .seconds(60) : .seconds(600))).components.seconds
    let scanned = Self.lastScan(heartbeat, now)
    switch heartbeat.kind {
    case .service where heartbeat.ended != nil:
      (verdict, reasons) = (.down, [])
      summary = "No service runs; it was stopped \(Phrase.age(seconds: age)) ago. \(scanned)"
      return
    case .service where !isAlive(heartbeat.process):
      (verdict, reasons) = (.down, [])
      summary =
        "No service runs: process \(heartbeat.process) is gone without a word, \(Phrase.age(seconds: age)) ago at most. "
        + scanned
      return
    case .service:
      summary =
        "The service runs as process \(heartbeat.process) since \(Phrase.moment(heartbeat.started.timestamp)). "
        + scanned
    case .scan:
      summary = "kontor scan ran \(Phrase.age(seconds: age)) ago, as process \(heartbeat.process)."
    }
    let reasons = heartbeat.reasons
    if age > limit {
      verdict = .stuck
      self.reasons =
        ["It has not moved for \(Phrase.age(seconds: age)); \(Phrase.age(seconds: limit)) are allowed."] + reasons
    } else {
      verdict = reasons.isEmpty ? .well : .notReady
      self.reasons = reasons
    }
  }

  private static func lastScan(_ heartbeat: Heartbeat, _ now: Timestamp) -> String {
    guard let last = heartbeat.lastScan?.timestamp else { return "It has not finished a scan." }
    return "Its last scan was \(Phrase.age(seconds: seconds(from: last, to: now))) ago."
  }

  private static func seconds(from: Timestamp, to: Timestamp) -> Int64 {
    max(0, to.milliseconds - from.milliseconds) / 1000
  }
}
