internal import Glibc

/// A day in UTC, which says where a file is filed.
package struct ArchiveDay: Hashable, Sendable {
  /// `YYYY-MM-DD` (ISO 8601).
  package let text: String

  /// The UTC day of a moment, in seconds since 1970. Moments outside the years 1970 to 9999 are moved to that range.
  package init(secondsSince1970 seconds: Int64) {
    var moment = time_t(min(max(seconds, 0), 253_402_300_799))
    var parts = tm()
    gmtime_r(&moment, &parts)
    let padded = { (number: Int32) in number < 10 ? "0\(number)" : "\(number)" }
    text = "\(parts.tm_year + 1900)-\(padded(parts.tm_mon + 1))-\(padded(parts.tm_mday))"
  }
}
