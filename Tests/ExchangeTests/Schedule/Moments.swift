import Foundation

@testable import Exchange

/// `Schedule` alone is what the simulation of crashes calls its own.
typealias FlowSchedule = Exchange.Schedule

/// Moments as tests write and read them.
enum Moments {
  static func at(_ text: String) throws -> Timestamp {
    guard let moment = Timestamp(dateTime: text) else { throw CocoaError(.formatting) }
    return moment
  }

  static func zone(_ name: String) throws -> Zone {
    guard let zone = Zone(named: name) else { throw CocoaError(.formatting) }
    return zone
  }

  /// What the clocks show at each, `Sun 2026-03-29 03:00 +02:00`.
  static func local(_ moments: [Timestamp], in zone: Zone) -> [String] {
    moments.map { LocalTime($0, in: zone).text }
  }

  /// Every moment from one on that `next` gives, before another.
  static func all(from start: Timestamp, before end: Timestamp, _ next: (Timestamp) -> Timestamp?) -> [Timestamp] {
    var found: [Timestamp] = []
    var last = Timestamp(milliseconds: start.milliseconds - 1)
    while let moment = next(last), moment < end {
      found.append(moment)
      last = moment
    }
    return found
  }
}
