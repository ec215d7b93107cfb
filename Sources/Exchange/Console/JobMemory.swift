package import DropFolder

/// What a ledger can be asked about the files that a job puts on the desk.
package protocol JobMemory: AnyObject {
  /// Where one of them stands, by its control number and its name.
  func standing(ofDeskFile number: String, named name: FileName) throws(LedgerError) -> DeskFileStanding

  /// What became of all whose control numbers consist of these characters and a number.
  func tally(ofDeskFiles numbers: String) throws(LedgerError) -> JobTally
}

/// Where a file of decisions stands.
package enum DeskFileStanding: Equatable, Sendable {
  /// The ledger does not know it: it may lie on the desk all the same, or was never dropped.
  case unknown
  /// Taken, and not decided yet.
  case taken
  /// Decided; so many further attempts that it handed in are not decided yet.
  case decided(InterchangeID, undecided: Int)
}

/// What became of a job until now, counted in the ledger: nothing else counts.
package struct JobTally: Equatable, Sendable {
  /// The places of its decided files, as their control numbers say, in their order.
  package var files: [Int] = []
  /// Those that were refused as a whole, so that none of their decisions was carried out.
  package var refusedFiles: [Int] = []
  /// Decisions by what became of each; of a reprocessed file that its attempt was handed in.
  package var decisions: [RecordVerdict: Int] = [:]
  /// Why decisions were refused, by the code.
  package var refusals: [String: Int] = [:]
  /// Further attempts with a verdict.
  package var attempts: [InterchangeVerdict: Int] = [:]
  /// Further attempts without one.
  package var undecided = 0
  /// When the first of its files was taken, and the last was decided.
  package var began: Timestamp?
  package var lastDecided: Timestamp?

  package init() {}

  package var decided: Int { decisions.values.reduce(0, +) }
  package var refused: Int { decisions[.rejected] ?? 0 }
}
