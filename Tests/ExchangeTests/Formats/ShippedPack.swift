import Exchange
import Testing

/// A pack of the folder `formats`, whichever there are.
struct ShippedPack: CustomTestStringConvertible, Sendable {
  let pack: FormatPack

  var testDescription: String { pack.name }

  /// The repository.
  static let home = #filePath.split(separator: "/").dropLast(4).map { "/" + $0 }.joined()
  static let schema = home + "/xsd/exchange.xsd"

  static let all = FormatPack.all(below: home + "/formats").compactMap { try? $0.pack.get() }.map(ShippedPack.init)

  func bench() throws -> FormatBench { try FormatBench(pack.format, canonicalIn: Self.home) }
}
