import Exchange
import Foundation
import Operations

/// The two formats that `init` writes a configuration for.
struct NewPair {
  /// A canonical file to try things with; a pack has its own.
  static let canonicalSample = "examples/crm/1002-first-order.xml"

  private let exchange: NewExchange
  private let share: String
  private let text: String

  /// - Parameters:
  ///   - crm: the format that the CRM speaks; nil for the canonical one.
  ///   - erp: the format that the ERP speaks; nil for the canonical one.
  ///   - path: where the configuration is to be. There must be none.
  /// - Throws: ``Failure`` where the two make no exchange, or one of them cannot be used. Nothing was made then.
  init(crm: String?, erp: String?, at path: String) throws {
    guard PathFacts(path: path).kind == .missing else {
      throw Failure(
        .usage,
        "\(path) is there already; --crm and --erp write a new configuration. To change the format of a system in this "
          + "one, name the pack under formats; kontor formats NAME shows it")
    }
    guard path.split(separator: "/").last == "kontor.yaml" else {
      throw Failure(.usage, "a new configuration is called kontor.yaml; name a folder instead of \(path)")
    }
    share = try StarterFolder.find()
    let shelf = PackShelf(beside: path, share: share)
    let packs = try [crm, erp].map { try shelf.item(named: $0 ?? FormatPack.canonicalName).pack.get() }
    // What cannot be compiled is told before anything is made.
    for pack in packs { _ = try CompiledFormat(pack.format) }
    exchange = try Self.exchange(packs[0], packs[1])
    guard let shipped = FileManager.default.contents(atPath: share + "/kontor.yaml") else {
      throw Failure(.noInput, "\(share)/kontor.yaml cannot be read; install Kontor anew")
    }
    text = try Self.text(of: exchange, from: String(decoding: shipped, as: UTF8.self))
  }

  /// Makes configuration, schemas and packs in a folder, which is absolute.
  ///
  /// - Returns: a file to try it with, from that folder; nil where none ships.
  func make(_ initialisation: inout Initialisation, in folder: String) throws -> String? {
    try initialisation.make(text, from: share, packs: exchange.packs, in: folder)
    let crm = exchange.crm
    if !crm.isCanonical, !crm.format.reads.isEmpty {
      return crm.firstSample.map { "formats/\(crm.name)/\($0)" }
    }
    guard PathFacts(path: "\(share)/\(Self.canonicalSample)").kind == .file else { return nil }
    try initialisation.copyShipped(Self.canonicalSample, from: share, to: folder)
    return Self.canonicalSample
  }

  private static func exchange(_ crm: FormatPack, _ erp: FormatPack) throws(Failure) -> NewExchange {
    do throws(NewExchange.Refusal) {
      return try NewExchange(crm: crm, erp: erp)
    } catch {
      throw Failure(.usage, error.message)
    }
  }

  private static func text(of exchange: NewExchange, from shipped: String) throws(Failure) -> String {
    do throws(NewExchange.Refusal) {
      return try exchange.text(from: shipped)
    } catch {
      throw Failure(.configuration, error.message)
    }
  }
}
