/// A parameter of a format's stylesheets.
package struct TraceParameter: Sendable, Hashable {
  /// The name of the format.
  package let format: String
  package let name: String
  package let value: String

  /// All of a format, by name.
  static func all(of format: Format) -> [TraceParameter] {
    format.parameters.sorted { $0.key < $1.key }.map {
      TraceParameter(format: format.name, name: $0.key, value: $0.value)
    }
  }

  /// The parameter as a field that has no place in a document.
  var field: DocumentField {
    DocumentField(path: name, plainPath: name, value: value, steps: [], attribute: nil)
  }
}

extension Alteration {
  /// Other values of a parameter. In a table, `S:19=A3 S:7=A2`, what the keys stand for, so that they are still found.
  func values(for parameter: TraceParameter) -> [String] {
    let pairs = parameter.value.split(separator: "=", omittingEmptySubsequences: false)
    guard pairs.count > 1 else { return values(for: parameter.field) }
    let isListed = parameter.value.contains(";")
    let changed = pairs.dropFirst().map { pair -> String in
      // Up to the next key, which stays.
      let end = pair.firstIndex { isListed ? $0 == ";" : $0 == " " || $0 == "," } ?? pair.endIndex
      let value = String(pair[..<end])
      return (Self.otherTexts(value).first ?? value) + pair[end...]
    }
    return [([String(pairs[0])] + changed).joined(separator: "=")] + values(for: parameter.field)
  }
}
