import Foundation

/// A closed list of codes that a standard keeps, and the means to guess what a wrong one was meant to be.
package struct CodeList: Sendable {
  /// As a sentence names it: `an ISO 3166 country code`.
  package let title: String
  /// Code and English name.
  private let names: [String: String]
  /// What people write instead of the code, in lower case.
  private let aliases: @Sendable () -> [String: String]

  /// - Parameter aliases: asked for only where a code is wrong.
  init(
    title: String, data: [UInt8], aliases: @autoclosure @escaping @Sendable () -> [String: String] = [:]
  ) {
    self.title = title
    self.aliases = aliases
    var names: [String: String] = [:]
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n") {
      let fields = line.split(separator: "\t", maxSplits: 1)
      if let code = fields.first { names[String(code)] = fields.count > 1 ? String(fields[1]) : "" }
    }
    self.names = names
  }

  package func contains(_ code: String) -> Bool { names[code] != nil }

  package func name(of code: String) -> String? { names[code] }

  /// The code that a wrong value was probably meant to be.
  package func suggestion(for value: String) -> String? {
    let wanted = value.lowercased().trimmingCharacters(in: .whitespaces)
    if let alias = aliases()[wanted] { return alias }
    if let code = names.keys.first(where: { $0.lowercased() == wanted }) { return code }
    return names.first { $0.value.lowercased() == wanted }?.key
  }
}
