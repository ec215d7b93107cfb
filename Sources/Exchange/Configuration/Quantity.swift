/// Numbers with units, as the configuration writes them.
package enum Quantity {
  /// `500ms`, `5s`, `15m`, `2h`, `30d`, or `0`. A bare number other than zero is refused, because nobody can tell its unit.
  package static func duration(_ text: String) -> Duration? {
    if text == "0" { return .zero }
    guard let (number, unit) = split(text), number <= 1_000_000_000 else { return nil }
    switch unit {
    case "ms": return .milliseconds(number)
    case "s": return .seconds(number)
    case "m": return .seconds(number * 60)
    case "h": return .seconds(number * 3600)
    case "d": return .seconds(number * 86_400)
    default: return nil
    }
  }

  /// `400d`, `10y`, in days. A year counts as 366, so that it is never too short.
  static func days(_ text: String) -> Int? {
    guard let (number, unit) = split(text), number <= 100_000 else { return nil }
    switch unit {
    case "d": return number
    case "y": return number * 366
    default: return nil
    }
  }

  /// `64MB` (decimal), `1MiB` (binary), or plain bytes.
  static func bytes(_ text: String) -> Int? {
    guard let (number, unit) = split(text), let factor = factors[unit] else { return nil }
    let (product, overflow) = number.multipliedReportingOverflow(by: factor)
    return overflow ? nil : product
  }

  private static let factors: [String: Int] = [
    "": 1, "B": 1,
    "kB": 1_000, "KB": 1_000, "MB": 1_000_000, "GB": 1_000_000_000, "TB": 1_000_000_000_000,
    "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30, "TiB": 1 << 40,
  ]

  private static func split(_ text: String) -> (number: Int, unit: String)? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits) else { return nil }
    return (number, String(text[digits.endIndex...].drop { $0 == " " }))
  }
}
