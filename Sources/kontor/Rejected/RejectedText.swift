import DropFolder
import Exchange
import Operations

/// What is still to be put right, in lines for a person.
struct RejectedText {
  let groups: [CauseGroup]
  let places: Places
  let now: Timestamp
  /// Files of a group that are shown; the others are counted.
  let limit: Int
  let output: Output

  func print() {
    for (number, group) in groups.enumerated() {
      if number > 0 { output.line() }
      print(group)
    }
    let files = Set(groups.flatMap { $0.files.map(\.interchange.id) })
    output.line()
    output.line("\(Phrase.many(files.count, "file")) to be put right")
  }

  private func print(_ group: CauseGroup) {
    let files = Phrase.many(group.files.count, "file")
    // Of a file that was refused as a whole no record is at fault.
    let isWhole = group.files.allSatisfy { $0.interchange.totals[.rejected] == 0 }
    let count = isWhole ? files : "\(Phrase.many(group.records, "record")) in \(files)"
    output.line("\(output.styled(Printable.line(group.cause.words), .strong)): \(output.styled(count, .bad))")
    let seen =
      group.firstSeen == group.lastSeen
      ? Phrase.moment(group.firstSeen) : "\(Phrase.moment(group.firstSeen)) to \(Phrase.moment(group.lastSeen))"
    output.line("   \(Printable.line(group.issue.message))")
    output.line("   \(group.cause.responsible.words[.english]); seen \(seen)")
    for file in group.files.prefix(limit) { print(file) }
    if group.files.count > limit {
      output.line("   and \(Phrase.many(group.files.count - limit, "more file")); --limit shows them")
    }
  }

  private func print(_ file: CauseGroup.File) {
    let (interchange, rejection) = (file.interchange, file.rejection)
    let age = Phrase.age(seconds: max(0, (now.milliseconds - rejection.since.milliseconds) / 1000))
    let open =
      rejection.count == 1 && interchange.totals[.rejected] == 0
      ? "the whole file" : "\(Phrase.number(rejection.open)) of \(Phrase.many(rejection.count, "record")) open"
    output.line(
      "   \(interchange.id)  \(output.styled(interchange.fileName.display, .strong))  \(interchange.sender), \(age), \(open)"
    )
    if let path = places.rejectedFile(of: interchange, rejection) {
      output.line("      file    \(Printable.line(path))")
    }
    if let path = places.report(on: interchange, rejection) { output.line("      report  \(Printable.line(path))") }
  }
}
