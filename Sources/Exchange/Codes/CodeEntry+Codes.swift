// Codes of codes that stand in no list, and of what the mapping makes of a record.
extension CodeEntry {
  static let codeUnknown = CodeEntry(
    .codeUnknown, .codeList, .error, .sender, [.x12CodeValue, .edifactValue],
    en: (
      "Unknown code", "A code stands in no list, such as “Deutschland” or “EURO”, or a stage is none.",
      "Write the code that is expected; the report often names the right one."
    ),
    de: (
      "Unbekannter Code",
      "Ein Code steht in keiner Liste, etwa „Deutschland“ oder „EURO“, oder eine Stufe gibt es nicht.",
      "Tragen Sie den erwarteten Code ein; oft ist der richtige genannt."
    ),
    sentence: "Der Code[ „{value}“][ im Element „{element}“] ist nicht bekannt.")

  static let codeUntranslatable = CodeEntry(
    .codeUntranslatable, .codeList, .error, .sender, [.x12CodeValue, .edifactValue],
    en: (
      "Code without a translation", "The configuration of a format has no other code for this one.",
      "Write one of the codes that are expected, or add this one to codes of the format."
    ),
    de: (
      "Code ohne Entsprechung", "In den Einstellungen des Formats ist für diesen Code kein anderer hinterlegt.",
      "Tragen Sie einen der erwarteten Codes ein, oder ergänzen Sie diesen Code in den Einstellungen unter codes."
    ),
    sentence: "Für den Code[ „{value}“][ im Element „{element}“] gibt es keine Entsprechung.")

  static let notCanonical = CodeEntry(
    .notCanonical, .mapping, .error, .mapping, [.edifactAgreement, .x12SetUnsupported],
    en: (
      "No record came out of the mapping",
      "The stylesheet that reads this format made nothing of the record, or something that is no record.",
      "Mend the stylesheet, then reprocess the file."
    ),
    de: (
      "Die Umsetzung ergab keinen Datensatz",
      "Das Stylesheet, mit dem dieses Format gelesen wird, hat nichts oder keinen gültigen Datensatz ergeben.",
      "Berichtigen Sie das Stylesheet, und verarbeiten Sie die Datei danach erneut."
    ),
    sentence: "Die Umsetzung hat aus diesem Datensatz nichts Verwertbares gemacht.")

  static let mappingNote = CodeEntry(
    .mappingNote, .mapping, .warning, .sender,
    en: (
      "The mapping says something",
      "The stylesheet that reads the record says something of it in its own words and goes on.",
      "See the sentence. What it leaves out was not taken; put it right, and export it again."
    ),
    de: (
      "Hinweis der Umsetzung",
      "Das Stylesheet, das den Datensatz liest, sagt etwas zu ihm mit eigenen Worten und verarbeitet ihn weiter.",
      "Beachten Sie die technische Angabe. Was danach ausgelassen wurde, ist nicht übernommen; berichtigen Sie es, und "
        + "exportieren Sie es erneut."
    ),
    sentence: "Die Umsetzung gibt zu diesem Datensatz einen Hinweis.")

  static let mappingFailed = CodeEntry(
    .mappingFailed, .mapping, .error, .mapping,
    en: (
      "Refused by the mapping", "A stylesheet refuses the record in its own words, or ran into a limit.",
      "See the sentence. Put right what it names in the record; if the stylesheet is wrong, mend it and reprocess the file."
    ),
    de: (
      "Von der Umsetzung abgelehnt",
      "Ein Stylesheet lehnt den Datensatz mit eigenen Worten ab oder hat eine Grenze überschritten.",
      "Beachten Sie die technische Angabe. Berichtigen Sie im Datensatz, was dort genannt ist; ist das Stylesheet falsch, "
        + "berichtigen Sie es, und verarbeiten Sie die Datei erneut."
    ),
    sentence: "Die Umsetzung lehnt diesen Datensatz ab.")

  static let mappingInvalid = CodeEntry(
    .mappingInvalid, .mapping, .error, .mapping,
    en: (
      "The mapping made an invalid document",
      "A stylesheet, or the codes of a format, made something that the schema behind it refuses. Nothing was sent.",
      "Mend the stylesheet, the codes or the schema, then reprocess the file."
    ),
    de: (
      "Die Umsetzung ergab ein ungültiges Dokument",
      "Ein Stylesheet oder die Codes eines Formats ergaben etwas, das dem Schema widerspricht. Es wurde nichts gesendet.",
      "Berichtigen Sie Stylesheet, Codes oder Schema, und verarbeiten Sie die Datei danach erneut."
    ),
    sentence:
      "Die Umsetzung hat ein ungültiges Dokument ergeben[: „{value}“ ist dort nicht erlaubt]."
      + " Der Fehler liegt nicht in der Datei.")

  static let refusedWithFile = CodeEntry(
    .refusedWithFile, .delivery, .error, .nobody,
    en: (
      "Refused with the file",
      "This record is right, but another one of the file is not, and the flow accepts whole files only.",
      "Put the other record right. This one needs nothing."
    ),
    de: (
      "Mit der Datei abgewiesen",
      "Dieser Datensatz ist in Ordnung, ein anderer der Datei aber nicht, und vereinbart sind nur vollständige Dateien.",
      "Berichtigen Sie den anderen Datensatz. An diesem ist nichts zu tun."
    ),
    sentence:
      "Dieser Datensatz ist in Ordnung, ein anderer der Datei aber nicht; angenommen werden nur vollständige Dateien.")
}
