/// Getting to know what both systems have already, before anything is exchanged: nothing is sent, and nobody is owed
/// anything afterwards. Where both know something, one system is believed.
extension Agreement {
  /// Takes in a record that travels as a whole.
  func load(_ record: ToldRecord, _ word: Merge.Word, _ entity: inout EntityState, believing believed: String) throws
    -> Ruling
  {
    let result = entity.fields[.whole, default: FieldState()].load(word, believing: believed)
    if entity.content == nil || entity.fields[.whole]?.agreedBy == record.sender.name { entity.content = record.source }
    try log.update(entity)
    if record.kind == .order, record.sender.role == .erp { try advance(&entity, to: .accepted, because: record.source) }
    try takeNews(of: record)
    return Ruling(verdict: result == .late ? .superseded : result == .applied ? .accepted : .unchanged)
  }
}

extension FieldState {
  /// Takes in what a system has. The value of the system that is believed holds, whichever comes first; another
  /// system's holds where that one has none.
  mutating func load(_ word: Merge.Word, believing believed: String) -> FieldResult {
    var side = sides[word.system] ?? Side()
    if let known = side.version, word.version.isOlder(than: known) { return .late }
    side.version = word.version
    side.source = word.source
    side.said = word.value
    side.sent = []
    sides[word.system] = side
    let holds = word.system == believed || sides[believed]?.said == nil
    let isNews = holds && agreed != word.value
    if holds { adopt(word) }
    // The other side keeps what it has until somebody asks for a correction, also when it says so again.
    for system in sides.keys {
      sides[system]?.believed = agreed
      sides[system]?.wasReminded = true
    }
    return isNews ? .applied : holds ? .unchanged : word.value == agreed ? .unchanged : .keptOwnerValue
  }
}
