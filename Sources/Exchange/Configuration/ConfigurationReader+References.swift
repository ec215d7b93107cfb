extension ConfigurationReader {
  /// The longest text that a `file:` reference may bring in, in bytes.
  private static let longestReferencedFile = 65_536

  /// Replaces `${NAME}` by the environment's variable, `$${` by `${`, and a whole `file:path` by the content of that
  /// file without its last line break. Nil, and noted, when one cannot be resolved.
  ///
  /// What a variable or file holds is never looked through again, and no message ever shows it.
  mutating func resolve(_ written: String, at place: Place) -> String? {
    if written.hasPrefix("file:") {
      return expand(written.dropFirst(5), at: place).flatMap { content(of: $0, at: place) }
    }
    return expand(written[...], at: place)
  }

  private mutating func expand(_ written: Substring, at place: Place) -> String? {
    var result = ""
    var rest = written
    while let dollar = rest.firstIndex(of: "$") {
      result += rest[..<dollar]
      rest = rest[dollar...]
      if rest.hasPrefix("$${") {
        result += "${"
        rest = rest.dropFirst(3)
      } else if rest.hasPrefix("${") {
        guard let end = rest.firstIndex(of: "}") else {
          note(place, "\"${\" without \"}\"", "write $${ for the characters themselves")
          return nil
        }
        let name = String(rest[..<end].dropFirst(2))
        guard let value = variable(name, at: place) else { return nil }
        result += value
        rest = rest[end...].dropFirst()
      } else {
        result += "$"
        rest = rest.dropFirst()
      }
    }
    return result + rest
  }

  private mutating func variable(_ name: String, at place: Place) -> String? {
    if let value = environment[name] { return value }
    // Only what was nearly right is offered: the rest of the environment is nobody's business.
    note(
      place, "the environment variable \"\(name)\" is not set", "set it where Kontor is started",
      suggestion: NearestName.of(name, among: environment.keys.sorted()))
    return nil
  }

  private mutating func content(of path: String, at place: Place) -> String? {
    let absolute = ConfiguredPath.absolute(path, from: folder(at: place))
    referencedFiles.insert(absolute)
    do throws(SmallFile.Refusal) {
      let file = try SmallFile(path: absolute, limit: Self.longestReferencedFile)
      guard file.mode & 0o007 == 0 else {
        note(place, "everybody may read the file \"\(path)\"", "chmod o= \(absolute)")
        return nil
      }
      guard let text = String(validating: file.bytes, as: UTF8.self) else {
        note(place, "the file \"\(path)\" is not UTF-8 text")
        return nil
      }
      if text.hasSuffix("\r\n") || text.hasSuffix("\n") { return String(text.dropLast()) }
      return text
    } catch {
      note(place, "cannot read the file \"\(path)\": \(error.message)")
      return nil
    }
  }
}
