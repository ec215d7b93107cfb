import DropFolder
package import Exchange

/// The content of one interchange, read piece by piece on a thread of its own: the disk may be slow, and who reads it may
/// be slower.
package actor ArchivedFile {
  private let queue = OwnQueue("archived-file")
  private let interchange: Interchange
  private let rejection: Rejection?
  private let configuration: Configuration
  private var file: InputFile?
  private var offset = 0

  package nonisolated var unownedExecutor: UnownedSerialExecutor { queue.asUnownedSerialExecutor() }

  package init(_ interchange: Interchange, _ rejection: Rejection?, _ configuration: Configuration) {
    self.interchange = interchange
    self.rejection = rejection
    self.configuration = configuration
  }

  private func opened() throws -> InputFile {
    if let file { return file }
    let opened = try RejectedContent(configuration).openWhole(interchange, rejection)
    file = opened
    return opened
  }

  /// Opens it, to see whether it can be read.
  package func open() throws { _ = try opened() }

  /// The next bytes; nil at the end.
  package func next(most count: Int = 64 << 10) throws -> [UInt8]? {
    let bytes = try opened().bytes(from: offset, count: count)
    offset += bytes.count
    return bytes.isEmpty ? nil : bytes
  }

  /// Some of its lines, with the places of issues marked, and what the configuration masks shown as dots.
  package func listing(_ lines: ClosedRange<Int>, marking issues: [Issue]) throws -> SourceListing {
    try SourceListing(
      of: lines, places: issues.compactMap(\.position), from: opened().source(), masked: configuration.masked)
  }
}
