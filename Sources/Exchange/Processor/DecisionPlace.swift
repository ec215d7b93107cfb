import DropFolder
import XMLEngine

/// What the decisions of all interchanges have in common.
struct DecisionPlace {
  let configuration: Configuration
  let catalogue: FormatCatalogue
  let terms: AgreementTerms
  /// Opens the copy of an interchange from its beginning.
  let open: (Job) throws -> RecordReader.Source
  let outbox: (System) throws -> Outbox
  /// Where copies of documents are written until they are filed; nil where none are kept.
  let copies: Folder?
  /// Where a system's acknowledgements go; nil where it gets none.
  let acknowledgements: (_ system: String) throws -> Outbox?
  /// Reads the record of an entity that stands at a position of an interchange once more, in canonical form; nil where it
  /// is nowhere any more.
  let content: (_ of: Interchange, Entity, _ at: Int) throws -> [UInt8]?
  /// Opens the file of an interchange of which something was rejected, from its beginning; nil where it is gone.
  let rejected: (Interchange) throws -> RecordReader.Source?
  /// Writes the content of a further attempt to where the copies of interchanges lie.
  let handIn: (InterchangeID, AttemptContent, PreparedFiles) throws -> FileDigest
  /// The bytes of a document that was sent, by its id; nil where its copy is gone.
  let sent: (_ document: String) throws -> [UInt8]?
  /// Finds what is filed of a person and prepares what takes its place; nil where nothing is filed.
  var erase: ((EntityState, ToldRecord, any Decisions, InterchangeID) throws -> PreparedErasure)?
  /// Which flows carry nothing now, so that what is for them waits.
  var gates = FlowGates()
  /// How many documents of a flow may go now, by its name; nil where that is not limited.
  var releasable: ((_ flow: String, _ byClock: Bool) throws -> Int)?
  /// The ids of what is prepared for a system; nil where nobody looks.
  var prepared: ((_ system: String) throws(FolderError) -> Set<String>)?
  /// Called every few hundred records; throws where the decision is to be given up.
  var step: (InterchangeID) throws -> Void = { _ in }
  /// Takes the place of what carries out decisions on files and documents.
  var wayBack: ((FiledDecisions) -> any WayBack)?
  /// Gives a document its number in the outbox of a system, by the entity and position of its first record; nil where the
  /// ledger counts.
  var number: ((_ system: String, Entity, _ position: Int) -> Int64)?
  /// What the decision is said to rest on, where that is not what decides it; nil for the truth.
  var versions: [Version]?
}
