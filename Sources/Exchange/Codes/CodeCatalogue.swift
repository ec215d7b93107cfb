package import XMLEngine

/// The one place where the codes that an ``Issue`` can bear are described. A new code does not compile without an entry.
package enum CodeCatalogue {
  /// All entries, in the order of the phases.
  package static let all: [CodeEntry] = {
    let entries = Diagnostic.Code.allCases.map(entry(for:)) + IssueCode.allCases.map(entry(for:))
    return Issue.Phase.allCases.flatMap { phase in entries.filter { $0.phase == phase } }
  }()

  private static let byCode = Dictionary(uniqueKeysWithValues: all.map { ($0.code, $0) })

  /// Nil for a code of another version of Kontor.
  package static func entry(for code: String) -> CodeEntry? { byCode[code] }

  package static func entry(for code: Diagnostic.Code) -> CodeEntry {
    switch code {
    case .notXML: .notXML
    case .empty: .empty
    case .cutOff: .cutOff
    case .nulBytes: .nulBytes
    case .encoding: .encoding
    case .doctype: .doctype
    case .notWellFormed: .notWellFormed
    case .rootUnknown: .rootUnknown
    case .elementUnexpected: .elementUnexpected
    case .elementMissing: .elementMissing
    case .valueInvalid: .valueInvalid
    case .attributeMissing: .attributeMissing
    case .attributeUnexpected: .attributeUnexpected
    case .textUnexpected: .textUnexpected
    case .keyDuplicate: .keyDuplicate
    case .referenceUnresolved: .referenceUnresolved
    case .schemaRule: .schemaRule
    case .moreErrors: .moreErrors
    case .limitDepth: .limitDepth
    case .limitAttributes: .limitAttributes
    case .limitTag: .limitTag
    case .limitText: .limitText
    case .limitRecord: .limitRecord
    case .limitSize: .limitSize
    case .limitEnvelope: .limitEnvelope
    case .limitNamespaces: .limitNamespaces
    case .limitMisplaced: .limitMisplaced
    }
  }

  package static func entry(for code: IssueCode) -> CodeEntry {
    switch code {
    case .recordCount: .recordCount
    case .envelopeLate: .envelopeLate
    case .codeUnknown: .codeUnknown
    case .codeUntranslatable: .codeUntranslatable
    case .duplicateControlNumber: .duplicateControlNumber
    case .controlNumberGap: .controlNumberGap
    case .controlNumberLower: .controlNumberLower
    case .replay: .replay
    case .keyMissing: .keyMissing
    case .stageNotSent: .stageNotSent
    case .noFlow: .noFlow
    case .nothingInIt: .nothingInIt
    case .notCanonical: .notCanonical
    case .mappingNote: .mappingNote
    case .mappingFailed: .mappingFailed
    case .mappingInvalid: .mappingInvalid
    case .tooLongForReceiver: .tooLongForReceiver
    case .characterUnmappable: .characterUnmappable
    case .refusedWithFile: .refusedWithFile
    case .testFile: .testFile
    case .endedTheProgram: .endedTheProgram
    case .ledgerLost: .ledgerLost
    case .alias: .alias
    case .possibleDuplicate: .possibleDuplicate
    case .keyOfAnother: .keyOfAnother
    case .keptOwnerValue: .keptOwnerValue
    case .conflict: .conflict
    case .late: .late
    case .held: .held
    case .deleted: .deleted
    case .dataMissing: .dataMissing
    case .numberAwaited: .numberAwaited
    case .referenceUnknown: .referenceUnknown
    case .referenceCycle: .referenceCycle
    case .documentUnknown: .documentUnknown
    case .refusedByReceiver: .refusedByReceiver
    case .discarded: .discarded
    case .decisionUnfit: .decisionUnfit
    case .conflictGone: .conflictGone
    case .holdGone: .holdGone
    case .nothingToSend: .nothingToSend
    case .newerSent: .newerSent
    case .notRejected: .notRejected
    case .attemptOutdated: .attemptOutdated
    case .fileGone: .fileGone
    case .documentGone: .documentGone
    case .alreadyCorrected: .alreadyCorrected
    case .wrongInbox: .wrongInbox
    case .deskOnly: .deskOnly
    }
  }
}

extension Issue.Phase {
  /// What is found in this step, as a heading.
  package var title: Bilingual {
    switch self {
    case .intake: Bilingual("The file as it came", "Die Datei, wie sie kam")
    case .parse: Bilingual("Reading the file", "Beim Lesen der Datei")
    case .schema: Bilingual("Against the schema", "Prüfung gegen das Schema")
    case .codeList: Bilingual("Codes and lists", "Codes und Listen")
    case .envelope: Bilingual("What the file says of itself", "Angaben der Datei über sich selbst")
    case .mapping: Bilingual("Mapping", "Umsetzung")
    case .delivery: Bilingual("Against the agreement of the systems", "Vereinbarung der Systeme")
    }
  }
}

extension Issue.Severity {
  package var word: Bilingual {
    switch self {
    case .error: Bilingual("error", "Fehler")
    case .warning: Bilingual("warning", "Warnung")
    case .information: Bilingual("information", "Hinweis")
    }
  }
}
