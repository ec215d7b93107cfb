internal import Glibc

/// Who probes: what the kernel permits depends on it.
package struct ProbeUser: Hashable, Sendable {
  package let id: UInt32
  /// Whether the kernel says of other users' files too who has them open (`CAP_LEASE`).
  package let mayLeaseAll: Bool
  /// Whether it may rename other users' files in a folder with the sticky bit (`CAP_FOWNER`).
  package let passesSticky: Bool

  package init(id: UInt32, mayLeaseAll: Bool, passesSticky: Bool) {
    self.id = id
    self.mayLeaseAll = mayLeaseAll
    self.passesSticky = passesSticky
  }

  package static func current() -> ProbeUser {
    let line = ProcessFile.text(of: "/proc/self/status").split(separator: "\n").first { $0.hasPrefix("CapEff:") }
    let effective = line.flatMap { UInt64($0.dropFirst(7).drop { $0 == "\t" || $0 == " " }, radix: 16) } ?? 0
    // Bits from linux/capability.h.
    return ProbeUser(id: geteuid(), mayLeaseAll: effective >> 28 & 1 == 1, passesSticky: effective >> 3 & 1 == 1)
  }

  package var name: String { ProbeUser.name(of: id) }

  static func name(of id: UInt32) -> String {
    getpwuid(id).map { String(cString: $0.pointee.pw_name) } ?? "\(id)"
  }
}
