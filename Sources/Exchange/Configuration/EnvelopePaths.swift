/// Where a format says who sent a file, to whom, and how much is in it; every path starts at the root element.
///
/// A format that lacks one of these has no path for it, and the processor then falls back on what it knows itself.
package struct EnvelopePaths: Sendable, Equatable {
  package var sender: ElementPath?
  package var receiver: ElementPath?
  package var controlNumber: ElementPath?
  /// When the sender wrote the file.
  package var created: ElementPath?
  /// A boolean: true marks a file that must have no effect.
  package var test: ElementPath?
  /// How many records the sender says there are.
  package var count: ElementPath?

  package init(
    sender: ElementPath? = nil, receiver: ElementPath? = nil, controlNumber: ElementPath? = nil,
    created: ElementPath? = nil, test: ElementPath? = nil, count: ElementPath? = nil
  ) {
    self.sender = sender
    self.receiver = receiver
    self.controlNumber = controlNumber
    self.created = created
    self.test = test
    self.count = count
  }

  /// The envelope of `xsd/exchange.xsd`.
  package static let canonical = EnvelopePaths(
    sender: ElementPath(steps: ["Header", "Sender"]),
    receiver: ElementPath(steps: ["Header", "Receiver"]),
    controlNumber: ElementPath(steps: ["Header", "ControlNumber"]),
    created: ElementPath(steps: ["Header", "CreationTime"]),
    test: ElementPath(steps: ["Header", "Test"]),
    count: ElementPath(steps: ["Trailer", "RecordCount"]))
}
