extension SideLine {
  /// What of an interchange is forgotten, in the first line.
  struct Pruned: Decodable, Equatable {
    var at: String
    var `class`: String
    var rule: String
    var who: String?

    init(_ pruning: Pruning) {
      at = pruning.saidAt.description
      `class` = pruning.class.rawValue
      rule = pruning.rule
      who = pruning.who
    }

    /// The row that it repeats. That a side file says so means that it was carried out, or is about to be.
    func row(of id: InterchangeID) throws(SideFileFault) -> Pruning {
      let moment = try SideLine.moment(at)
      return Pruning(id, try SideLine.word(`class`), rule: rule, who: who, saidAt: moment, doneAt: moment)
    }

    /// As ``Pruning/words``, for people who have only the file.
    var words: String { "pruned on \(at.prefix(10)) (\(rule)\(who.map { ", \($0)" } ?? ""))" }
  }
}
