package import XMLEngine

/// What differs between two versions of a file, in what they say: the order of attributes, quotes, line breaks between
/// elements and comments make no difference.
///
/// A version that is not well-formed is what people put right: then both are compared line by line as they stand.
package struct XMLComparison: Sendable {
  /// One line of a hunk. The text is what stands in the files: whoever shows it makes it harmless.
  package enum Line: Hashable, Sendable {
    case same(String)
    case removed(String)
    case added(String)
  }

  /// Differences that lie close together, with what stands around them.
  package struct Hunk: Hashable, Sendable {
    /// The element around the first difference, as `/Exchange/Order[2]`; empty where there is none.
    package let path: String
    /// The first line, counted from 1 in the canonical text, or in the file where files are compared as they stand.
    package let oldLine: Int
    package let newLine: Int
    package let lines: [Line]
  }

  package let hunks: [Hunk]
  /// Why the files were compared as they stand; nil where they were compared as XML.
  package let plainBecause: String?
  /// Large parts were taken for different as a whole: there may be fewer differences than are shown.
  package let isCoarse: Bool

  package var isEmpty: Bool { hunks.isEmpty }

  /// Bytes of each file.
  package static let longest = 64 << 20
  /// Lines shown around a difference.
  static let context = 3

  /// - Parameter encoding: the one that the files really have, where their declarations lie.
  /// - Throws: ``ComparisonError`` for a file of more than ``longest`` bytes; ``XMLEngineError`` where the comparing itself
  ///   fails.
  package init(from old: [UInt8], to new: [UInt8], encoding: TextEncoding? = nil) throws {
    for bytes in [old, new] where bytes.count > Self.longest { throw ComparisonError(size: bytes.count) }
    do {
      let (before, after) = (try Self.read(old, "first", encoding), try Self.read(new, "second", encoding))
      self.init(before.lines, after.lines, before.path, after.path, plainBecause: nil)
    } catch let reason as NotXML {
      self.init(
        PlainText.lines(of: old, encoding: encoding), PlainText.lines(of: new, encoding: encoding), { _ in "" },
        { _ in "" }, plainBecause: reason.message)
    }
  }

  private struct NotXML: Error {
    let message: String
  }

  private static func read(_ bytes: [UInt8], _ which: String, _ encoding: TextEncoding?) throws -> CanonicalText {
    do {
      return try CanonicalText(bytes, encoding: encoding)
    } catch {
      guard error.code == .input else { throw error }
      throw NotXML(message: "the \(which) version is not well-formed XML: \(error.message)")
    }
  }

  private init(
    _ old: [String], _ new: [String], _ oldPath: (Int) -> String, _ newPath: (Int) -> String, plainBecause: String?
  ) {
    let difference = LineDifference(from: old, to: new)
    var hunks = HunkBuilder(context: Self.context)
    var next = 0
    for (index, line) in old.enumerated() {
      guard let match = difference.matches[index] else {
        hunks.change(.removed(line), old: index, new: next) { oldPath(index) }
        continue
      }
      for added in next..<match { hunks.change(.added(new[added]), old: index, new: added) { newPath(added) } }
      hunks.keep(line)
      next = match + 1
    }
    for added in next..<new.count { hunks.change(.added(new[added]), old: old.count, new: added) { newPath(added) } }
    self.hunks = hunks.finish()
    self.plainBecause = plainBecause
    isCoarse = difference.isCoarse
  }

  /// The differences as lines for a terminal: `- ` for what is gone, `+ ` for what is new, two spaces for what stands
  /// around it. A line that begins with `@@` says where.
  package var text: [String] {
    var text: [String] = []
    if let plainBecause { text.append("Compared line by line, for \(plainBecause)") }
    if isCoarse {
      text.append("The versions differ in too much to compare all of it; some of what is shown may be the same.")
    }
    for hunk in hunks {
      text.append("@@ \(hunk.path.isEmpty ? "line \(hunk.newLine)" : hunk.path) @@")
      for line in hunk.lines {
        switch line {
        case .same(let line): text.append("  \(line)")
        case .removed(let line): text.append("- \(line)")
        case .added(let line): text.append("+ \(line)")
        }
      }
    }
    return text
  }
}

/// Files that cannot be compared.
package struct ComparisonError: Error, CustomStringConvertible, Sendable {
  package let message: String

  init(size: Int) {
    message =
      "A version has \(size) bytes; only files of up to \(XMLComparison.longest) bytes are compared. "
      + "Compare them with another program."
  }

  package var description: String { message }
}
