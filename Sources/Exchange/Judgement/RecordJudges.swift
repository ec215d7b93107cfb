package import XMLEngine

/// Who judges the records of a sender's files: one judge for each format that they come in.
package final class RecordJudges {
  private let sender: System
  private let formats: SentFormats
  private let catalogue: FormatCatalogue
  private var latest: RecordJudge

  package init(sender: System, formats: SentFormats, catalogue: FormatCatalogue) {
    self.sender = sender
    self.formats = formats
    self.catalogue = catalogue
    latest = RecordJudge(sender: sender, format: formats.first, catalogue: catalogue)
  }

  /// The judge of what a reader of these formats has found.
  package func judge(in reader: RecordReader) -> RecordJudge {
    let format = formats.format(of: reader)
    if latest.format !== format { latest = RecordJudge(sender: sender, format: format, catalogue: catalogue) }
    return latest
  }
}
