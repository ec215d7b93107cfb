/// What the console keeps for itself, beside the ledger and never in it: who came in and looked, and which bulk jobs were
/// meant. Nothing in it decides anything, so losing it loses no file and no decision.
///
/// Thread-safe. Every call that changes something is durable when it returns, and takes a few milliseconds of disk: call it
/// from a thread that may wait, or by ``away(_:)``.
package protocol ConsoleBook: AnyObject, Sendable {
  // MARK: Access

  /// - Throws: `full`, `permission`, `busy` where another process holds the book for long, `unusable`, `corrupt`.
  func note(_ entry: AccessEntry) throws(LedgerError)

  /// Newest first: at most `limit` before a number, nil for the newest.
  func access(matching filter: AccessFilter, before number: Int64?, limit: Int) throws(LedgerError) -> [AccessEntry]

  // MARK: Jobs

  /// Fixes a job with all it is about: everything, or nothing.
  ///
  /// - Throws: `unexpected` where the id is known, the items are not as many as the job says, or not in their order.
  func create(_ job: BulkJob, _ items: [JobItem]) throws(LedgerError)

  func job(_ id: String) throws(LedgerError) -> BulkJob?

  /// Newest first: at most `limit` before one that was seen.
  func jobs(before id: String?, limit: Int) throws(LedgerError) -> [BulkJob]

  /// Those that have not ended, oldest first.
  func openJobs() throws(LedgerError) -> [BulkJob]

  /// In their order: at most `limit` after an ordinal.
  func items(of job: String, after ordinal: Int, limit: Int) throws(LedgerError) -> [JobItem]

  /// Nothing more of it is begun. False where it has ended or was stopped before.
  func stop(_ job: String, by person: String, at moment: Timestamp) throws(LedgerError) -> Bool

  /// Takes a job for one process until a moment, or prolongs what it has; false where another one has it, or it has ended.
  func claim(_ job: String, by runner: String, at moment: Timestamp, until: Timestamp) throws(LedgerError) -> Bool

  /// Gives back what a process has claimed.
  func release(_ job: String, by runner: String) throws(LedgerError)

  /// Only the process that has it may end a job; false for any other.
  func end(_ job: String, by runner: String, at moment: Timestamp) throws(LedgerError) -> Bool

  // MARK: Keeping

  /// Forgets entries from before a moment, and jobs that ended before it. Answers how many entries there were.
  @discardableResult
  func forget(before moment: Timestamp) throws(LedgerError) -> Int
}
