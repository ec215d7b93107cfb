import XMLEngine

/// What there is to say of one code, wherever it turns up.
package struct CodeEntry: Hashable, Sendable {
  package let code: String
  /// The step that usually finds it.
  package let phase: Issue.Phase
  /// The usual one. Where another is possible, the cause says when.
  package let severity: Issue.Severity
  package let responsible: Responsible
  /// By what codes the EDI standards would tell it. The first one is told in acknowledgements.
  package let standards: [StandardCode]
  package let title: Bilingual
  /// Whole sentences.
  package let cause: Bilingual
  /// Whole sentences.
  package let remedy: Bilingual
  /// What a German report says of one issue of this kind; see ``SentenceTemplate``.
  let german: SentenceTemplate

  /// One language: title, cause, remedy.
  typealias Text = (title: String, cause: String, remedy: String)

  init(
    _ code: Diagnostic.Code, _ severity: Issue.Severity = .error, _ responsible: Responsible = .sender,
    _ standards: [StandardCode] = [], en: Text, de: Text, sentence: String
  ) {
    self.init(code.rawValue, code.phase, severity, responsible, standards, en, de, sentence)
  }

  init(
    _ code: IssueCode, _ phase: Issue.Phase, _ severity: Issue.Severity, _ responsible: Responsible,
    _ standards: [StandardCode] = [], en: Text, de: Text, sentence: String
  ) {
    self.init(code.rawValue, phase, severity, responsible, standards, en, de, sentence)
  }

  private init(
    _ code: String, _ phase: Issue.Phase, _ severity: Issue.Severity, _ responsible: Responsible,
    _ standards: [StandardCode], _ english: Text, _ german: Text, _ sentence: String
  ) {
    self.code = code
    self.phase = phase
    self.severity = severity
    self.responsible = responsible
    self.standards = standards
    title = Bilingual(english.title, german.title)
    cause = Bilingual(english.cause, german.cause)
    remedy = Bilingual(english.remedy, german.remedy)
    self.german = SentenceTemplate(sentence)
  }
}
