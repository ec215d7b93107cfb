// Codes of decisions that cannot be carried out.
extension CodeEntry {
  static let decisionUnfit = CodeEntry(
    .decisionUnfit, .delivery, .error, .operator,
    en: (
      "Decision fits nothing", "A decision names no field, no system or no record that it could be about.",
      "See what is expected, and decide again."
    ),
    de: (
      "Entscheidung passt nicht",
      "Eine Entscheidung nennt kein Feld, kein System oder keinen Datensatz, zu dem sie passt.",
      "Beachten Sie, was erwartet wird, und entscheiden Sie erneut."
    ),
    sentence: "Die Entscheidung passt zu nichts[: „{value}“].")

  static let conflictGone = CodeEntry(
    .conflictGone, .delivery, .error, .operator,
    en: (
      "Conflict has ended", "A decision is about a conflict that has ended meanwhile.",
      "Nothing needs to be done. If the value that holds is wrong, put it right with kontor resolve."
    ),
    de: (
      "Widerspruch besteht nicht mehr", "Die Entscheidung betrifft einen Widerspruch, der inzwischen beendet ist.",
      "Es ist nichts zu tun. Ist der geltende Wert falsch, berichtigen Sie ihn mit kontor resolve."
    ),
    sentence: "Dieser Widerspruch[ („{value}“)] besteht nicht mehr.")

  static let holdGone = CodeEntry(
    .holdGone, .delivery, .error, .operator,
    en: (
      "Waits no more", "A decision is about a record that waits no more.",
      "Nothing needs to be done; kontor held lists what waits."
    ),
    de: (
      "Wartet nicht mehr", "Die Entscheidung betrifft einen Datensatz, der nicht mehr wartet.",
      "Es ist nichts zu tun; kontor held zeigt, was wartet."
    ),
    sentence: "Der Datensatz[ „{value}“] wartet nicht mehr.")

  static let nothingToSend = CodeEntry(
    .nothingToSend, .delivery, .error, .configuration,
    en: (
      "Nothing to send", "A transfer of what no flow takes there, or of which something required is not known.",
      "Add a flow, or wait until its owner has told what is missing."
    ),
    de: (
      "Nichts zu senden",
      "Es soll etwas übertragen werden, wofür dorthin kein Datenfluss besteht, oder es ist noch nicht alles Nötige bekannt.",
      "Ergänzen Sie einen Datenfluss, oder warten Sie, bis das zuständige System das Fehlende mitgeteilt hat."
    ),
    sentence: "Zu[ „{value}“] gibt es dorthin nichts zu senden.")

  static let newerSent = CodeEntry(
    .newerSent, .delivery, .error, .operator,
    en: (
      "A newer document went since",
      "The document is not sent again, because a newer one about the same record went to that system since. The older one "
        + "would undo the newer one.",
      "If the receiver lacks the present state, send that with kontor transfer."
    ),
    de: (
      "Ein neueres Dokument wurde gesendet",
      "Das Dokument wird nicht erneut gesendet, weil seither ein neueres zu demselben Datensatz an dieses System ging. Das "
        + "ältere würde das neuere rückgängig machen.",
      "Fehlt dem Empfänger der aktuelle Stand, senden Sie ihn mit kontor transfer."
    ),
    sentence: "Zu[ „{value}“] wurde inzwischen ein neueres Dokument gesendet; das ältere wird nicht wiederholt.")

  static let notRejected = CodeEntry(
    .notRejected, .delivery, .error, .operator,
    en: (
      "Nothing is open there",
      "A decision wants to reprocess or discard a file of which nothing is rejected, or all is put right.",
      "Nothing needs to be done; kontor show tells how the file stands."
    ),
    de: (
      "Dort ist nichts offen",
      "Eine Datei soll erneut verarbeitet oder verworfen werden, von der nichts abgewiesen oder alles schon erledigt "
        + "ist.",
      "Es ist nichts zu tun; kontor show zeigt den Stand der Datei."
    ),
    sentence: "An dieser Datei[ ({value})] ist nichts offen.")

  static let attemptOutdated = CodeEntry(
    .attemptOutdated, .delivery, .error, .operator,
    en: (
      "Somebody was first",
      "Somebody else handed in a newer attempt meanwhile, so this one, which rests on an older state, is not used.",
      "Look at the newer attempt with kontor show, and start from that."
    ),
    de: (
      "Jemand war schneller",
      "Inzwischen hat jemand anderes einen neueren Versuch eingereicht. Dieser beruht auf einem älteren Stand und wird nicht "
        + "verwendet.",
      "Sehen Sie sich den neueren Versuch mit kontor show an, und gehen Sie von ihm aus."
    ),
    sentence: "Inzwischen gibt es einen neueren Versuch[ ({expected})]; dieser wird nicht verwendet.")

  static let fileGone = CodeEntry(
    .fileGone, .delivery, .error, .operator,
    en: (
      "Rejected file is gone", "The rejected file is missing from its folder, or it was changed where it lies.",
      "If it was put right there, drop it into the inbox, where it is recognised. Otherwise put it back from a backup."
    ),
    de: (
      "Abgewiesene Datei fehlt",
      "Die abgewiesene Datei fehlt in ihrem Ordner, oder sie wurde dort geändert.",
      "Wurde sie dort berichtigt, so legen Sie sie in den Eingangsordner, wo sie erkannt wird. Sonst stellen Sie sie aus "
        + "einer Sicherung wieder her."
    ),
    sentence: "Die abgewiesene Datei[ von „{value}“] fehlt oder wurde dort geändert, wo sie liegt.")

  static let documentGone = CodeEntry(
    .documentGone, .delivery, .error, .operator,
    en: (
      "Copy of the document is gone", "The copy of a document is missing, or it is not what was sent.",
      "Look after the archive with kontor verify. kontor transfer sends the present state instead."
    ),
    de: (
      "Kopie des Dokuments fehlt", "Die Kopie eines Dokuments fehlt oder ist nicht das, was gesendet wurde.",
      "Prüfen Sie das Archiv mit kontor verify. kontor transfer sendet stattdessen den aktuellen Stand."
    ),
    sentence: "Die Kopie des Dokuments[ „{value}“] fehlt oder ist nicht das, was gesendet wurde.")

  static let deskOnly = CodeEntry(
    .deskOnly, .delivery, .error, .sender,
    en: (
      "Only from Kontor's own desk",
      "Such a decision is only taken from Kontor's own desk, where people decide, and not from the file of a system.",
      "Decide with the command line of Kontor. The sender should leave such records out."
    ),
    de: (
      "Nur in Kontor selbst zu entscheiden",
      "Eine solche Entscheidung wird nur in Kontor selbst getroffen und nicht aus der Datei eines Systems übernommen.",
      "Entscheiden Sie über die Befehle von Kontor. Der Absender soll solche Datensätze weglassen."
    ),
    sentence: "Eine solche Entscheidung[ („{value}“)] wird nur in Kontor selbst getroffen.")
}
