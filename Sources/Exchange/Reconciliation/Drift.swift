/// A field of which two systems have different values.
package struct Drift: Sendable {
  package var crmKey: String?
  package var erpKey: String?
  package var field: FieldName
  /// Each side's value; nil where its record says nothing of the field.
  package var crm: String?
  package var erp: String?
  package var owner: FieldRule.Owner
  /// The rule in words.
  package var rule: String
  package var remedy: Remedy

  /// What would set it right.
  package enum Remedy: Hashable, Sendable {
    /// This system is sent the other one's value.
    case send(String)
    /// A person has to decide, for this reason.
    case decide(String)
    /// It cannot be done from here, for this reason.
    case byHand(String)
  }

  /// What is sent where ``remedy`` is to send.
  package var right: String?
}

/// What sets one pair right again.
///
/// A document carries the whole record. So everything that the exports tell about it goes into the decision too where
/// the ledger knows it otherwise: an old value must not travel along with a right one.
package struct Correction: Sendable {
  /// A key by which the ledger knows it.
  package var subject: String
  /// Those that are sent a document.
  package var systems: [String]
  /// The fields that differ and are sent.
  package var differing: Int
  /// What holds, for those fields and for others that the ledger knows otherwise.
  package var values: [(field: FieldName, value: String)]
}

/// A record that only one side has.
package struct LoneRecord: Sendable {
  package var system: String
  package var key: String
  package var line: Int
  package var stage: Stage?
  /// Whether the ledger knows it.
  package var isKnown: Bool
  /// By agreement it stays where it is.
  package var stays: Bool
}

/// What two full exports came to.
package struct Reconciliation: Sendable {
  package var crm: String
  package var erp: String
  package var crmRecords = 0
  package var erpRecords = 0
  package var pairs = Pairs()
  /// Pairs that say the same.
  package var equal = 0
  package var drifts: [Drift] = []
  package var corrections: [Correction] = []
  package var lone: [LoneRecord] = []

  /// How pairs were found.
  package struct Pairs: Hashable, Sendable {
    package var byKey = 0
    package var byLedger = 0
    package var byIdentifier = 0

    package var count: Int { byKey + byLedger + byIdentifier }
  }
}
