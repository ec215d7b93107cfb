import Foundation

/// How much of the machine is used, and by what ways. Neither changes what comes out.
package struct Speed: Sendable, Equatable {
  /// Threads beside the one that decides. Default: one less than there are processors, at most 7.
  package var workers = min(7, max(0, ProcessInfo.processInfo.activeProcessorCount - 1))
  /// Every file is read as one stream by one thread, and mappings are interpreted. Slower; for whoever doubts the fast
  /// ways. Default: no.
  package var isPlain = false
  /// Shorter files are decided before others could begin to help, in bytes. Not in the configuration file.
  package var longFile: Int64 = 64 << 10

  package init() {}
}
