import Foundation
import Testing

/// Waits for what another process does; gives up after a time that no machine needs.
func until(_ holds: () throws -> Bool) throws {
  for _ in 0..<3000 {
    if try holds() { return }
    usleep(20_000)
  }
  Issue.record("it never happened")
}
