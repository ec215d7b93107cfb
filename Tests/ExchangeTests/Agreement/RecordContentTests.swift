import Exchange
import Testing
import XMLEngine

@Suite("Whether two records say the same")
struct RecordContentTests {
  private static let order = """
    <Order xmlns="urn:kontor:exchange:1" changed="2026-11-23T08:00:00Z" sequence="1"><OrderId>SO-1</OrderId>\
    <IssueDate>2026-11-23</IssueDate><Customer><CrmId>K-1</CrmId></Customer><Currency>EUR</Currency><Note>a b</Note>\
    <Lines><Line><Number>10</Number><ItemId>X</ItemId><Quantity>2</Quantity><Unit>C62</Unit>\
    <UnitPrice>1.5</UnitPrice></Line></Lines></Order>
    """

  private func hash(_ text: String) throws -> String {
    RecordContent.hash(of: try #require(try XMLDocument.parse(Array(text.utf8), location: "test").root))
  }

  @Test("the hash is half the SHA-256 of the one form, as another program works it out")
  func form() throws {
    #expect(try hash(Self.order) == "eed9855d43c95b647f7e3cc34834505d")
  }

  @Test(
    "written otherwise",
    arguments: [
      ("><", ">\n  <"),
      ("changed=\"2026-11-23T08:00:00Z\" sequence=\"1\"", "sequence='9' changed='2027-01-01T00:00:00Z'"),
      (" sequence=\"1\"", ""), ("<Currency>EUR<", "<Currency> EUR\n<"), ("<Quantity>2<", "<Quantity>2.000<"),
      ("<ItemId>X<", "<ItemId><![CDATA[X]]><"), ("<ItemId>", "<!-- c --><ItemId>"),
    ])
  func same(part: String, other: String) throws {
    let changed = Self.order.replacing(part, with: other)
    #expect(changed != Self.order)
    #expect(try hash(changed) == hash(Self.order))
  }

  @Test("prefixes do not count")
  func prefixes() throws {
    let prefixed = Self.order.replacing("</", with: "\u{1}").replacing("<", with: "<x:").replacing(
      "\u{1}", with: "</x:"
    )
    .replacing("xmlns=", with: "xmlns:x=")
    #expect(try hash(prefixed) == hash(Self.order))
  }

  @Test(
    "any change",
    arguments: [
      (">SO-1<", ">SO-2<"), ("<Note>a b<", "<Note>a  b<"), ("<Note>a b</Note>", ""), ("<Note>a b</Note>", "<Note/>"),
      ("</OrderId>", "</OrderId><ErpNumber>1</ErpNumber>"),
      ("2026-11-23T08:00:00Z\"", "2026-11-23T08:00:00Z\" deleted=\"1\""),
      ("<UnitPrice>1.5<", "<UnitPrice>1.51<"), ("<ItemId>X<", "<ItemId>x<"),
      ("<Customer><CrmId>K-1</CrmId></Customer>", "<Customer><ErpNumber>K-1</ErpNumber></Customer>"),
      ("</Line>", "</Line><Line><Number>20</Number></Line>"), ("urn:kontor:exchange:1", "urn:kontor:exchange:2"),
    ])
  func different(part: String, other: String) throws {
    let changed = Self.order.replacing(part, with: other)
    #expect(changed != Self.order)
    #expect(try hash(changed) != hash(Self.order))
  }
}
