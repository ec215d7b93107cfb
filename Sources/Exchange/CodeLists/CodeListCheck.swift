import XMLEngine

/// The second stage after the schema: codes that look right but stand in no list.
enum CodeListCheck {
  /// Checks every code of a canonical record.
  ///
  /// - Parameters:
  ///   - place: where an element stands in the file.
  ///   - path: the path of the record's own element, to which the element's is added.
  ///   - most: how many are told; a last one says that there are more. A path takes time to find.
  static func issues(
    in record: XMLElement, path: String, most: Int, place: (XMLElement) -> Position
  ) -> [Issue] {
    var issues: [Issue] = []
    record.forEachView { view in
      guard let list = CodeLists.list(for: view.name), !view.hasChildren else { return }
      let element = XMLElement(view, in: record.document)
      let value = element.token
      guard !list.contains(value) else { return }
      guard issues.count < most else {
        if issues.count == most {
          var more = Issue(
            Diagnostic(
              .moreErrors, at: place(element), path: path,
              "There are more unknown codes in this record; only the first \(most) are listed."))
          more.phase = .codeList
          issues.append(more)
        }
        return
      }
      let suggestion = list.suggestion(for: value)
      issues.append(
        Issue(
          .codeUnknown, phase: .codeList, at: place(element), path: path + element.path(below: record), value: value,
          expected: suggestion.map { "\($0) (\(list.name(of: $0) ?? ""))" } ?? "a code of that list",
          "“\(Diagnostic.cut(value))” in \(element.name) is not \(list.title)"
            + (suggestion.map { "; did you mean \($0)?" } ?? ".")))
    }
    return issues
  }
}
