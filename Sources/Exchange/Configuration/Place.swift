/// Where something stands in the configuration: in its file, or in that of a format pack.
package struct Place: Sendable, Hashable, Comparable {
  /// The line, from 1.
  package let line: Int
  /// The column, from 1, counted in Unicode scalars.
  package let column: Int
  /// The file of a format pack, as messages show it; nil for the configuration file itself.
  package let file: String?

  package init(line: Int, column: Int, file: String? = nil) {
    self.line = line
    self.column = column
    self.file = file
  }

  /// The beginning of the file: the place of every default, which is written nowhere.
  package static let start = Place(line: 1, column: 1)

  package static func < (left: Place, right: Place) -> Bool {
    (left.file ?? "", left.line, left.column) < (right.file ?? "", right.line, right.column)
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
  /// From the root, with relative paths taken from the folder of the file that names it, not from the working directory.
  package var absolute: String
  package var place: Place
  /// What ledger and acknowledgements call it: as it would be written in the configuration file. Another one than
  /// ``written`` where a format pack names it.
  package var name: String

  package init(written: String, absolute: String, place: Place, name: String? = nil) {
    self.written = written
    self.absolute = absolute
    self.place = place
    self.name = name ?? written
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
