import Foundation
import XMLEngine

/// A stylesheet compiled, and the same left to libxslt.
struct BothWays {
  let direct: Stylesheet
  let plain: Stylesheet

  init(path: String) throws {
    direct = try Stylesheet(path: path)
    plain = try Stylesheet(path: path, compiling: false)
  }

  /// What came of a document: the bytes as the stylesheet's output and as a document, or the error.
  enum Outcome: Equatable, CustomStringConvertible {
    case made(output: String, tree: String)
    case failed(String)

    var description: String {
      switch self {
      case .made(let output, let tree): "\(output)\n--- tree\n\(tree)"
      case .failed(let message): "error: \(message)"
      }
    }
  }

  /// The outcomes of a document, parsed anew for each.
  func outcomes(_ bytes: [UInt8], parameters: [String: String] = [:]) throws -> (direct: Outcome, plain: Outcome) {
    (try outcome(direct, bytes, parameters), try outcome(plain, bytes, parameters))
  }

  private func outcome(_ stylesheet: Stylesheet, _ bytes: [UInt8], _ parameters: [String: String]) throws -> Outcome {
    let document = try XMLDocument.parse(bytes, location: "source")
    let result: XMLDocument
    do {
      result = try stylesheet.apply(to: document, parameters: parameters)
    } catch {
      return .failed(error.message)
    }
    // Each way with its own serialiser, so that these are compared too.
    let isDirect = stylesheet === direct
    let tree = String(
      decoding: try isDirect
        ? result.serialized() + result.serialized(indented: true)
        : result.serializedByLibrary() + result.serializedByLibrary(indented: true), as: UTF8.self)
    do {
      return .made(output: String(decoding: try stylesheet.serialize(result), as: UTF8.self), tree: tree)
    } catch {
      return .made(output: "error: \(error.message)", tree: tree)
    }
  }
}

/// The records of a file, each as a document of its own, as they come to a mapping.
func records(of path: String, named names: Set<String>) throws -> [[UInt8]] {
  guard let bytes = FileManager.default.contents(atPath: path),
    let document = try? XMLDocument.parse(Array(bytes), location: path), let root = document.root
  else { return [] }
  var records: [[UInt8]] = []
  func collect(_ element: XMLElement) throws {
    for child in element.children {
      if names.contains(child.name) {
        records.append(try document.extracting(child).serialized())
      } else {
        try collect(child)
      }
    }
  }
  try collect(root)
  return records
}
