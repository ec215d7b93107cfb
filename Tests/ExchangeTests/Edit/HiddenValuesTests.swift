import Testing

@testable import Exchange

@Suite("Hidden values")
struct HiddenValuesTests {
  private static let text = """
    <a>
      <Phone kind="home">030 123</Phone>
      <Iban>
        <Country>DE</Country>
      </Iban>
      <b Phone='1'>x</b>
    </a>

    """

  @Test("stand as numbered marks, and come back")
  func roundTrip() throws {
    let hidden = HiddenValues(in: Self.text, ["Phone", "Iban"])
    #expect(
      hidden.text == """
        <a>
          <Phone kind="•••1•••">•••2•••</Phone>
          <Iban>
            <Country>•••3•••</Country>
          </Iban>
          <b Phone='•••4•••'>x</b>
        </a>

        """)
    #expect(hidden.count == 4)
    #expect(try hidden.restored(in: hidden.text) == Self.text)
  }

  @Test("can be moved, left out and written anew")
  func edited() throws {
    let hidden = HiddenValues(in: Self.text, ["Phone"])
    let edited = hidden.text.replacing("•••2•••", with: "030 999").replacing("'•••3•••'", with: "'•••2•••'")
    let restored = try hidden.restored(in: edited)
    #expect(restored.contains(">030 999<"))
    #expect(restored.contains("Phone='030 123'"))
  }

  @Test(
    "a mark that stands for none is refused, with its place",
    arguments: ["•••5•••", "•••0•••", "•••", "•••x•••", "•••1"])
  func unknown(mark: String) throws {
    let hidden = HiddenValues(in: Self.text, ["Phone"])
    let edited = "<a>\n \(mark)"
    let error = #expect(throws: UnfitText.self) { try hidden.restored(in: edited) }
    #expect(error?.line == 2)
    #expect(error?.column == 2)
  }

  @Test("dots of the file are no marks")
  func dots() throws {
    let text = "<a><b>•••1•••</b><Phone>030</Phone>••••</a>"
    let hidden = HiddenValues(in: text, ["Phone"])
    #expect(hidden.text == "<a><b>•••1•••</b><Phone>•••••1•••••</Phone>••••</a>")
    #expect(try hidden.restored(in: hidden.text) == text)
  }

  @Test("nothing is hidden where nothing is masked")
  func none() throws {
    let hidden = HiddenValues(in: Self.text, [])
    #expect(hidden.text == Self.text)
    #expect(try hidden.restored(in: "•••9•••") == "•••9•••")
  }

  @Test("every sample comes back", arguments: EditSamples.files)
  func samples(file: String) throws {
    guard let editable = try? EditableText(EditSamples.bytes(file)) else { return }
    let hidden = HiddenValues(in: editable.text, ["Phone", "Customer", "Name", "telefon", "id", "Line", "E1EDK01"])
    #expect(try hidden.restored(in: hidden.text) == editable.text)
    #expect(hidden.text.utf8.count { $0 == 10 } == editable.text.utf8.count { $0 == 10 })
  }
}
