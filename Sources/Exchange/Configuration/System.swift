/// One end of the exchange: its folders, and how it drops and takes files.
package struct System: Sendable, Equatable {
  package var name: String
  /// Where the system begins in the configuration file.
  package var place: Place
  /// Where it drops files for Kontor; nil when it only receives.
  package var inbox: ConfiguredPath?
  /// Where Kontor puts files for it; nil when it only sends.
  package var outbox: ConfiguredPath?
  /// Whose keys it goes by. Default: by its name, then by the flows.
  package var role: Role
  /// The names of the formats of the documents for it, at least one: the first that has the entity is written.
  package var formats: [Placed<String>]
  /// The names of the formats of the files that it drops, at least one: which a file is in, its root element says.
  /// Default: the same.
  package var sends: [Placed<String>]
  package var settle: SettleRule
  /// Glob patterns of the file names that are taken from the inbox. Default: `*.xml`.
  package var names: [String]
  /// Which of several settled files is taken first. Default: by name.
  package var order: IntakeOrder
  package var acknowledge: AcknowledgeRule
  package var limits: InterchangeLimits
  /// The encoding that its files really have, for a producer whose XML declaration lies.
  package var encoding: Encoding?
  /// Files that have to come from it by some time. Default: none.
  package var expect: [Expectation] = []
  package var overdue = OverdueRules.standard
  /// How many files may lie in its outbox before documents wait; nil for any number.
  package var capacity: Int?
  /// Whether newer documents take the place of older ones that it has not seen.
  package var supersede = Superseding.waiting
  /// How it shows what it did with documents. Default: those that are gone from the outbox were taken.
  package var receipts = ReceiptRule()
  /// What lies beside documents for it. Default: nothing.
  package var sidecars = SidecarRule()

  /// Which of the keys of a canonical record are its own: `CrmId` and `OrderId`, or `ErpNumber`.
  package enum Role: String, Sendable, CaseIterable {
    case crm
    case erp
  }

  /// It says by itself in which formats its files come.
  var sendsOthers: Bool { sends.map(\.place) != formats.map(\.place) }

  package enum IntakeOrder: String, Sendable, CaseIterable {
    case name
    case time
  }

  /// The encodings that a file may have. libxml2 knows more, but some of those let markup slip past other readers.
  package enum Encoding: String, Sendable, CaseIterable {
    case utf8 = "UTF-8"
    case utf16 = "UTF-16"
    case ascii = "US-ASCII"
    case latin1 = "ISO-8859-1"
    case latin9 = "ISO-8859-15"
    case windows1252 = "windows-1252"
  }

  package init(
    name: String, place: Place, inbox: ConfiguredPath?, outbox: ConfiguredPath?, role: Role = .crm,
    formats: [Placed<String>], sends: [Placed<String>]? = nil, settle: SettleRule = .standard,
    names: [String] = ["*.xml"],
    order: IntakeOrder = .name,
    acknowledge: AcknowledgeRule = .standard, limits: InterchangeLimits = .standard, encoding: Encoding? = nil
  ) {
    self.name = name
    self.place = place
    self.inbox = inbox
    self.outbox = outbox
    self.role = role
    self.formats = formats
    self.sends = sends ?? formats
    self.settle = settle
    self.names = names
    self.order = order
    self.acknowledge = acknowledge
    self.limits = limits
    self.encoding = encoding
  }
}
