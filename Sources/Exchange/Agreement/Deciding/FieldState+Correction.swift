/// What is known of a system beyond what it told: somebody looked.
extension FieldState {
  /// Takes it that a system does not have what holds, whatever it said or was sent.
  mutating func forget(_ system: String) {
    guard let agreed else { return }
    var side = sides[system] ?? Side()
    let said = side.said.flatMap { $0 == agreed ? nil : $0 }
    // What it has instead is not known. Any other value will do: it is only ever compared with what holds.
    side.believed = said ?? (agreed.isEmpty ? "?" : "")
    sides[system] = side
  }

  /// Takes it that a system has what holds.
  mutating func recognise(_ system: String) {
    guard let agreed else { return }
    sides[system, default: Side()].said = agreed
    sides[system]?.believed = agreed
    settleBase()
  }
}
