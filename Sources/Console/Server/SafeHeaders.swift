/// What every answer of the console bears, also an error.
///
/// No Strict-Transport-Security: it would bind all ports of this host's name, and what else is served there is not ours.
package enum SafeHeaders {
  /// Nothing is fetched from elsewhere, nothing runs that is not in a file of ours, nobody puts a page into a frame, and no
  /// form goes to another host (Content Security Policy Level 3).
  package static let policy = "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

  static let all: [(name: String, value: String)] = [
    ("content-security-policy", policy),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    // Links have keys of customers and names of files in them.
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    // What a page shows may be seen by whoever is logged in, and by nobody afterwards.
    ("cache-control", "no-store"),
  ]

  /// The headers of an answer with those that every answer bears; the answer's own go first.
  static func added(to headers: [(name: String, value: String)]) -> [(name: String, value: String)] {
    headers + all.filter { safe in !headers.contains { $0.name == safe.name } }
  }
}
