/// How a file in an inbox proves that its sender has finished it.
package enum SettlePolicy: Hashable, Sendable {
  /// It stood still, in at least three looks spread over this time. Zero: at the first look.
  case quiet(for: Duration)
  /// A file of the same name with this suffix behind it, no older than the file itself: `order.xml.done`.
  case marker(suffix: String)
  /// The sender promises to write under another name and to rename when it has finished.
  case renameIn

  /// By the kind of file system: network clients cache longer, and nothing but time tells that they have finished.
  package static func standard(on kind: FileSystemKind) -> SettlePolicy {
    .quiet(for: kind.isLocal ? .seconds(5) : .seconds(15))
  }
}

/// Which settled file comes first.
package enum InboxOrder: String, Hashable, Sendable, CaseIterable {
  case name
  /// The server's time of the last write, then the name. Costs a look at every file each time.
  case modified
}
