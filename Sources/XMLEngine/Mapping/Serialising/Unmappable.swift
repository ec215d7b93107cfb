import CLibXML2
import Foundation

/// What becomes of a character that the encoding of a document does not have.
package enum UnmappableRule: String, Sendable, CaseIterable {
  /// The record is refused. The default: nothing is changed that a receiver could rely on.
  case refuse
  /// It is written with characters that the encoding has, `Łódź` as `Lódz`; where nothing stands for it, the record is
  /// refused.
  case transliterate
  /// It is written as a number, `&#321;` (XML 1.0, section 4.1): every XML parser reads it, an importer of another kind
  /// does not.
  case characterReference = "character-reference"
}

/// Characters in a document that an encoding does not have, and for which nothing stands.
package struct UnmappableText {
  /// The local name of the element or attribute.
  package let name: String
  package let value: String
  /// Each once, in the order of the text.
  package let characters: [Character]
}

extension XMLDocument {
  /// Makes all text such that it can be written in an encoding, as far as the rule allows.
  ///
  /// - Returns: where it cannot; an empty answer means that everything can be written.
  package func fit(_ encoding: TextEncoding, by rule: UnmappableRule) -> [UnmappableText] {
    let fitting = Fitting(encoding: TextEncoder(encoding), rule: rule)
    guard !fitting.holdsEverything else { return [] }
    var found: [UnmappableText] = []
    var next = pointer.pointee.children
    while let node = next {
      fitting.fit(node, of: "", &found)
      next = node.pointee.next
    }
    return found
  }
}

private struct Fitting {
  let encoding: TextEncoder
  let rule: UnmappableRule

  var holdsEverything: Bool {
    switch encoding.encoding {
    case .utf8, .utf16BigEndian, .utf16LittleEndian: true
    case .ascii, .latin1, .latin9, .windows1252: false
    }
  }

  func fit(_ node: xmlNodePtr, of parent: String, _ found: inout [UnmappableText]) {
    switch node.pointee.type {
    case XML_ELEMENT_NODE:
      let name = String(cString: node.pointee.name)
      var attribute = node.pointee.properties
      while let current = attribute {
        fitText(in: current.pointee.children, of: String(cString: current.pointee.name), takesReferences: true, &found)
        attribute = current.pointee.next
      }
      var child = node.pointee.children
      while let current = child {
        fit(current, of: name, &found)
        child = current.pointee.next
      }
    case XML_TEXT_NODE: fitOne(node, of: parent, takesReferences: true, &found)
    // There are no references in these.
    case XML_CDATA_SECTION_NODE, XML_COMMENT_NODE, XML_PI_NODE:
      fitOne(node, of: parent, takesReferences: false, &found)
    default: break
    }
  }

  private func fitText(
    in first: xmlNodePtr?, of name: String, takesReferences: Bool, _ found: inout [UnmappableText]
  ) {
    var next = first
    while let node = next {
      fitOne(node, of: name, takesReferences: takesReferences, &found)
      next = node.pointee.next
    }
  }

  private func fitOne(
    _ node: xmlNodePtr, of name: String, takesReferences: Bool, _ found: inout [UnmappableText]
  ) {
    guard let content = node.pointee.content, !isPlain(content) else { return }
    let text = String(cString: content)
    guard text.unicodeScalars.contains(where: { !encoding.holds($0) }) else { return }
    if rule == .characterReference, takesReferences { return }
    var missing: [Character] = []
    var written = ""
    // What is composed is one character of the old encodings, and two of Unicode.
    for character in text.precomposedStringWithCanonicalMapping {
      if character.unicodeScalars.allSatisfy(encoding.holds) {
        written.append(character)
      } else if rule != .refuse, let plain = Self.plain(character), plain.unicodeScalars.allSatisfy(encoding.holds) {
        written += plain
      } else if !missing.contains(character) {
        missing.append(character)
      }
    }
    if !missing.isEmpty {
      found.append(UnmappableText(name: name, value: text, characters: missing))
    } else {
      // It takes text as it is, for these kinds of nodes.
      xmlNodeSetContentLen(node, nil, 0)
      written.withCString { bytes in
        bytes.withMemoryRebound(to: xmlChar.self, capacity: written.utf8.count + 1) {
          xmlNodeAddContentLen(node, $0, CInt(written.utf8.count))
        }
      }
    }
  }

  private func isPlain(_ content: UnsafePointer<xmlChar>) -> Bool {
    var next = content
    while next.pointee != 0 {
      if next.pointee >= 0x80 { return false }
      next += 1
    }
    return true
  }

  /// What stands for a character in writing, by the tables of CLDR: those for German first, which write ä as ae. Nil where
  /// nothing does.
  private static func plain(_ character: Character) -> String? {
    if let sign = signs[character] { return sign }
    let text = String(character)
    let plain =
      text.applyingTransform(StringTransform("de-ASCII"), reverse: false)?
      .applyingTransform(StringTransform("Any-Latin; Latin-ASCII"), reverse: false) ?? text
    return plain == text || plain.isEmpty ? nil : plain.trimmingCharacters(in: .whitespaces)
  }

  /// Signs of currencies have codes, and no spelling.
  private static let signs: [Character: String] = ["€": "EUR", "£": "GBP", "¥": "JPY", "₣": "CHF", "₤": "GBP"]
}
