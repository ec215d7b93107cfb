/// Where something stands in the configuration file.
package struct Place: Sendable, Hashable, Comparable {
  /// The line, from 1.
  package let line: Int
  /// The column, from 1, counted in Unicode scalars.
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// The beginning of the file: the place of every default, which is written nowhere.
  package static let start = Place(line: 1, column: 1)

  package static func < (left: Place, right: Place) -> Bool {
    (left.line, left.column) < (right.line, right.column)
  }
}

/// A value with the place where it was written, for checks that come after reading.
package struct Placed<Value: Sendable & Equatable>: Sendable, Equatable {
  package var value: Value
  package var place: Place

  package init(_ value: Value, at place: Place) {
    self.value = value
    self.place = place
  }
}

/// A file or folder that the configuration names.
package struct ConfiguredPath: Sendable, Equatable {
  /// As it stands in the file. Messages show this one: it is what the reader of the message can find and change.
  package var written: String
  /// From the root, with relative paths taken from the folder of the configuration file, not from the working directory.
  package var absolute: String
  package var place: Place

  package init(written: String, absolute: String, place: Place) {
    self.written = written
    self.absolute = absolute
    self.place = place
  }

  /// The absolute path of `written` as seen from `folder`, itself absolute.
  ///
  /// Empty and `.` components go; `..` stays, because behind a symbolic link only the kernel knows where it leads.
  package static func absolute(_ written: String, from folder: String) -> String {
    let whole = written.hasPrefix("/") ? written : folder + "/" + written
    let components = whole.split(separator: "/").filter { $0 != "." }
    return "/" + components.joined(separator: "/")
  }
}
