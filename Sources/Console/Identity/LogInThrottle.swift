package import Exchange

/// Slows down whoever tries passwords: a pure machine, with moments handed in.
///
/// Three counts go on together. One name from one network has few tries; one network has some more, for all names; one name
/// has many more, from everywhere, and its waits stay short, so that nobody can shut out another for long. Each attempt
/// counts as failed when it begins, so that many at a time gain nothing, and is taken back where the password is right.
package struct LogInThrottle: Sendable {
  private enum Key: Hashable {
    case pair(name: String, network: [UInt8])
    case network([UInt8])
    case name(String)

    /// So many failures cost nothing.
    var free: Int {
      switch self {
      case .pair: 3
      case .network: 10
      case .name: 20
      }
    }

    /// The longest wait, in seconds.
    var longest: Int64 {
      switch self {
      case .pair, .network: 900
      case .name: 30
      }
    }
  }

  private struct Count {
    var failures: Int
    var last: Timestamp

    /// A wait is doubled with each failure.
    func wait(_ key: Key) -> Int64 {
      guard failures > key.free else { return 0 }
      return min(1 << Int64(min(failures - key.free, 20)), key.longest) * 1000
    }
  }

  /// Milliseconds after the last failure by which all before is forgotten.
  private static let memory: Int64 = 3_600_000
  /// Counts that are kept; beyond that the oldest go.
  static let most = 10_000

  private var counts: [Key: Count] = [:]

  package init() {}

  /// How many counts are kept.
  var size: Int { counts.count }

  /// How long somebody has to wait before a password of his is looked at, in whole seconds, from 1; nil where it may be
  /// looked at now, which counts as a failure until ``succeeded(_:from:)`` takes that back.
  package mutating func begin(_ name: String, from address: String, at now: Timestamp) -> Int? {
    let keys = Self.keys(name, address)
    let waits = keys.map { key -> Int64 in
      guard let count = counts[key], now.milliseconds - count.last.milliseconds < Self.memory else { return 0 }
      // A clock that was set back does not lengthen a wait.
      return min(count.last.milliseconds + count.wait(key) - now.milliseconds, count.wait(key))
    }
    if let longest = waits.max(), longest > 0 { return Int((longest + 999) / 1000) }
    makeRoom(at: now)
    for key in keys {
      let isFresh = counts[key].map { now.milliseconds - $0.last.milliseconds < Self.memory } ?? false
      counts[key] = Count(failures: (isFresh ? counts[key]?.failures ?? 0 : 0) + 1, last: now)
    }
    return nil
  }

  /// The attempt that began last was right. What others did under this name or from there stays counted.
  package mutating func succeeded(_ name: String, from address: String) {
    for key in Self.keys(name, address) {
      if case .pair = key { counts[key] = nil }
    }
    takeBack(name, from: address)
  }

  /// The attempt that began last was not looked at.
  package mutating func takeBack(_ name: String, from address: String) {
    for key in Self.keys(name, address) {
      guard let count = counts[key] else { continue }
      counts[key] = count.failures > 1 ? Count(failures: count.failures - 1, last: count.last) : nil
    }
  }

  private mutating func makeRoom(at now: Timestamp) {
    guard counts.count > Self.most - 3 else { return }
    counts = counts.filter { now.milliseconds - $0.value.last.milliseconds < Self.memory }
    guard counts.count > Self.most - 3 else { return }
    // A tenth at once, so that the sorting is seldom.
    let oldest = counts.sorted { $0.value.last < $1.value.last }.prefix(Self.most / 10)
    for (key, _) in oldest { counts[key] = nil }
  }

  private static func keys(_ name: String, _ address: String) -> [Key] {
    let network = IPAddress(address)?.network ?? Array(address.utf8.prefix(40))
    // Beyond this length it is nobody's name, and would only take time and memory.
    let name = String(decoding: name.utf8.prefix(64), as: UTF8.self).lowercased()
    return [.pair(name: name, network: network), .network(network), .name(name)]
  }
}
