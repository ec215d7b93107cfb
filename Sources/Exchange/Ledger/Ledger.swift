package import DropFolder

/// The durable memory: what was received, decided, published and archived.
///
/// Every call that changes something is one transaction and is durable when it returns. The order in which the processor
/// calls them is the exactly-once protocol (`docs/durability.md`); the ledger only remembers. Implementations need not
/// be thread-safe: one thread uses a ledger.
package protocol Ledger: EntityMemory, RejectionKeeping, WaitingMemory, ReceiptKeeping, IncidentMemory, TroubleMemory,
  RetentionKeeping, ErasureKeeping
{
  /// Takes arrivals in, in their order, in state `received`.
  ///
  /// Files whose content the same sender sent before come back with ``Interchange/repeats`` set to the first interchange
  /// of that content that is no repeat itself, does not wait and was not rejected: a rejected file had no effect, so it
  /// may be tried again. An id that is known already is left as it is and comes back as it stands.
  func receive(_ arrivals: [Interchange]) throws(LedgerError) -> [Interchange]

  /// Fixes outcomes: everything that `body` writes becomes durable together, or nothing does.
  func decide<Result>(_ body: (any Decisions) throws -> Result) throws -> Result

  /// Marks documents as published, as in doubt, or published ones as taken back (`superseded`), and interchanges as `published` that have no import document left to
  /// publish, neither of their own nor one that they released.
  func markPublished(
    _ documents: [(id: String, state: Document.State)], completing interchanges: [InterchangeID], at moment: Timestamp
  ) throws(LedgerError)

  /// Puts in doubt what is prepared for a system and not published: the folder that held it is gone.
  func putInDoubt(_ kind: Document.Kind, for system: String) throws(LedgerError)

  /// Ends the doubt about a document by counting it as published; false where it is in none.
  func resolveDoubt(of documentID: String) throws(LedgerError) -> Bool

  /// Marks interchanges as done, each with the place where its file lies, and makes each the next link of the chain.
  /// Doing so again changes nothing.
  ///
  /// - Throws: `unexpected` for one that is undecided, or has a document that is still only prepared.
  func markDone(_ interchanges: [(id: InterchangeID, place: String)], at moment: Timestamp) throws(LedgerError)

  /// Puts an interchange off that ends too early, until a moment. Calling it again for one that waits changes nothing but
  /// size and hash of the content.
  func wait(_ id: InterchangeID, until moment: Timestamp, size: Int64, sha256: String) throws(LedgerError)

  /// Takes a waiting interchange up again with what its file holds now, in state `received`; ``Interchange/repeats`` is
  /// found anew, as for an arrival.
  @discardableResult
  func resume(_ id: InterchangeID, size: Int64, sha256: String) throws(LedgerError) -> Interchange

  /// Remembers a name that is passed over for good. True the first time.
  func passOver(_ name: FileName, of system: String, because reason: String, at moment: Timestamp) throws(LedgerError)
    -> Bool

  /// Counts that the process ended while it worked on an undecided interchange, and answers the row. The ends of others
  /// were not in a row then, and are forgotten; faults are not.
  func noteEnd(during id: InterchangeID, byFault: Bool) throws(LedgerError) -> Interchange

  /// Puts an undecided interchange aside: it is refused for that reason, and never read.
  func setAside(_ id: InterchangeID, because reason: SetAside) throws(LedgerError)

  /// Fills a new ledger from what lies beside filed interchanges: all of it becomes durable together, or nothing does.
  func restore<Result>(_ body: (any Restoration) throws -> Result) throws -> Result

  // MARK: Folders

  /// The folders that it knows, by path.
  func folders() throws(LedgerError) -> [KnownFolder]

  /// Remembers folders by their markers, in the place of what was known of the same paths.
  func remember(_ folders: [KnownFolder]) throws(LedgerError)

  /// The ledger's own generation, from 1. A folder that bears a later one has seen a younger ledger.
  func generation() throws(LedgerError) -> Int64

  /// Begins the generation after the present one and after `least`, and answers it.
  func beginGeneration(after least: Int64) throws(LedgerError) -> Int64

  // MARK: Asking

  /// Answers what `body` asks from one state of the ledger, and sooner than one by one. `body` changes nothing.
  func inOneState<Result>(_ body: () throws -> Result) throws -> Result

  /// Interchanges that are not done, in the order in which they were received.
  func open() throws(LedgerError) -> [Interchange]

  /// Newest first.
  func interchanges(matching filter: InterchangeFilter) throws(LedgerError) -> [Interchange]

  /// Interchanges of a sender with a control number, oldest first, without repeats.
  func interchanges(from sender: String, controlNumber: String) throws(LedgerError) -> [Interchange]

  /// An interchange's records in their order. `exceptions` leaves out those that were simply accepted.
  func forEachRecord(
    of id: InterchangeID, exceptions: Bool, _ body: (RecordOutcome, [Issue], [Document]) throws -> Void
  ) throws

  /// Issues of the interchange itself, not of its records.
  func issues(of id: InterchangeID) throws(LedgerError) -> [Issue]

  /// Documents of a kind that are to be published with an interchange and are not yet, in the order of publication, page
  /// by page: at most `limit` after one that was seen. What it released comes ahead of its own.
  func unpublished(of id: InterchangeID, kind: Document.Kind, after last: Document?, limit: Int) throws(LedgerError)
    -> [Document]

  /// How many interchanges there are by state and verdict, and how many documents wait to be published.
  func counts() throws(LedgerError) -> LedgerCounts

  /// Names passed over for good, newest first.
  func passedOver() throws(LedgerError) -> [PassedOverName]

  /// The last number that each system's outbox was given.
  func sequences() throws(LedgerError) -> [String: Int64]

  // MARK: Proving

  /// The link of the chain that an interchange is; nil before it is done.
  func closing(of id: InterchangeID) throws(LedgerError) -> Closing?

  /// The chain, page by page: at most `limit` links after a number.
  func closings(after number: Int64, limit: Int) throws(LedgerError) -> [Closing]

  /// Holds one state of the ledger against itself: its file, sums, records, tallies and chain.
  ///
  /// - Parameters:
  ///   - found: called with each thing that does not agree.
  ///   - progress: called now and then with the interchanges looked at so far.
  func prove(_ found: (Discrepancy) throws -> Void, progress: (Int) -> Void) throws -> LedgerProof
}

/// Which interchanges are asked for. Nil takes all.
package struct InterchangeFilter: Hashable, Sendable {
  package var sender: String?
  package var verdict: InterchangeVerdict?
  package var state: InterchangeState?
  /// A piece of text that the id, the file name or the control number must contain, or the content's hash begin with.
  package var text: String?
  /// Something was found in it, or in one of its records, with this code.
  package var code: String?
  /// It holds a record of this entity; with ``code``, one in which that was found.
  package var entity: String?
  /// A pattern of the file name, with `*` and `?`.
  package var name: String?
  /// Not received before this moment.
  package var since: Timestamp?
  /// Received before this moment.
  package var until: Timestamp?
  /// Something of it was rejected, and that stands so now.
  package var rejection: Rejection.State?
  package var limit = 50

  package init() {}
}

package struct LedgerCounts: Hashable, Sendable {
  package var byState: [InterchangeState: Int] = [:]
  package var byVerdict: [InterchangeVerdict: Int] = [:]
  package var byRecordVerdict: [RecordVerdict: Int] = [:]
  package var documentsPrepared = 0
  package var documentsPublished = 0
  package var documentsInDoubt = 0
  package var documentsWaiting = 0
  package var passedOver = 0
  /// Records that wait, and since when the first of them does.
  package var held = 0
  package var heldSince: Timestamp?
  /// Entities on whose fields a person has to decide.
  package var inConflict = 0
  /// Interchanges of which something was rejected that is still to be put right, and since when the first of them waits
  /// for that.
  package var rejections = 0
  package var rejectionsSince: Timestamp?

  package init() {}
}

package struct PassedOverName: Hashable, Sendable {
  package var system: String
  package var name: FileName
  package var reason: String
  package var firstSeen: Timestamp

  package init(system: String, name: FileName, reason: String, firstSeen: Timestamp) {
    self.system = system
    self.name = name
    self.reason = reason
    self.firstSeen = firstSeen
  }
}
