// Codes of what a file says of itself.
extension CodeEntry {
  static let recordCount = CodeEntry(
    .recordCount, .envelope, .error, .sender, [.edifactCount, .x12SetCount],
    en: (
      "Wrong number of records",
      "The file announces another number of records than it has, or something that is no number. Records are missing or "
        + "doubled.",
      "Send the whole file again, or put the number right if the records are complete."
    ),
    de: (
      "Falsche Anzahl von Datensätzen",
      "Die Datei kündigt eine andere Anzahl von Datensätzen an, als sie enthält, oder etwas, das keine Zahl ist. Es fehlen "
        + "Datensätze, oder sie sind doppelt.",
      "Senden Sie die vollständige Datei erneut, oder berichtigen Sie die Anzahl, wenn die Datensätze vollständig sind."
    ),
    sentence: "Die angekündigte Anzahl von Datensätzen[ („{value}“)] stimmt nicht[; gelesen wurden {expected}].")

  static let envelopeLate = CodeEntry(
    .envelopeLate, .envelope, .error, .sender, [.edifactPosition, .x12SegmentOrder],
    en: (
      "Said too late", "The control number or the test flag stands behind the records that are judged by it.",
      "Put it ahead of the first record."
    ),
    de: (
      "Angabe kommt zu spät",
      "Die Kontrollnummer oder das Testkennzeichen steht hinter den Datensätzen, für die sie gelten.",
      "Stellen Sie die Angabe vor den ersten Datensatz."
    ),
    sentence: "Eine Angabe zur ganzen Datei steht erst hinter den Datensätzen.")

  static let duplicateControlNumber = CodeEntry(
    .duplicateControlNumber, .envelope, .error, .sender, [.x12Duplicate, .edifactDuplicate],
    en: (
      "Control number used before", "The control number was used before, for other content that was taken.",
      "Give the file a new control number."
    ),
    de: (
      "Kontrollnummer schon verwendet",
      "Die Kontrollnummer wurde schon für einen anderen Inhalt verwendet, der angenommen wurde.",
      "Geben Sie der Datei eine neue Kontrollnummer."
    ),
    sentence: "Die Kontrollnummer[ „{value}“] wurde schon für einen anderen Inhalt verwendet.")

  static let controlNumberGap = CodeEntry(
    .controlNumberGap, .envelope, .warning, .sender,
    en: (
      "Gap in the control numbers", "Numbers between the last control number and this one are missing.",
      "Look for the missing files at the sender."
    ),
    de: (
      "Lücke in den Kontrollnummern", "Zwischen der letzten Kontrollnummer und dieser fehlen Nummern.",
      "Suchen Sie beim Absender nach den fehlenden Dateien."
    ),
    sentence: "Vor der Kontrollnummer[ „{value}“] fehlen Nummern.")

  static let controlNumberLower = CodeEntry(
    .controlNumberLower, .envelope, .warning, .sender,
    en: (
      "Control number went down", "The control number is lower than one that came before.",
      "Send files in their order; look whether the sender's counter was reset."
    ),
    de: (
      "Kontrollnummer kleiner als zuvor", "Die Kontrollnummer ist kleiner als eine, die schon da war.",
      "Senden Sie die Dateien der Reihe nach; prüfen Sie, ob der Zähler des Absenders zurückgesetzt wurde."
    ),
    sentence: "Die Kontrollnummer[ „{value}“] ist kleiner als eine frühere.")

  static let replay = CodeEntry(
    .replay, .envelope, .information, .nobody, [.x12Duplicate, .edifactDuplicate],
    en: (
      "The file came before", "The same content came before and was taken. It has no effect a second time.",
      "Nothing needs to be done."
    ),
    de: (
      "Datei war schon da", "Derselbe Inhalt kam schon und wurde angenommen. Ein zweites Mal bewirkt er nichts.",
      "Es ist nichts zu tun."
    ),
    sentence: "Dies ist eine Wiederholung[ von {value}].")

  static let testFile = CodeEntry(
    .testFile, .envelope, .information, .nobody,
    en: (
      "Test file", "The file is marked as a test: it was judged, and nothing was sent.", "Nothing needs to be done."
    ),
    de: (
      "Testdatei", "Die Datei ist als Test gekennzeichnet: Sie wurde geprüft, und es wurde nichts gesendet.",
      "Es ist nichts zu tun."
    ),
    sentence: "Die Datei ist als Test gekennzeichnet; es wurde nichts gesendet.")

  static let alreadyCorrected = CodeEntry(
    .alreadyCorrected, .envelope, .error, .operator,
    en: (
      "Put right before",
      "The file is to put one right that was put right before, perhaps by somebody else. Nothing of it is used.",
      "Compare the two. If the earlier correction was wrong, send the change under a new control number and name; else "
        + "discard this one."
    ),
    de: (
      "Schon berichtigt",
      "Die Datei soll eine andere berichtigen, die bereits berichtigt wurde, vielleicht von jemand anderem. Nichts aus ihr "
        + "wird verwendet.",
      "Vergleichen Sie beide. War die frühere Berichtigung falsch, senden Sie die Änderung unter neuer Kontrollnummer und "
        + "neuem Namen; sonst verwerfen Sie diese."
    ),
    sentence: "Diese Datei berichtigt eine andere[ ({value})], die bereits berichtigt wurde.")

  static let wrongInbox = CodeEntry(
    .wrongInbox, .envelope, .error, .operator,
    en: (
      "In the inbox of another system",
      "The file is the reject file of another system's file. Nothing of it is used.",
      "Drop it into the inbox of the system from which the rejected file came."
    ),
    de: (
      "Im Eingangsordner eines anderen Systems",
      "Die Datei ist die Fehlerdatei zu einer Datei eines anderen Systems. Nichts aus ihr wird verwendet.",
      "Legen Sie sie in den Eingangsordner des Systems, von dem die abgewiesene Datei kam."
    ),
    sentence: "Diese Datei soll eine Datei[ ({value})] berichtigen, die von einem anderen System kam[: {expected}].")
}
