/// Which names of an inbox are meant for us at all.
package struct NameRules: Hashable, Sendable {
  /// Glob patterns, any of which must fit: `*` for any bytes, `?` for one byte, without regard to case in ASCII.
  package let patterns: [String]
  private let globs: [Glob]

  package init(patterns: [String] = ["*.xml"]) {
    self.patterns = patterns
    globs = patterns.map(Glob.init)
  }

  /// What clients call a file while they write it: browsers, WinSCP, FileZilla, Office, rsync.
  private static let unfinished = ["*.part", "*.tmp", "*.filepart", "~$*", "*.crdownload", ".*.??????"].map(Glob.init)

  /// Why a name is passed over, or nil where it is not.
  package func reason(against name: FileName) -> PassedOver? {
    if NameRules.unfinished.contains(where: { $0.matches(name.bytes) }) { return .unfinishedName }
    if name.bytes.first == 0x2E { return .hidden }
    return globs.contains { $0.matches(name.bytes) } ? nil : .otherName(patterns: patterns)
  }
}

/// One glob pattern over bytes.
struct Glob: Hashable, Sendable {
  private let pattern: [UInt8]

  init(_ pattern: String) {
    self.pattern = pattern.utf8.map(Glob.folded)
  }

  /// O(pattern × name) at worst: only the last star is ever taken back, so no pattern can be made to explode.
  func matches(_ name: [UInt8]) -> Bool {
    var p = 0
    var n = 0
    var retry: (pattern: Int, name: Int)?
    while n < name.count {
      if p < pattern.count, pattern[p] == 0x2A {
        retry = (p + 1, n)
        p += 1
      } else if p < pattern.count, pattern[p] == 0x3F || pattern[p] == Glob.folded(name[n]) {
        p += 1
        n += 1
      } else if let (pattern, name) = retry {
        retry = (pattern, name + 1)
        p = pattern
        n = name + 1
      } else {
        return false
      }
    }
    return pattern[p...].allSatisfy { $0 == 0x2A }
  }

  private static func folded(_ byte: UInt8) -> UInt8 {
    (0x41...0x5A).contains(byte) ? byte + 0x20 : byte
  }
}
