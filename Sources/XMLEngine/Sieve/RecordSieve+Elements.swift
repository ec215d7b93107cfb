import CLibXML2

extension RecordSieve: ElementObserver {
  func started(_ name: PassedChildren.Name, at offset: Int, in reader: RecordReader) {
    place.depth += 1
    guard trouble == nil, reader.stop == nil, reader.failure == nil else { return }
    let local = name.local.map { String(cString: $0) } ?? ""
    let isCount = follow(local)
    if let record = place.record { return pass(upTo: offset, staying: record.stays) }
    if place.other != nil {
      guard place.count == nil else { return }
      copy(upTo: offset)
      if isCount { writeCount(inTagAt: offset) }
      return
    }
    switch reader.observed {
    case .record(let record): start(record, at: offset)
    case .container: startContainer(named: local, at: offset, isCount: isCount)
    case .other:
      place.other = place.depth
      if let last = place.levels.indices.last, place.levels[last].mark != nil {
        place.levels[last].children.append(name)
      }
      output.append(TagText.withoutOwnMarks(waiting(upTo: offset)))
      skip(to: offset)
      if isCount { writeCount(inTagAt: offset) }
    }
  }

  func ended(at offset: Int, in reader: RecordReader) {
    defer {
      place.way.open = min(place.way.open, place.depth - 1)
      place.depth -= 1
    }
    guard trouble == nil, reader.stop == nil, reader.failure == nil else { return }
    if let record = place.record {
      pass(upTo: offset, staying: record.stays)
      if record.depth == place.depth { place.record = nil }
    } else if let other = place.other {
      if place.count == place.depth { writeCount(inTextUpTo: offset) }
      if place.count == nil { copy(upTo: offset) }
      if other == place.depth { place.other = nil }
    } else {
      endContainer(at: offset)
    }
    if output.holdsTooMuch { keepContainers() }
  }

  private func pass(upTo offset: Int, staying: Bool) {
    if staying { copy(upTo: offset) } else { skip(to: offset) }
  }

  // MARK: - The count

  /// Follows the way to the count: of several elements of a name the first one counts.
  ///
  /// - Returns: whether the element that begins is at its end.
  private func follow(_ name: String) -> Bool {
    guard let count, place.way.open == place.depth - 1, place.way.met == place.depth - 1 else { return false }
    let step = place.depth - 2
    guard step < 0 || step < count.steps.count && count.steps[step] == name else { return false }
    place.way = (place.depth, place.depth)
    return place.depth == count.steps.count + 1
  }

  /// Writes the start tag of the element that has the count, with the right count where it is an attribute.
  private func writeCount(inTagAt offset: Int) {
    var tag = tag(at: offset)
    let end = offset + tag.count
    if let attribute = count?.attribute {
      if let value = TagText.value(of: attribute, in: tag) {
        tag.replaceSubrange(value, with: TagText.replacing(tag[value], with: number))
      }
    } else {
      place.count = place.depth
    }
    output.append(tag)
    skip(to: end)
  }

  /// Writes the right count where the element that ends has it as its text.
  private func writeCount(inTextUpTo offset: Int) {
    place.count = nil
    let text = waiting(upTo: offset)
    guard let end = text.lastIndex(of: UInt8(ascii: "<")) else { return }
    output.append(TagText.replacing(text[..<end], with: number))
    skip(to: offset - text[end...].count)
  }

  // MARK: - Records

  private func start(_ record: Record, at offset: Int) {
    var (text, white) = gap(upTo: offset)
    let isRoot = place.levels.isEmpty
    if isRoot {
      output.append(text)
      output.append(white)
      writeMarker()
      (text, white) = ([], [])
    }
    let hasBreak = white.contains(UInt8(ascii: "\n"))
    let breaks = isRoot || hasBreak
    let lineBreak = hasBreak ? Self.lastBreak(in: white) : "\n"
    let remarkLine = output.line + (text + white).count { $0 == UInt8(ascii: "\n") } + (breaks ? 0 : 1)
    let column = lineBreak.utf8.count - (lineBreak.utf8.first == UInt8(ascii: "\r") ? 1 : 0)
    let candidate = Candidate(
      entity: record.entity, element: record.element, position: record.position, start: record.start,
      remarkLine: remarkLine, column: column)
    let lines: [String]?
    do {
      lines = try choose(candidate)
    } catch {
      trouble = error
      return
    }
    skip(to: offset)
    output.append(text)
    place.record = (place.depth, lines != nil)
    guard let lines else {
      if let last = place.levels.indices.last { place.levels[last].hasLost = true }
      return
    }
    kept += 1
    keepContainers()
    output.append(white)
    if !breaks { output.append(lineBreak.utf8) }
    output.append((Remark(lines, for: currentEncoder).text(lineBreak: lineBreak) + lineBreak).utf8)
  }

  /// What waits ahead of a tag between records, without Kontor's own marks, and the white space at its end.
  private func gap(upTo offset: Int) -> (text: ArraySlice<UInt8>, white: ArraySlice<UInt8>) {
    let whole = TagText.withoutOwnMarks(waiting(upTo: offset))
    let end = whole.lastIndex { !TagText.isWhite($0) }.map { $0 + 1 } ?? 0
    return (whole[..<end], whole[end...])
  }

  /// The last line break, with what indents the line after it.
  private static func lastBreak(in white: ArraySlice<UInt8>) -> String {
    var start = white.lastIndex(of: UInt8(ascii: "\n")) ?? white.startIndex
    if start > white.startIndex, white[start - 1] == UInt8(ascii: "\r") { start -= 1 }
    return String(decoding: white[start...], as: UTF8.self)
  }

  // MARK: - Containers

  private func startContainer(named name: String, at offset: Int, isCount: Bool) {
    let (text, white) = gap(upTo: offset)
    skip(to: offset)
    output.append(text)
    guard !place.levels.isEmpty else {
      output.append(white)
      writeMarker()
      place.levels.append(.init(name: name))
      return writeTag(at: offset, isCount: isCount)
    }
    place.levels.append(.init(name: name, mark: output.hold()))
    output.append(white)
    writeTag(at: offset, isCount: isCount)
  }

  /// The marker stands ahead of the root element, whether that is a record or holds some.
  private func writeMarker() {
    if !output.isAtLineStart { output.append("\n".utf8) }
    output.append("<?\(RecordReader.markerTarget) \(marker)?>\n".utf8)
  }

  private func writeTag(at offset: Int, isCount: Bool) {
    // The text of a container is no count.
    if isCount, count?.attribute != nil { return writeCount(inTagAt: offset) }
    let tag = tag(at: offset)
    output.append(tag)
    skip(to: offset + tag.count)
  }

  private func endContainer(at offset: Int) {
    guard let level = place.levels.last else { return }
    let text = waiting(upTo: offset)
    let end = text.lastIndex(of: UInt8(ascii: "<")) ?? text.endIndex
    let rest = TagText.withoutOwnMarks(text[..<end]) + text[end...]
    skip(to: offset)
    let stays = level.mark == nil || staysWithoutRecords(level)
    place.levels.removeLast()
    let parent = place.levels.indices.last
    guard stays else {
      output.takeBack(to: level.mark ?? 0)
      if let parent { place.levels[parent].hasLost = true }
      return
    }
    output.append(rest)
    if level.mark == 0 { output.commit() }
    guard let parent else { return }
    place.levels[parent].containers.insert(level.name)
    if place.levels[parent].mark != nil, let name = reader.innermostContainer {
      place.levels[parent].children.append(name)
    }
  }

  /// Whether a container stays of which no record does.
  ///
  /// The schema may require it, or may require records in it. One that is complete without records stays, because its
  /// parent may need one; of several in a row that is the first. Where both are required the file cannot be made, and
  /// what is missing is then said of it by whoever reads it.
  private func staysWithoutRecords(_ level: SievePlace.Level) -> Bool {
    guard level.hasLost else { return true }
    guard place.levels.count > 1, !place.levels[place.levels.count - 2].containers.contains(level.name) else {
      return false
    }
    let key = place.levels.map(\.name) + [""] + level.children.map { $0.local.map { String(cString: $0) } ?? "" }
    if let known = place.verdicts[key] { return known }
    guard place.verdicts.count < Self.mostVerdicts else { return false }
    do {
      let verdict = try reader.wouldBeComplete(with: level.children)
      place.verdicts[key] = verdict
      return verdict
    } catch {
      trouble = error
      return true
    }
  }

  /// The schema is asked no more often: each time everything around the container is gone through again.
  private static var mostVerdicts: Int { 100 }

  /// Something in the open containers stays, and so do they.
  private func keepContainers() {
    guard output.isHolding else { return }
    output.commit()
    for index in place.levels.indices.dropFirst() where place.levels[index].mark != nil {
      place.levels[index].mark = nil
      place.levels[index].children = []
      place.levels[index - 1].containers.insert(place.levels[index].name)
    }
  }
}

extension RecordReader {
  /// The name of the container that is about to end.
  fileprivate var innermostContainer: PassedChildren.Name? {
    guard building.containers.count > 1, var node = building.main.flatMap({ xmlDocGetRootElement($0) }) else {
      return nil
    }
    // Containers that ended are gone, so the open ones are the last children.
    for _ in building.containers.dropFirst() {
      guard let last = xmlLastElementChild(node) else { return nil }
      node = last
    }
    return .init(local: node.pointee.name, uri: node.pointee.ns?.pointee.href)
  }
}
