import Testing
import XMLEngine

@testable import Exchange

@Suite("Masked values")
struct MaskTests {
  private static func issue(_ path: String?, _ value: String?, _ message: String, expected: String? = nil)
    -> Exchange.Issue
  {
    Exchange.Issue(.codeUnknown, phase: .schema, path: path, value: value, expected: expected, message)
  }

  @Test(
    "an issue is about a masked name by its path",
    arguments: [
      ("/Exchange/Customer[1]/Email[2]", true), ("/x:Exchange/x:Customer/x:Email[1]", true),
      ("/Exchange/Customer/@Email", true), ("/Exchange/Customer/@x:Email", true),
      ("/Exchange/Customer/Email/@use", true), ("/Exchange/Customer/Email[1]/Part[3]", true),
      ("/Exchange/Customer/EmailCount", false), ("/Exchange/Customer/NoEmail", false), ("/Exchange/Customer", false),
    ])
  func paths(path: String, isMasked: Bool) {
    let masked = Self.issue(path, "a@b.de", "“a@b.de” in it is too long.").masked(by: ["Email"])
    #expect(masked.value == (isMasked ? Exchange.Issue.mask : "a@b.de"))
    #expect(masked.message == (isMasked ? "“•••” in it is too long." : "“a@b.de” in it is too long."))
    #expect(masked.path == path)
  }

  @Test("without names and values nothing changes")
  func nothing() {
    let issue = Self.issue("/Email", "a@b.de", "“a@b.de” is wrong.", expected: "an address")
    #expect(issue.masked(by: []) == issue)
  }

  @Test("what is expected hides the value too")
  func expected() {
    let masked = Self.issue("/Email", "a@b.de", "Wrong.", expected: "not A@B.DE").masked(by: ["Email"])
    #expect(masked.expected == "not •••")
  }

  @Test(
    "a value is taken out wherever it stands",
    arguments: [
      // Part of a word, several times, and in other case.
      ("geheim", "streng geheimes Geheim", "streng •••es •••"),
      // What would mean something in a pattern.
      (".*", "“.*” and .* and abc", "“•••” and .* and abc"), ("a+b$", "a+b$ aab", "••• aab"),
      ("[x](y)", "see [x](y)", "see •••"), ("\\d+", "12 \\d+", "12 •••"), ("$0$1", "it is $0$1.", "it is •••."),
      // Short ones in quotes only.
      ("7", "“7” of 17 in line 7, '7'", "“•••” of 17 in line 7, '•••'"),
      ("de", "an order for “de”", "an order for “•••”"),
      // White space, line ends.
      ("a\r\n  b", "“a b” or a\r\n  b", "“•••” or •••"),
      // Begins with a mark that joins what stands before it.
      ("\u{301}abc", "“\u{301}abc”", "“•••”"),
      // Of two forms the longer one.
      (" abc ", "x abc y", "x•••y"),
      // Nothing to hide.
      ("", "“” is empty", "“” is empty"), ("   ", "a   b", "a   b"),
      // The mask itself.
      ("•••", "“•••”", "“•••”"),
    ])
  func values(value: String, message: String, expected: String) {
    #expect(MaskedText([value]).masking(message) == expected)
    #expect(Self.issue("/A/Email", value, message).masked(by: ["Email"]).message == expected)
  }

  @Test("a long value is taken out as it was cut, and whole")
  func long() {
    let value = String(repeating: "ab", count: 150)
    let cut = Self.issue("/Email", value, "“\(Diagnostic.cut(value))” in Email is too long.")
    #expect(cut.masked(by: ["Email"]).message == "“•••” in Email is too long.")
    // The sentence of a validator may quote more than is told.
    let whole = Self.issue("/Email", value, "Email: The value '\(value)' is too long.")
    #expect(whole.masked(by: ["Email"]).message == "Email: The value '•••' is too long.")
    #expect(MaskedText([value]).masking("x \(value) y \(Diagnostic.cut(value))") == "x ••• y •••")
  }

  @Test("of a value that is not told, everything in quotes is taken out")
  func untold() {
    let issue = Self.issue("/Email", nil, "Email: Duplicate key-sequence ['it's mine'] in 'unique'.")
    #expect(issue.masked(by: ["Email"]).message == "Email: Duplicate key-sequence ['•••'.")
    #expect(issue.masked(by: ["Phone"]) == issue)
  }

  @Test("what a mapping made is known by the sentence alone")
  func mapped() {
    let message =
      "The mapping a.xsl made a document that its own schema refuses: “a@b.de” in E_Mail is too long. Sorry."
    let masked = Self.issue("/Exchange/Customer[1]", "a@b.de", message).masked(by: ["E_Mail"])
    #expect(!masked.message.contains("a@b.de"))
    #expect(masked.value == Exchange.Issue.mask)
    let attribute = Self.issue("/C", "x1y", "“x1y” in attribute iban of Account is too short.").masked(by: ["iban"])
    #expect(attribute.message == "“•••” in attribute iban of Account is too short.")
  }

  @Test("values of other fields are hidden in an issue about something else, and a short value only as a whole")
  func others() {
    let issue = Self.issue("/Customer", "12", "12 of 12 Customers have “12”, or a@b.de.")
    let masked = issue.masked(by: ["Email"], hiding: ["A@b.de", "12"])
    #expect(masked.value == Exchange.Issue.mask)
    #expect(masked.message == "12 of 12 Customers have “•••”, or •••.")
    #expect(Self.issue("/Customer", "120", "“120”").masked(by: [], hiding: ["12"]).value == "120")
  }

  @Test("values of a record are those of the elements and attributes with the names, and below them")
  func collected() throws {
    let document = try XMLDocument.parse(
      Array(
        """
        <C xmlns:x="urn:x"><Email use="main"> a@b.de </Email><x:Email>c</x:Email><Note Email="d" x:Email="e">f</Note>
        <Address><Street>g</Street><City>h</City></Address></C>
        """.utf8), location: "test")
    let root = try #require(document.root)
    #expect(root.values(of: ["Email"]) == [" a@b.de ", "a@b.de", "c", "d", "e"])
    #expect(root.values(of: ["Address"]) == ["g", "h", "gh"])
    #expect(root.values(of: ["Phone"]) == [])
  }
}
