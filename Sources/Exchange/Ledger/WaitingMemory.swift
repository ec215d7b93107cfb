/// What the ledger can be asked about documents that wait for their flow, inside and outside a decision.
package protocol WaitingMemory: AnyObject {
  /// How much waits for each flow, in the order in which the oldest began to wait.
  func waiting() throws(LedgerError) -> [WaitingDocuments]

  /// How many documents of a flow were published after a moment.
  func publishedCount(of flow: String, after moment: Timestamp) throws(LedgerError) -> Int

  /// Flows that are paused, by name.
  func pauses() throws(LedgerError) -> [FlowPause]

  /// Published documents in whose place another one is to come, if they can be taken back.
  func documentsToTakeBack(for replacement: String) throws(LedgerError) -> [Document]

  /// What an interchange released or superseded, in the order in which that waited.
  func endedWaits(by id: InterchangeID) throws(LedgerError) -> [EndedWait]
}

/// What a decision writes about documents that wait. Such a document is added by ``Decisions/add(_:)`` in state
/// `waiting`, with its flow.
package protocol WaitingDecisions: WaitingMemory {
  /// Lets documents of a flow go, the oldest first: they are `prepared` from then on, and published with the interchange
  /// that releases them.
  ///
  /// - Parameters:
  ///   - through: those that began to wait after this moment wait on; nil for all.
  ///   - limit: at most so many.
  /// - Returns: how many documents each interchange had among them, in the order of the first.
  func release(_ flow: String, through moment: Timestamp?, limit: Int, by id: InterchangeID) throws(LedgerError)
    -> [(interchange: InterchangeID, count: Int)]

  /// Puts those of the documents that an interchange releases in doubt that are not where they were prepared. Nobody has
  /// tried to publish them yet, so that they are gone proves nothing.
  func putInDoubt(releasedBy id: InterchangeID, unlessPrepared prepared: Set<String>) throws(LedgerError)

  /// Whether documents of an interchange still wait.
  func hasWaiting(of id: InterchangeID) throws(LedgerError) -> Bool

  /// Ends the wait of a document without its being sent: something newer takes its place.
  ///
  /// - Throws: `unexpected` where it does not wait.
  func supersede(_ documentID: String, by id: InterchangeID) throws(LedgerError)

  /// Lets a published document be taken back, if that can be, when another one is published that comes in its place. The
  /// newest replacement holds.
  func takeBack(_ documentID: String, for replacement: String) throws(LedgerError)

  /// Restores how a wait ended, into a ledger that is filled again. False where the document is not known.
  func restore(_ wait: EndedWait, by id: InterchangeID) throws(LedgerError) -> Bool

  func pause(_ pause: FlowPause) throws(LedgerError)

  /// False where the flow was not paused.
  func resume(_ flow: String) throws(LedgerError) -> Bool
}

/// What waits for a flow.
package struct WaitingDocuments: Hashable, Sendable {
  package var flow: String
  package var system: String
  package var count: Int
  /// Since when the oldest waits.
  package var since: Timestamp

  package init(flow: String, system: String, count: Int, since: Timestamp) {
    self.flow = flow
    self.system = system
    self.count = count
    self.since = since
  }
}

/// A flow that a person stopped.
package struct FlowPause: Hashable, Sendable {
  package var flow: String
  package var since: Timestamp
  package var by: String
  package var reason: String?

  package init(flow: String, since: Timestamp, by: String, reason: String?) {
    self.flow = flow
    self.since = since
    self.by = by
    self.reason = reason
  }
}

/// A document that waits no more.
package struct EndedWait: Hashable, Sendable {
  package var document: String
  /// Superseded: something newer took its place before anybody had seen it. Otherwise it was released.
  package var isSuperseded: Bool

  package init(document: String, isSuperseded: Bool) {
    self.document = document
    self.isSuperseded = isSuperseded
  }
}
