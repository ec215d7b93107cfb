package import DropFolder

/// One file as received, from claim to archive: the ledger's row of it.
package struct Interchange: Hashable, Sendable {
  package var id: InterchangeID
  /// The system whose inbox it came through.
  package var sender: String
  /// Its name in the inbox, in raw bytes.
  package var fileName: FileName
  /// Bytes.
  package var size: Int64
  /// SHA-256 of the content, in lower-case hexadecimal.
  package var sha256: String
  package var receivedAt: Timestamp
  package var state: InterchangeState

  /// What the envelope says; nil before the decision, or where it says nothing.
  package var envelope = Envelope()
  /// Nil before the decision.
  package var verdict: InterchangeVerdict?
  package var level: AcknowledgementLevel?
  package var advice: Advice?
  /// One sentence for a person: what it is and what became of it.
  package var summary: String?
  package var totals = Totals()
  /// The interchange that this one only repeats.
  package var repeats: InterchangeID?
  /// The rejected interchange that this one puts right, or tries to.
  package var corrects: InterchangeID?
  /// By what that was recognised; nil where it corrects none, and in rows of Kontor 0.1.0.
  package var recognition: Recognition?
  /// The decision by which it was handed in as a further attempt; nil for a file that came through an inbox.
  package var handedIn: RecordReference?
  /// What decided: schema, mappings and program, by name and hash.
  package var versions: [Version] = []
  package var decidedAt: Timestamp?
  package var doneAt: Timestamp?
  /// Until when a file that ends too early may still grow.
  package var waitsUntil: Timestamp?
  /// Where the file lies now: a path relative to the archive, or to `rejected/<sender>`.
  package var place: String?
  /// How often the process ended while it worked on this one.
  package var ends = ProcessEnds()
  /// Why it must not be read; it is refused for that reason.
  package var setAside: SetAside?
  /// It belongs to an initial load, in which this system is believed where both know something.
  package var believed: String?

  package init(
    id: InterchangeID, sender: String, fileName: FileName, size: Int64, sha256: String, receivedAt: Timestamp,
    state: InterchangeState = .received
  ) {
    self.id = id
    self.sender = sender
    self.fileName = fileName
    self.size = size
    self.sha256 = sha256
    self.receivedAt = receivedAt
    self.state = state
  }
}

extension Interchange {
  /// The attempt whose documents are prepared: the second where those of the first may have been sent by a Kontor whose
  /// ledger was lost. What is left of them stays where it lies, for a person to decide.
  var attempt: Int { setAside == .ledgerLost ? 2 : 1 }
}

/// How often the process ended while it worked on an interchange.
package struct ProcessEnds: Hashable, Sendable {
  /// In a row, for whatever reason: a kill from outside counts too.
  package var all = 0
  /// Through a fault of the program itself, such as an access to memory that is not there.
  package var byFault = 0

  package init(all: Int = 0, byFault: Int = 0) {
    self.all = all
    self.byFault = byFault
  }
}

/// Why an undecided interchange must not be read.
package enum SetAside: String, Hashable, Sendable, CaseIterable {
  /// Reading it ended the program, and would do so again.
  case endedTheProgram = "ended-the-program"
  /// It was in hand when the ledger was lost: its documents may have been sent.
  case ledgerLost = "ledger-lost"
}

/// What an interchange says of itself.
package struct Envelope: Hashable, Sendable {
  package var sender: String?
  package var receiver: String?
  package var controlNumber: String?
  /// As written.
  package var created: String?
  package var isTest = false

  package init() {}
}

/// One of the things that a decision rests on.
package struct Version: Hashable, Sendable {
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    case program, schema, mapping
  }

  package var kind: Kind
  /// The file name, or the program's version.
  package var name: String
  /// SHA-256 of the file; nil for the program.
  package var sha256: String?

  package init(_ kind: Kind, name: String, sha256: String? = nil) {
    self.kind = kind
    self.name = name
    self.sha256 = sha256
  }
}
