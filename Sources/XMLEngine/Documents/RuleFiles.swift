import Foundation

/// The files that schemas and stylesheets are compiled from.
package enum RuleFiles {
  /// Files that are read in the place of others, by the resolved path of the other.
  @TaskLocal private static var replacements: [String: String] = [:]

  /// Compiles with some files in the place of others, parts that are imported or included too, as if they lay there.
  ///
  /// - Parameter replacements: what is read, by the path of the file in whose place.
  package static func replacing<Result>(_ replacements: [String: String], _ body: () throws -> Result) rethrows
    -> Result
  {
    let resolved = Dictionary(
      replacements.map { (Self.resolved($0.key), $0.value) }, uniquingKeysWith: { _, last in last })
    return try $replacements.withValue(resolved, operation: body)
  }

  /// Notes which files are read while something is compiled, parts that are imported or included too.
  package static func noting<Result>(in noted: FilesRead, _ body: () throws -> Result) rethrows -> Result {
    try $noted.withValue(noted, operation: body)
  }

  @TaskLocal private static var noted: FilesRead?

  /// Notes a file that somebody else reads.
  package static func note(_ path: String) {
    noted?.add(path)
  }

  /// Nil where it cannot be read.
  static func contents(of path: String) -> Data? {
    noted?.add(path)
    let read = replacements.isEmpty ? path : replacements[resolved(path)] ?? path
    return FileManager.default.contents(atPath: read)
  }

  /// A schema or stylesheet as XML.
  ///
  /// - Throws: code `schema` where it cannot be read.
  package static func document(at path: String) throws(XMLEngineError) -> XMLDocument {
    guard let bytes = contents(of: path) else {
      throw XMLEngineError(.schema, "the file cannot be read; check that it exists", subject: path)
    }
    return try XMLDocument.parse(Array(bytes), location: path)
  }

  /// The path with all links followed.
  package static func resolved(_ path: String) -> String {
    URL(fileURLWithPath: path).resolvingSymlinksInPath().standardizedFileURL.path
  }
}
