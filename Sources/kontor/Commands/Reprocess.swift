import ArgumentParser
import Exchange
import LedgerSQLite
import Operations

struct Reprocess: Action {
  static let configuration = CommandConfiguration(
    abstract: "Try rejected files again, by the schemas and mappings of today.",
    discussion: """
      For when the fault was not in the file: mend the schema, the mapping or the code table, then let the files go the \
      whole way again, each as a further attempt. Of a file that passed in part only the rejected records are tried. What \
      was sent before is never sent again by this, and nothing that came since is overwritten.

        kontor reprocess 01KAVB0QZ3
        kontor reprocess --where "system=crm code=code-unknown" --dry-run
        kontor reprocess --where "system=crm code=code-unknown" --yes --reason "unit BX is in the code table now"

      Any part of the id or of the file name will do that only one file has; where a newer attempt took its place, that one \
      is meant. --where takes what kontor rejected lists. With it, or with several files, it says how many there are, and \
      asks; without a terminal --yes is needed. With --dry-run each file is only judged, and nothing is remembered.

      Exits with 1 if something was rejected or held again.
      """)

  @OptionGroup var files: OpenSubjectOptions

  @Flag(help: "Only judge what would pass today, without any effect.")
  var dryRun = false

  @OptionGroup var decision: DecisionOptions
  @OptionGroup var shared: SharedOptions

  func perform(_ session: Session) throws -> Outcome {
    let configuration = try session.checkedConfiguration()
    let subjects: [OpenSubject]
    do {
      let ledger = try session.ledger(of: configuration, for: .reading)
      subjects = try files.subjects(session, configuration, ledger)
      if dryRun { return try tryOut(subjects, session, AttemptTrial(configuration, ledger)) }
      if !subjects.isEmpty, try !files.consent(session, to: "reprocess", subjects, ledger) { return .done }
    }
    let decisions = subjects.map { $0.decision(.reprocess, decision) }
    let desk = try DeskWork(session)
    let result = try desk.carry(decisions) { done in
      session.err.progress("\(Phrase.number(done)) of \(Phrase.number(subjects.count)) …")
    }
    session.err.endProgress()
    let ledger = try session.ledger(of: configuration, for: .reading)
    return try AttemptsText(session, configuration, ledger).tell(result, of: subjects, decisions, json: shared.json)
  }

  private func tryOut(_ subjects: [OpenSubject], _ session: Session, _ trial: AttemptTrial) throws -> Outcome {
    var answers: [AttemptTrial.Answer] = []
    for (number, subject) in subjects.enumerated() {
      session.err.progress("judging \(Phrase.number(number + 1)) of \(Phrase.number(subjects.count)) …")
      answers.append(try trial.judge(subject))
    }
    session.err.endProgress()
    if shared.json {
      try session.out.json(answers.map(TrialReport.init))
    } else {
      TrialText(answers: answers, output: session.out).print()
    }
    return answers.allSatisfy(\.passes) ? .done : .attention
  }
}
