import DropFolder
package import Exchange
import XMLEngine

/// Judges what was rejected by the schemas and mappings of today, without any effect.
package final class AttemptTrial {
  package struct Answer {
    package let subject: OpenSubject
    /// Nil where there is nothing to judge.
    package var result: DryRun.Result?
    /// The first thing that is still wrong.
    package var first: Issue?
    /// Why there is nothing to judge.
    package var trouble: String?

    package var passes: Bool { result?.isValid ?? false }
  }

  private let configuration: Configuration
  private let ledger: any Ledger
  /// By sender: compiling schemas and mappings takes longer than judging a small file.
  private var trials: [String: FileTrial] = [:]

  private let catalogue: FormatCatalogue?

  /// - Parameter catalogue: what is compiled already; nil compiles it when something is judged.
  package init(_ configuration: Configuration, _ ledger: any Ledger, catalogue: FormatCatalogue? = nil) {
    self.configuration = configuration
    self.ledger = ledger
    self.catalogue = catalogue
  }

  package func judge(_ subject: OpenSubject) throws -> Answer {
    var answer = Answer(subject: subject)
    guard subject.isOpen else {
      answer.trouble = "nothing of it is to be put right"
      return answer
    }
    do {
      let file = try content(of: subject)
      if try wasChanged(subject) {
        answer.trouble =
          "\(file.name) is not as it was rejected; hand it in with kontor edit --file, or drop it into the inbox"
        return answer
      }
      answer.result = try trial(for: subject.interchange.sender).run(file, depth: .whole) { issue in
        if issue.severity == .error, answer.first == nil { answer.first = issue }
      }.result
    } catch {
      // One file that is gone does not keep the others from being judged.
      guard let failure = Failure(error), failure.outcome == .noInput else { throw error }
      answer.trouble = failure.message
    }
    return answer
  }

  /// A rejected file that somebody changed where it lies is not what was rejected.
  private func wasChanged(_ subject: OpenSubject) throws -> Bool {
    let interchange = subject.interchange
    if interchange.verdict == .partiallyAccepted {
      let trial = try trial(for: interchange.sender)
      guard let formats = trial.formats, let sender = trial.sender else { return false }
      let filed = try RejectedContent(configuration).open(interchange, subject.rejection)
      let open = try openRecords(of: interchange, subject.rejection, formats, sender)
      return try !RejectFile.records(of: open.source(), standIn: filed.source(), formats: formats, sender: sender)
    }
    guard interchange.verdict == .rejected, let place = interchange.place,
      let found = try RejectedFolder(configuration, of: interchange.sender).find(place)
    else { return false }
    return try found.folder.digest(ifPresent: found.name)?.sha256 != interchange.sha256
  }

  private func openRecords(
    of interchange: Interchange, _ rejection: Rejection?, _ formats: SentFormats, _ sender: System
  ) throws -> InputFile {
    let name = Places(configuration: configuration).rejectedFile(of: interchange, rejection) ?? interchange.id.text
    return try OpenRecords(interchange: interchange, formats: formats, sender: sender, ledger: ledger)
      .file(from: RejectedContent(configuration).openWhole(interchange, rejection), name: name)
  }

  /// What of a file is to be tried again.
  package func content(of subject: OpenSubject) throws -> InputFile {
    let interchange = subject.interchange
    let content = RejectedContent(configuration)
    guard interchange.verdict == .partiallyAccepted, let rejection = subject.rejection, rejection.open < rejection.count
    else {
      return try content.open(interchange, subject.rejection)
    }
    let trial = try trial(for: interchange.sender)
    guard let formats = trial.formats, let sender = trial.sender else {
      return try content.open(interchange, subject.rejection)
    }
    return try openRecords(of: interchange, rejection, formats, sender)
  }

  package func trial(for sender: String) throws -> FileTrial {
    if let trial = trials[sender] { return trial }
    guard let system = configuration.system(named: sender) else {
      throw Failure(
        .configuration, "the configuration has no system \(sender) any more, so its files cannot be judged; put it back"
      )
    }
    let trial =
      try catalogue.map { FileTrial(configuration, $0, sender: system) }
      ?? FileTrial(configuration, formatName: nil, sender: system)
    trials[sender] = trial
    return trial
  }
}
