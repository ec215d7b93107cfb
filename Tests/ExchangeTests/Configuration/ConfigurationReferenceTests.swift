import Testing

@testable import Exchange

@Suite("References in a configuration")
struct ConfigurationReferenceTests {
  @Test(
    "a variable is replaced, and $${ is not",
    arguments: [
      ("${SITE}/in", "/data/in"), ("/x/${A}${A}", "/x/11"), ("/$${SITE}", "/${SITE}"), ("/a$b/c$", "/a$b/c$"),
    ])
  func variables(written: String, expected: String) throws {
    let text = ConfigurationSample.text.replacing("inbox: inbox/crm", with: "inbox: '\(written)'")
    let configuration = try ConfigurationSample.read(text, environment: ["SITE": "/data", "A": "1"])
    let inbox = try #require(configuration.system(named: "crm")?.inbox)
    #expect(inbox.written == written)
    #expect(inbox.absolute == expected)
  }

  @Test(
    "a reference that leads nowhere is an error at its place",
    arguments: [
      ("${SIET}/in", "the environment variable \"SIET\" is not set; did you mean \"SITE\"?"),
      ("${OTHER}", "the environment variable \"OTHER\" is not set; set it where Kontor is started"),
      ("x/${SITE", "\"${\" without \"}\"; write $${ for the characters themselves"),
      ("file:absent", "cannot read the file \"absent\": no such file or directory"),
    ])
  func missing(written: String, message: String) {
    let text = ConfigurationSample.text.replacing("inbox: inbox/crm", with: "inbox: \(written)")
    #expect(
      ConfigurationSample.mistakes(in: text, environment: ["SITE": "/data"]) == ["kontor.yaml:4:12: error: \(message)"])
  }

  @Test("a file reference gives the file's content without its last line break")
  func file() throws {
    let folder = try TestFolder()
    try folder.file("secrets/tenant", "a ${B} c\n")
    let text = ConfigurationSample.text.replacing(
      "schema: xsd/bo.xsd", with: "schema: xsd/bo.xsd\n    parameters: { tenant: \"file:secrets/${NAME}\" }")
    let configuration = try ConfigurationSample.read(text, folder: folder.path, environment: ["NAME": "tenant"])
    #expect(configuration.format(named: "bo")?.parameters == ["tenant": "a ${B} c"])
  }

  @Test("a secret that everybody may read is refused")
  func openSecret() throws {
    let folder = try TestFolder()
    try folder.file("tenant", "x", mode: 0o644)
    let text = ConfigurationSample.text.replacing("inbox: inbox/crm", with: "inbox: file:tenant")
    #expect(
      ConfigurationSample.mistakes(in: text, folder: folder.path) == [
        "kontor.yaml:4:12: error: everybody may read the file \"tenant\"; chmod o= \(folder.path)/tenant"
      ])
  }

  @Test("a message shows a reference, never what it stands for")
  func secrecy() {
    let text = ConfigurationSample.text.replacing("node: main", with: "node: ${SECRET}")
    let mistakes = ConfigurationSample.mistakes(in: text, environment: ["SECRET": "pass word"])
    #expect(mistakes.count == 1)
    #expect(mistakes.first?.contains("\"${SECRET}\" cannot name a node") == true)
  }
}
