import XMLEngine

// Codes of files that are not read at all.
extension CodeEntry {
  static let empty = CodeEntry(
    .empty, .error, .sender, [.x12ControlStructure],
    en: (
      "Empty file", "The file has no bytes, or only white space.",
      "Look whether the export fails, and send the file again."
    ),
    de: (
      "Leere Datei", "Die Datei enthält nichts oder nur Leerzeichen.",
      "Prüfen Sie, ob der Export fehlschlägt, und senden Sie die Datei erneut."
    ),
    sentence: "Die Datei ist leer.")

  static let notXML = CodeEntry(
    .notXML, .error, .sender, [.x12ControlStructure],
    en: (
      "Not XML", "The file is something else than XML: an archive, a table, a text.",
      "Send XML. If the file is packed, unpack it first."
    ),
    de: (
      "Keine XML-Datei", "Die Datei ist kein XML, sondern etwa ein Archiv, eine Tabelle oder ein Text.",
      "Senden Sie XML. Eine gepackte Datei ist vorher zu entpacken."
    ),
    sentence: "Dies ist keine XML-Datei.")

  static let nulBytes = CodeEntry(
    .nulBytes, .error, .sender, [.x12ControlStructure, .edifactCharacter],
    en: (
      "NUL bytes in the file",
      "The file has NUL bytes, which XML cannot contain: a part of it did not arrive, or the export writes them.",
      "Send the file again. If it is the same again, look into the export."
    ),
    de: (
      "Nullbytes in der Datei",
      "Die Datei enthält Nullbytes, die in XML nicht vorkommen dürfen: Ein Teil ist nicht angekommen, oder der Export "
        + "schreibt sie.",
      "Senden Sie die Datei erneut. Tritt der Fehler wieder auf, ist der Export zu prüfen."
    ),
    sentence: "An dieser Stelle stehen Nullbytes, die in XML nicht vorkommen dürfen.")

  static let limitSize = CodeEntry(
    .limitSize, .error, .sender, [.edifactTooLong],
    en: (
      "File too large", "The file is larger than limits: size of the format allows.",
      "Split the file, or have the limit raised."
    ),
    de: (
      "Datei zu groß", "Die Datei ist größer, als die Einstellung limits: size des Formats erlaubt.",
      "Teilen Sie die Datei auf, oder lassen Sie die Grenze anheben."
    ),
    sentence: "Die Datei ist zu groß.")

  static let endedTheProgram = CodeEntry(
    .endedTheProgram, .intake, .error, .operator,
    en: (
      "Reading it ended Kontor",
      "Reading this file ended Kontor more than once, so it is refused without being read any more.",
      "Report it, with the file. Drop the file again after an update, or in smaller parts."
    ),
    de: (
      "Das Lesen hat Kontor beendet",
      "Beim Lesen dieser Datei ist Kontor mehrmals abgebrochen. Sie wird deshalb ungelesen abgewiesen.",
      "Melden Sie den Fall mit der Datei. Legen Sie die Datei nach einer Aktualisierung oder in kleineren Teilen erneut "
        + "in den Eingangsordner."
    ),
    sentence: "Beim Lesen dieser Datei ist Kontor mehrmals abgebrochen. Sie wird nicht mehr gelesen.")

  static let ledgerLost = CodeEntry(
    .ledgerLost, .intake, .error, .operator,
    en: (
      "In hand when the ledger was lost",
      "The file was in hand when the ledger was lost. Its documents may have been sent or not.",
      "Ask the receiver. If the documents are missing there, drop the file again."
    ),
    de: (
      "In Arbeit, als das Journal verloren ging",
      "Die Datei war in Arbeit, als Kontors Journal verloren ging. Ihre Dokumente wurden vielleicht schon gesendet.",
      "Fragen Sie beim Empfänger nach. Fehlen die Dokumente dort, legen Sie die Datei erneut in den Eingangsordner."
    ),
    sentence: "Die Datei war in Arbeit, als das Journal verloren ging. Ob ihre Dokumente gesendet wurden, ist ungewiss."
  )
}
