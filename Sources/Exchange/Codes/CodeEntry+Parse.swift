import XMLEngine

// Codes of files that cannot be read to their end.
extension CodeEntry {
  static let cutOff = CodeEntry(
    .cutOff, .error, .sender, [.x12ControlStructure],
    en: (
      "File cut off", "The file ends in the middle, and the time for the rest to arrive is over.",
      "Send the file again. It should be written under another name and renamed when it is whole."
    ),
    de: (
      "Datei abgeschnitten", "Die Datei bricht mittendrin ab, und die Frist für den Rest ist abgelaufen.",
      "Senden Sie die Datei erneut. Sie sollte unter einem anderen Namen geschrieben und erst vollständig umbenannt werden."
    ),
    sentence: "Die Datei bricht hier ab.")

  static let encoding = CodeEntry(
    .encoding, .error, .sender, [.edifactCharacter, .x12Character],
    en: (
      "Wrong character encoding",
      "The bytes of the file are not in the encoding that it declares, or that encoding is not accepted.",
      "Declare the true encoding: UTF-8, UTF-16 with a byte order mark, US-ASCII, ISO-8859-1, ISO-8859-15 or "
        + "windows-1252. If the sender cannot, set encoding for the system."
    ),
    de: (
      "Falsche Zeichenkodierung",
      "Die Datei ist nicht in der Zeichenkodierung geschrieben, die sie angibt, oder diese Kodierung wird nicht angenommen.",
      "Geben Sie die wirkliche Kodierung an: UTF-8, UTF-16 mit Byte-Order-Mark, US-ASCII, ISO-8859-1, ISO-8859-15 oder "
        + "windows-1252. Kann der Absender das nicht, setzen Sie encoding für das System."
    ),
    sentence: "Die Zeichenkodierung der Datei stimmt nicht.")

  static let doctype = CodeEntry(
    .doctype, .error, .sender, [.x12ControlStructure],
    en: (
      "DOCTYPE in the file", "The file has a DOCTYPE, which is never accepted because it can bring in foreign content.",
      "Leave the DOCTYPE out, and write entities as the characters they stand for."
    ),
    de: (
      "DOCTYPE in der Datei",
      "Die Datei enthält eine DOCTYPE-Angabe. Sie wird nie angenommen, weil sie fremde Inhalte einbinden kann.",
      "Lassen Sie DOCTYPE weg, und schreiben Sie statt Entitäten die Zeichen, für die sie stehen."
    ),
    sentence: "Die Datei enthält eine DOCTYPE-Angabe, die nicht erlaubt ist.")

  static let notWellFormed = CodeEntry(
    .notWellFormed, .error, .sender, [.x12ControlStructure],
    en: (
      "Not well-formed", "The file breaks the rules of XML itself: a wrong end tag, a bare & or <.",
      "Mend the place. If the export wrote it so, mend the export."
    ),
    de: (
      "Kein wohlgeformtes XML", "Die Datei verletzt die Regeln von XML: ein falsches End-Tag, ein einzelnes & oder <.",
      "Berichtigen Sie die Stelle. Hat der Export sie so geschrieben, ist der Export zu berichtigen."
    ),
    sentence: "An dieser Stelle ist die Datei kein wohlgeformtes XML.")

  static let limitDepth = CodeEntry(
    .limitDepth, .error, .sender, [.edifactConstituents],
    en: (
      "Nested too deeply", "Elements are nested deeper than limits: depth of the format allows.",
      "Mend the export, or have the limit raised."
    ),
    de: (
      "Zu tief verschachtelt", "Elemente sind tiefer verschachtelt, als die Einstellung limits: depth erlaubt.",
      "Berichtigen Sie den Export, oder lassen Sie die Grenze anheben."
    ),
    sentence: "Die Elemente sind zu tief verschachtelt.")

  static let limitAttributes = CodeEntry(
    .limitAttributes, .error, .sender, [.edifactConstituents, .x12ElementsTooMany],
    en: (
      "Too many attributes", "An element has more attributes than limits: attributes of the format allows.",
      "Mend the export, or have the limit raised."
    ),
    de: (
      "Zu viele Attribute", "Ein Element hat mehr Attribute, als die Einstellung limits: attributes erlaubt.",
      "Berichtigen Sie den Export, oder lassen Sie die Grenze anheben."
    ),
    sentence: "Ein Element hat zu viele Attribute.")

  static let limitTag = CodeEntry(
    .limitTag, .error, .sender, [.edifactTooLong, .x12ElementTooLong],
    en: (
      "Tag too long", "One tag is longer than limits: tag of the format allows.",
      "Mend the export, or have the limit raised."
    ),
    de: (
      "Tag zu lang", "Ein einzelnes Tag ist länger, als die Einstellung limits: tag erlaubt.",
      "Berichtigen Sie den Export, oder lassen Sie die Grenze anheben."
    ),
    sentence: "Ein Tag ist zu lang.")

  static let limitText = CodeEntry(
    .limitText, .error, .sender, [.edifactTooLong, .x12ElementTooLong],
    en: (
      "Text too long", "The text between two tags is longer than 10 MB.",
      "Split the text, or leave it out of the exchange."
    ),
    de: (
      "Text zu lang", "Der Text zwischen zwei Tags ist länger als 10 MB.",
      "Teilen Sie den Text auf, oder lassen Sie ihn weg."
    ),
    sentence: "Ein Text ist zu lang.")

  static let limitRecord = CodeEntry(
    .limitRecord, .error, .sender, [.edifactTooLong, .x12ElementTooLong],
    en: (
      "Record too large", "One record is larger than 64 MiB, or has more than 200,000 elements and attributes.",
      "Split the record. Where the whole file is one record, write several files."
    ),
    de: (
      "Datensatz zu groß", "Ein Datensatz ist größer als 64 MiB oder hat mehr als 200.000 Elemente und Attribute.",
      "Teilen Sie den Datensatz auf. Ist die ganze Datei ein Datensatz, schreiben Sie mehrere Dateien."
    ),
    sentence: "Der Datensatz ist zu groß.")

  static let limitEnvelope = CodeEntry(
    .limitEnvelope, .error, .sender, [.edifactTooLong],
    en: (
      "Envelope too large",
      "What stands around the records has more than 2,000 elements and attributes, or more than 256 KiB.",
      "Mend the export. The envelope is no place for data."
    ),
    de: (
      "Rahmen der Datei zu groß",
      "Was um die Datensätze herum steht, hat mehr als 2.000 Elemente und Attribute oder mehr als 256 KiB.",
      "Berichtigen Sie den Export. Daten gehören in die Datensätze."
    ),
    sentence: "Um die Datensätze herum steht zu viel.")

  static let limitNamespaces = CodeEntry(
    .limitNamespaces, .error, .sender, [.edifactConstituents],
    en: (
      "Too many namespaces", "More than 1,000 namespace declarations are in force at one place.",
      "Mend the export."
    ),
    de: (
      "Zu viele Namensräume", "An einer Stelle gelten mehr als 1.000 Namensraum-Angaben.",
      "Berichtigen Sie den Export."
    ),
    sentence: "Hier gelten zu viele Namensraum-Angaben.")

  static let limitMisplaced = CodeEntry(
    .limitMisplaced, .error, .sender, [.edifactPosition, .x12SegmentUnexpected],
    en: (
      "Too many misplaced elements",
      "More than 10,000 elements outside of records stand where they may not, or so many others stand beside them that "
        + "the rest cannot be judged.",
      "Mend the export."
    ),
    de: (
      "Zu viele Elemente an falscher Stelle",
      "Mehr als 10.000 Elemente außerhalb der Datensätze stehen, wo sie nicht stehen dürfen, oder es sind so viele, dass "
        + "der Rest nicht beurteilt werden kann.",
      "Berichtigen Sie den Export."
    ),
    sentence: "Zu viele Elemente stehen außerhalb der Datensätze.")
}
