import XMLEngine

// Codes of what breaks the rules of the schema.
extension CodeEntry {
  static let rootUnknown = CodeEntry(
    .rootUnknown, .error, .sender, [.edifactAgreement, .x12SetUnsupported],
    en: (
      "Unknown kind of file", "The root element is not the one of the sender's format.",
      "Look whether the file is in the right inbox, and whether it is of the right version."
    ),
    de: (
      "Unbekannte Art von Datei", "Das Wurzelelement ist nicht das des Formats, das dieser Absender verwendet.",
      "Prüfen Sie, ob die Datei im richtigen Eingangsordner liegt und die richtige Version hat."
    ),
    sentence: "Das Wurzelelement[ „{value}“] ist in diesem Format nicht bekannt.")

  static let elementUnexpected = CodeEntry(
    .elementUnexpected, .error, .sender, [.edifactPosition, .x12SegmentUnexpected],
    en: (
      "Element in the wrong place",
      "An element stands where it may not, or a required one before it is missing, or it stands among records and the "
        + "format names no such record.",
      "Put in what is expected, or remove the element. If it should be a record, or be passed over, add it to records or "
        + "ignore of the format."
    ),
    de: (
      "Element an falscher Stelle",
      "Ein Element steht, wo es nicht stehen darf, oder davor fehlt ein vorgeschriebenes, oder es steht zwischen "
        + "Datensätzen und das Format kennt keinen solchen.",
      "Ergänzen Sie, was erwartet wird, oder entfernen Sie das Element. Soll es ein Datensatz sein oder übergangen werden, "
        + "ist es im Format unter records oder ignore einzutragen."
    ),
    sentence: "Das Element[ „{element}“] darf hier nicht stehen.")

  static let elementMissing = CodeEntry(
    .elementMissing, .error, .sender, [.edifactMissing, .x12SegmentMissing],
    en: (
      "Something is missing", "An element ends before all that it requires has come.", "Add what is expected."
    ),
    de: (
      "Angabe fehlt", "Ein Element endet, bevor alles Vorgeschriebene darin stand.", "Ergänzen Sie, was erwartet wird."
    ),
    sentence: "Im Element[ „{element}“] fehlt etwas.")

  static let attributeMissing = CodeEntry(
    .attributeMissing, .error, .sender, [.edifactMissing, .x12ElementMissing],
    en: ("Attribute missing", "A required attribute is missing.", "Add the attribute."),
    de: ("Attribut fehlt", "Ein vorgeschriebenes Attribut fehlt.", "Ergänzen Sie das Attribut."),
    sentence: "Hier fehlt ein Attribut.")

  static let attributeUnexpected = CodeEntry(
    .attributeUnexpected, .error, .sender, [.edifactPosition, .x12ElementsTooMany],
    en: ("Unknown attribute", "The schema does not know this attribute here.", "Remove the attribute."),
    de: ("Unbekanntes Attribut", "Das Schema kennt dieses Attribut hier nicht.", "Entfernen Sie das Attribut."),
    sentence: "Das Attribut[ „{value}“] ist hier nicht erlaubt.")

  static let textUnexpected = CodeEntry(
    .textUnexpected, .error, .sender, [.edifactPosition],
    en: ("Text between elements", "Text stands where only elements may stand.", "Remove the text."),
    de: ("Text zwischen Elementen", "Text steht, wo nur Elemente stehen dürfen.", "Entfernen Sie den Text."),
    sentence: "Im Element[ „{element}“] steht Text, wo nur Elemente stehen dürfen.")

  static let valueInvalid = CodeEntry(
    .valueInvalid, .error, .sender, [.edifactValue, .x12SegmentInError],
    en: (
      "Value not allowed", "A value breaks a rule of the schema: its type, form, length or range, or a list of values.",
      "Write a value of the kind that is expected."
    ),
    de: (
      "Wert nicht erlaubt",
      "Ein Wert verletzt eine Regel des Schemas: Art, Form, Länge oder Bereich, oder eine Liste erlaubter Werte.",
      "Tragen Sie einen Wert der erwarteten Art ein."
    ),
    sentence: "Der Wert[ „{value}“] ist hier nicht erlaubt.")

  static let keyDuplicate = CodeEntry(
    .keyDuplicate, .error, .sender, [.edifactDuplicate],
    en: (
      "Value comes twice", "A value that must be unique comes twice, such as a line number.", "Give each its own."
    ),
    de: (
      "Wert kommt doppelt vor", "Ein Wert, der eindeutig sein muss, kommt doppelt vor, etwa eine Positionsnummer.",
      "Vergeben Sie jeden Wert nur einmal."
    ),
    sentence: "Im Element[ „{element}“] kommt ein Wert doppelt vor, der eindeutig sein muss.")

  static let referenceUnresolved = CodeEntry(
    .referenceUnresolved, .error, .sender,
    en: (
      "Reference leads nowhere", "A reference inside the file leads to nothing in it.",
      "Add what it refers to, or mend the reference."
    ),
    de: (
      "Verweis führt ins Leere", "Ein Verweis innerhalb der Datei führt zu nichts.",
      "Ergänzen Sie, worauf er verweist, oder berichtigen Sie den Verweis."
    ),
    sentence: "Ein Verweis im Element[ „{element}“] führt zu nichts in dieser Datei.")

  static let schemaRule = CodeEntry(
    .schemaRule, .error, .sender,
    en: (
      "Another rule of the schema", "The file breaks a rule of the schema for which there is no code of its own.",
      "See the sentence, which is the validator's own. If the rule is wrong, change the schema."
    ),
    de: (
      "Sonstige Regel des Schemas", "Die Datei verletzt eine Regel des Schemas, für die es keine eigene Kennung gibt.",
      "Beachten Sie die technische Angabe, die wörtlich vom Prüfprogramm stammt. Ist die Regel falsch, ändern Sie das "
        + "Schema."
    ),
    sentence: "Das Element[ „{element}“] verletzt eine Regel des Schemas.")

  static let moreErrors = CodeEntry(
    .moreErrors, .error, .sender,
    en: (
      "More errors than are listed", "The record has more errors than limits: errors-per-record of the format.",
      "Mend the listed ones and send the record again."
    ),
    de: (
      "Weitere Fehler", "Der Datensatz hat mehr Fehler, als die Einstellung limits: errors-per-record aufzählen lässt.",
      "Berichtigen Sie die genannten Fehler, und senden Sie den Datensatz erneut."
    ),
    sentence: "Der Datensatz hat weitere Fehler, die hier nicht aufgezählt sind.")

  static let keyMissing = CodeEntry(
    .keyMissing, .schema, .error, .sender, [.edifactMissing, .x12ElementMissing],
    en: ("Record without a key", "A canonical record has no key, or a blank one.", "Give the record its key."),
    de: (
      "Datensatz ohne Schlüssel", "Der Datensatz hat keinen Schlüssel, oder dieser ist leer.",
      "Tragen Sie den Schlüssel des Datensatzes ein."
    ),
    sentence: "Der Datensatz hat keinen Schlüssel.")
}
