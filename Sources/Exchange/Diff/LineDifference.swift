/// Which lines of two texts are the same ones, in the same order.
///
/// Lines that occur once in both are taken for anchors, and what lies between two anchors is compared in the same way
/// (the patience method); where there are none, a few lines are compared exactly, and many are taken for different. Time is
/// bounded by the number of lines times a constant.
struct LineDifference {
  /// For each old line the new one that it is, or nil.
  private(set) var matches: [Int?]
  /// A part was too large to compare line by line, so more may be the same than is said.
  private(set) var isCoarse = false

  private let old: [Int]
  private let new: [Int]
  private var work = 0
  private let mostWork: Int

  /// Two parts of so many lines together are compared exactly.
  private static let mostExact = 2_000
  private static let workPerLine = 60

  init(from old: [String], to new: [String]) {
    var numbers: [String: Int] = [:]
    func number(_ line: String) -> Int {
      if let known = numbers[line] { return known }
      numbers[line] = numbers.count
      return numbers.count - 1
    }
    self.old = old.map(number)
    self.new = new.map(number)
    matches = Array(repeating: nil, count: old.count)
    mostWork = 100_000 + Self.workPerLine * (old.count + new.count)
    compare()
  }

  private mutating func compare() {
    var open = [(old.indices, new.indices)]
    while let (oldPart, newPart) = open.popLast() {
      let (before, after) = trim(oldPart, newPart)
      guard !before.isEmpty, !after.isEmpty else { continue }
      work += before.count + after.count
      guard work <= mostWork else {
        isCoarse = true
        continue
      }
      guard let anchors = anchors(before, after) else { continue }
      if !anchors.isEmpty {
        var (oldStart, newStart) = (before.lowerBound, after.lowerBound)
        for anchor in anchors {
          matches[anchor.old] = anchor.new
          open.append((oldStart..<anchor.old, newStart..<anchor.new))
          (oldStart, newStart) = (anchor.old + 1, anchor.new + 1)
        }
        open.append((oldStart..<before.upperBound, newStart..<after.upperBound))
      } else if before.count + after.count <= Self.mostExact, work + Self.mostExact <= mostWork {
        work += Self.mostExact
        compareExactly(before, after)
      } else {
        isCoarse = true
      }
    }
  }

  /// Takes what is the same at both ends, and answers what is left.
  private mutating func trim(_ before: Range<Int>, _ after: Range<Int>) -> (Range<Int>, Range<Int>) {
    var (start, newStart) = (before.lowerBound, after.lowerBound)
    while start < before.upperBound, newStart < after.upperBound, old[start] == new[newStart] {
      matches[start] = newStart
      start += 1
      newStart += 1
    }
    var (end, newEnd) = (before.upperBound, after.upperBound)
    while end > start, newEnd > newStart, old[end - 1] == new[newEnd - 1] {
      end -= 1
      newEnd -= 1
      matches[end] = newEnd
    }
    return (start..<end, newStart..<newEnd)
  }

  /// Lines that occur once in both parts, as many of them as come in the same order; nil where the parts have no line in
  /// common.
  private func anchors(_ before: Range<Int>, _ after: Range<Int>) -> [(old: Int, new: Int)]? {
    var places: [Int: (old: Int, new: Int)] = [:]
    // -1: not there; -2: more than once.
    for index in before { places[old[index], default: (-1, -1)].old = places[old[index]] == nil ? index : -2 }
    var isAnyCommon = false
    for index in after {
      guard let place = places[new[index]] else { continue }
      isAnyCommon = true
      places[new[index]]?.new = place.new == -1 ? index : -2
    }
    guard isAnyCommon else { return nil }
    let pairs = before.compactMap { index in places[old[index]].flatMap { $0.old == index && $0.new >= 0 ? $0 : nil } }
    return Self.longestRising(pairs)
  }

  /// The longest part of the pairs in which the new places rise, as the old ones do.
  private static func longestRising(_ pairs: [(old: Int, new: Int)]) -> [(old: Int, new: Int)] {
    // The pair that ends the best part of each length so far, and what comes before each pair.
    var ends: [Int] = []
    var earlier: [Int?] = []
    for (index, pair) in pairs.enumerated() {
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if pairs[ends[middle]].new < pair.new { low = middle + 1 } else { high = middle }
      }
      earlier.append(low > 0 ? ends[low - 1] : nil)
      if low == ends.count { ends.append(index) } else { ends[low] = index }
    }
    var rising: [(old: Int, new: Int)] = []
    var next = ends.last
    while let index = next {
      rising.append(pairs[index])
      next = earlier[index]
    }
    return rising.reversed()
  }

  private mutating func compareExactly(_ before: Range<Int>, _ after: Range<Int>) {
    var (removed, added): (Set<Int>, Set<Int>) = ([], [])
    for change in new[after].difference(from: old[before]) {
      switch change {
      case .remove(let offset, _, _): removed.insert(before.lowerBound + offset)
      case .insert(let offset, _, _): added.insert(after.lowerBound + offset)
      }
    }
    for (old, new) in zip(before.filter { !removed.contains($0) }, after.filter { !added.contains($0) }) {
      matches[old] = new
    }
  }
}
