/// What differs between the fields of two results of a mapping.
struct FieldChange {
  /// Indices of fields of the first with the value that they have in the second.
  var changed: [(index: Int, value: String)] = []
  /// Indices of fields of the first that the second lacks.
  var vanished: [Int] = []
  /// Fields that only the second has.
  var appeared: [DocumentField] = []

  var isEmpty: Bool { changed.isEmpty && vanished.isEmpty && appeared.isEmpty }

  /// Numbers in paths play no part: where the second of three rows is gone, the third is the same one still.
  init(from old: [DocumentField], to new: [DocumentField]) {
    let difference = LineDifference(
      from: old.map { "\($0.plainPath)=\($0.value)" }, to: new.map { "\($0.plainPath)=\($0.value)" })
    let kept = Set(difference.matches.compactMap(\.self))
    var left = Dictionary(grouping: new.indices.filter { !kept.contains($0) }) { new[$0].plainPath }
    for index in old.indices where difference.matches[index] == nil {
      if let other = left[old[index].plainPath]?.first {
        left[old[index].plainPath]?.removeFirst()
        if new[other].value != old[index].value { changed.append((index, new[other].value)) }
      } else {
        vanished.append(index)
      }
    }
    appeared = left.values.joined().sorted().map { new[$0] }
  }
}
