// Codes of what the agreement of the systems makes of a record: nothing is wrong with it in itself.
extension CodeEntry {
  static let noFlow = CodeEntry(
    .noFlow, .delivery, .information, .configuration, [.edifactAgreement, .x12SetUnsupported],
    en: (
      "Nobody is sent this", "No flow takes this kind of record from this sender.",
      "Add it to a flow, or do not export it."
    ),
    de: (
      "Hierfür gibt es keinen Empfänger",
      "Kein vereinbarter Datenfluss nimmt diese Art von Datensatz von diesem Absender.",
      "Nehmen Sie sie in einen Datenfluss auf, oder exportieren Sie sie nicht."
    ),
    sentence: "Für diese Art von Datensatz ist kein Datenfluss vereinbart.")

  static let nothingInIt = CodeEntry(
    .nothingInIt, .mapping, .information, .nobody,
    en: (
      "Nothing for the exchange", "The stylesheet that reads the format found nothing in it that is exchanged.",
      "Nothing needs to be done."
    ),
    de: (
      "Nichts für den Austausch",
      "Das Stylesheet, das das Format liest, hat darin nichts gefunden, was ausgetauscht wird.",
      "Es ist nichts zu tun."
    ),
    sentence: "Die Datei enthält nichts, was ausgetauscht wird.")

  static let stageNotSent = CodeEntry(
    .stageNotSent, .delivery, .information, .nobody,
    en: (
      "Stays here at this stage", "By agreement customers at this stage stay where they are.",
      "Nothing needs to be done."
    ),
    de: (
      "Wird auf dieser Stufe nicht gesendet", "Kunden auf dieser Stufe bleiben nach Vereinbarung, wo sie sind.",
      "Es ist nichts zu tun."
    ),
    sentence: "Kunden auf der Stufe[ „{value}“] werden nach Vereinbarung nicht gesendet.")

  static let keptOwnerValue = CodeEntry(
    .keptOwnerValue, .delivery, .information, .sender,
    en: (
      "Another system has the last word",
      "Another system has the last word on the fields that are named, and its values stay. Of a customer the sender is "
        + "sent them. Of an order it is a warning.",
      "Make the change in the system that has the last word."
    ),
    de: (
      "Ein anderes System entscheidet",
      "Über die genannten Felder entscheidet ein anderes System, und dessen Werte bleiben bestehen. Bei einem Kunden "
        + "erhält der Absender diese Werte. Bei einem Auftrag ist dies eine Warnung.",
      "Nehmen Sie die Änderung in dem System vor, das darüber entscheidet."
    ),
    sentence: "Über diese Felder entscheidet ein anderes System; dessen Werte bleiben bestehen.")

  static let conflict = CodeEntry(
    .conflict, .delivery, .warning, .operator,
    en: (
      "Both sides changed it",
      "Both sides changed the fields that are named. As a warning: a person has to decide, and until then each system "
        + "keeps its own value. As an information: the agreement settled it.",
      "kontor conflicts lists what is to be decided; kontor resolve decides it."
    ),
    de: (
      "Beide Seiten haben geändert",
      "Beide Seiten haben die genannten Felder geändert. Als Warnung: Jemand muss entscheiden, bis dahin behält jedes "
        + "System seinen Wert. Als Hinweis: Die Vereinbarung hat es entschieden.",
      "kontor conflicts zeigt, was zu entscheiden ist; kontor resolve entscheidet."
    ),
    sentence: "Beide Seiten haben dieselben Felder geändert.")

  static let late = CodeEntry(
    .late, .delivery, .information, .nobody,
    en: (
      "Older than what is known", "The same system sent a newer version before.", "Nothing needs to be done."
    ),
    de: (
      "Älter als der bekannte Stand", "Dasselbe System hat schon eine neuere Fassung gesendet.", "Es ist nichts zu tun."
    ),
    sentence: "Eine neuere Fassung ist schon bekannt; diese ist überholt.")

  static let held = CodeEntry(
    .held, .delivery, .information, .nobody,
    en: (
      "Waits, or waited", "The record waits already, or waits no longer; the sentence says which.",
      "Nothing needs to be done."
    ),
    de: (
      "Wartet oder hat gewartet", "Der Datensatz wartet bereits oder wartet nicht mehr.", "Es ist nichts zu tun."
    ),
    sentence: "Der Datensatz wartet bereits oder wartet nicht mehr.")

  static let referenceUnknown = CodeEntry(
    .referenceUnknown, .delivery, .warning, .sender,
    en: (
      "Refers to something unknown",
      "What the record refers to is not known yet. As a warning: the record waits for it. As an error: by agreement it "
        + "does not wait, or a decision names something unknown.",
      "Send what is missing, first or together with the record, or put the key right. A record that waits follows by "
        + "itself."
    ),
    de: (
      "Verweist auf etwas Unbekanntes",
      "Worauf der Datensatz verweist, ist noch nicht bekannt. Als Warnung: Der Datensatz wartet darauf. Als Fehler: Er "
        + "wartet nach Vereinbarung nicht, oder eine Entscheidung nennt etwas Unbekanntes.",
      "Senden Sie das Fehlende vorher oder zusammen mit dem Datensatz, oder berichtigen Sie den Schlüssel. Ein wartender "
        + "Datensatz folgt von selbst."
    ),
    sentence: "Der Datensatz verweist auf etwas, das nicht bekannt ist[: „{value}“].")

  static let referenceCycle = CodeEntry(
    .referenceCycle, .delivery, .error, .sender,
    en: (
      "Records wait for each other", "The record would close a circle of records that wait for each other for ever.",
      "Put one of the references right."
    ),
    de: (
      "Datensätze warten aufeinander",
      "Der Datensatz würde einen Kreis von Datensätzen schließen, die ewig aufeinander "
        + "warten.", "Berichtigen Sie einen der Verweise."
    ),
    sentence: "Diese Datensätze warten aufeinander[, auch „{value}“]; keiner könnte je gesendet werden.")

  static let dataMissing = CodeEntry(
    .dataMissing, .delivery, .warning, .sender,
    en: (
      "Data for the receiver are missing",
      "A customer lacks what the receiver needs, or cannot be mapped. Its order waits; the customer itself is taken and "
        + "not sent.",
      "Complete the customer in the CRM and export it again."
    ),
    de: (
      "Angaben für den Empfänger fehlen",
      "Einem Kunden fehlt, was der Empfänger braucht, oder er lässt sich nicht umsetzen. Sein Auftrag wartet; der Kunde "
        + "selbst wird übernommen und nicht gesendet.",
      "Ergänzen Sie den Kunden im CRM, und exportieren Sie ihn erneut."
    ),
    sentence: "Dem Kunden fehlen Angaben, die der Empfänger braucht[: {expected}].")

  static let numberAwaited = CodeEntry(
    .numberAwaited, .delivery, .warning, .nobody,
    en: (
      "Waits for the customer's number", "The record waits until its customer has its number from the ERP.",
      "Nothing needs to be done. If it takes long, look after the import of the ERP."
    ),
    de: (
      "Wartet auf die Kundennummer", "Der Datensatz wartet, bis sein Kunde vom ERP eine Nummer hat.",
      "Es ist nichts zu tun. Dauert es lange, prüfen Sie den Import im ERP."
    ),
    sentence: "Der Datensatz wartet, bis der Kunde seine Nummer hat.")

  static let possibleDuplicate = CodeEntry(
    .possibleDuplicate, .delivery, .warning, .operator,
    en: (
      "Perhaps known already", "The customer may be one who is known; the sentence says by what.",
      "Decide with kontor resolve: --link if it is the same, --separate if it is somebody else."
    ),
    de: (
      "Vielleicht schon bekannt", "Der Kunde ist vielleicht einer, der schon bekannt ist.",
      "Entscheiden Sie mit kontor resolve: --link, wenn es derselbe ist, --separate, wenn es ein anderer ist."
    ),
    sentence: "Dieser Kunde ist vielleicht schon bekannt.")

  static let alias = CodeEntry(
    .alias, .delivery, .information, .sender,
    en: (
      "Second record of a customer",
      "A person said that it is a second record of another customer. Nothing is taken of it.",
      "Merge the two in the system that sent it."
    ),
    de: (
      "Zweiter Datensatz eines Kunden",
      "Jemand hat entschieden, dass dies ein zweiter Datensatz eines anderen Kunden ist. Es wird nichts daraus übernommen.",
      "Führen Sie beide in dem System zusammen, das ihn gesendet hat."
    ),
    sentence: "Dies ist ein zweiter Datensatz eines anderen Kunden[: „{value}“]; es wird nichts daraus übernommen.")

  static let keyOfAnother = CodeEntry(
    .keyOfAnother, .delivery, .error, .sender,
    en: (
      "Key of another",
      "Its key, or a key that it refers to, belongs to somebody else. Nothing of the record was taken.",
      "Put the key right."
    ),
    de: (
      "Schlüssel gehört zu etwas anderem",
      "Der Schlüssel oder ein Schlüssel, auf den verwiesen wird, gehört zu etwas anderem. Es wurde nichts übernommen.",
      "Berichtigen Sie den Schlüssel."
    ),
    sentence: "Der Schlüssel[ „{value}“] gehört zu etwas anderem.")

  static let deleted = CodeEntry(
    .deleted, .delivery, .information, .nobody,
    en: (
      "Deleted by the sender", "The sender deleted it; the sentence says what that means by agreement.",
      "Nothing needs to be done."
    ),
    de: (
      "Vom Absender gelöscht", "Der Absender hat es gelöscht; was daraus folgt, ist vereinbart.",
      "Es ist nichts zu tun."
    ),
    sentence: "Der Absender hat dies gelöscht.")

  static let documentUnknown = CodeEntry(
    .documentUnknown, .delivery, .error, .sender,
    en: (
      "Answer to nothing", "A confirmation names a document or a key that was never sent there. Nothing was changed.",
      "Put DocumentId or Key in the confirmation right."
    ),
    de: (
      "Antwort ohne Bezug",
      "Eine Rückmeldung nennt ein Dokument oder einen Schlüssel, der nie dorthin gesendet wurde. Es wurde nichts geändert.",
      "Berichtigen Sie DocumentId oder Key in der Rückmeldung."
    ),
    sentence: "Die Rückmeldung bezieht sich auf etwas, das nie gesendet wurde[: „{value}“].")

  static let refusedByReceiver = CodeEntry(
    .refusedByReceiver, .delivery, .error, .sender,
    en: (
      "Refused by the receiver",
      "The other system refused the record, in its own words. As a warning: it refused the customer, and the order waits.",
      "Put the record or the customer right and send it again; an order that waits follows by itself."
    ),
    de: (
      "Vom Empfänger abgelehnt",
      "Das andere System hat den Datensatz mit eigenen Worten abgelehnt. Als Warnung: Es hat den Kunden abgelehnt, und der "
        + "Auftrag wartet.",
      "Berichtigen Sie den Datensatz oder den Kunden, und senden Sie ihn erneut; ein wartender Auftrag folgt von selbst."
    ),
    sentence: "Das empfangende System hat dies abgelehnt.")

  static let discarded = CodeEntry(
    .discarded, .delivery, .error, .operator,
    en: (
      "Discarded", "The record waited, and a person ended that, or its time was over.",
      "Send it again if it is still wanted."
    ),
    de: (
      "Verworfen", "Der Datensatz hat gewartet, und jemand hat das beendet, oder die Frist ist abgelaufen.",
      "Senden Sie ihn erneut, wenn er noch gebraucht wird."
    ),
    sentence: "Der wartende Datensatz wurde verworfen.")
}
