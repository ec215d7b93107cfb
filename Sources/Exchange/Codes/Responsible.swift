/// Who can put a problem right.
package enum Responsible: String, Hashable, Sendable, CaseIterable {
  /// The system that sent the file, or who looks after its data.
  case sender
  /// Who writes the stylesheets.
  case mapping
  /// Who writes the schemas.
  case schema
  /// Who looks after `kontor.yaml`.
  case configuration
  /// Who works with Kontor.
  case `operator`
  /// It is as it should be.
  case nobody

  /// Stands after "who".
  package var words: Bilingual {
    switch self {
    case .sender: Bilingual("the sender: the data in the file", "die sendende Stelle: die Daten in der Datei")
    case .mapping: Bilingual("we: the mapping (stylesheet)", "wir: die Umsetzung (Stylesheet)")
    case .schema: Bilingual("we: the schema", "wir: das Schema")
    case .configuration: Bilingual("we: the configuration of Kontor", "wir: die Einstellungen von Kontor")
    case .operator: Bilingual("we: whoever works with Kontor", "wir: die Sachbearbeitung an Kontor")
    case .nobody: Bilingual("nobody: nothing needs to be done", "niemand: es ist nichts zu tun")
    }
  }
}
