/// A link within the console that came from outside: in a form, in a query.
package enum SafeLink {
  /// The link where it leads to a page of the console; else its first page. What begins with two slashes leads to another
  /// host, and a backslash is read as a slash (URL Standard, section 4.4).
  package static func path(_ text: String?) -> String {
    guard let text, text.hasPrefix("/"), !text.dropFirst().hasPrefix("/"), text.utf8.count <= 2000,
      text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") })
    else { return "/" }
    let first = text.dropFirst().prefix { $0 != "/" && $0 != "?" && $0 != "#" }
    return ["login", "logout", "enter", "language", "api", "events"].contains(first) ? "/" : text
  }
}
