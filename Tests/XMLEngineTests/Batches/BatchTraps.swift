import Testing

@testable import XMLEngine

/// A schema with everything in it by which a record could depend on what stands around it.
let trapSchema = """
  <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:t" xmlns="urn:t" xmlns:t="urn:t"
      elementFormDefault="qualified">
    <xs:element name="R"><xs:complexType><xs:sequence>
      <xs:element name="Head" type="xs:string"/>
      <xs:choice minOccurs="0" maxOccurs="unbounded">
        <xs:element ref="A"/>
        <xs:element ref="B"/>
        <xs:element name="I" type="xs:string"/>
        <xs:element name="Foot" type="xs:string"/>
        <xs:element ref="Box"/>
      </xs:choice>
      <xs:element name="Tail" type="xs:int"/>
    </xs:sequence><xs:attribute name="no" type="xs:int"/><xs:anyAttribute namespace="##other" processContents="lax"/>
    </xs:complexType></xs:element>
    <xs:element name="Box"><xs:complexType><xs:sequence>
      <xs:element name="Note" type="xs:string" minOccurs="0"/>
      <xs:element name="C" type="xs:int" minOccurs="0" maxOccurs="unbounded"/>
      <xs:element name="Sum" type="xs:int" minOccurs="0"/>
    </xs:sequence><xs:attribute name="kind" type="xs:string" default="plain"/></xs:complexType></xs:element>
    <xs:element name="B" type="xs:QName"/>
    <xs:element name="A"><xs:complexType><xs:sequence>
      <xs:element name="Id" type="xs:ID" minOccurs="0"/>
      <xs:element name="Ref" type="xs:IDREF" minOccurs="0"/>
      <xs:element name="Name" type="xs:string" minOccurs="0"/>
      <xs:element name="Short" minOccurs="0"><xs:simpleType><xs:restriction base="xs:token">
        <xs:maxLength value="8"/></xs:restriction></xs:simpleType></xs:element>
      <xs:element name="Value" type="xs:decimal" minOccurs="0" nillable="true" default="1"/>
      <xs:element name="Kind" type="Kind" minOccurs="0"/>
      <xs:element name="Nothing" minOccurs="0"><xs:complexType/></xs:element>
      <xs:element name="Mixed" minOccurs="0"><xs:complexType mixed="true"><xs:sequence>
        <xs:element name="b" type="xs:string" minOccurs="0" maxOccurs="unbounded"/>
      </xs:sequence></xs:complexType></xs:element>
      <xs:element name="Line" minOccurs="0" maxOccurs="unbounded"><xs:complexType>
        <xs:attribute name="n" type="xs:int"/><xs:attribute name="of" type="xs:int"/></xs:complexType></xs:element>
      <xs:any namespace="##other" processContents="lax" minOccurs="0" maxOccurs="unbounded"/>
    </xs:sequence>
      <xs:attribute name="id" type="xs:ID"/><xs:attribute name="text" type="xs:string"/>
      <xs:attribute name="fixed" type="xs:string" fixed="f"/><xs:attribute name="default" type="xs:string" default="d"/>
      <xs:attribute name="name" type="xs:QName"/><xs:anyAttribute namespace="##other" processContents="lax"/>
    </xs:complexType>
      <xs:key name="line"><xs:selector xpath="t:Line"/><xs:field xpath="@n"/></xs:key>
      <xs:keyref name="of" refer="line"><xs:selector xpath="t:Line"/><xs:field xpath="@of"/></xs:keyref>
    </xs:element>
    <xs:complexType name="Kind"><xs:sequence><xs:element name="x" type="xs:int"/></xs:sequence></xs:complexType>
    <xs:complexType name="Special"><xs:complexContent><xs:extension base="Kind"><xs:sequence>
      <xs:element name="y" type="xs:int"/></xs:sequence></xs:extension></xs:complexContent></xs:complexType>
  </xs:schema>
  """

let trapLayout = RecordLayout(
  root: "{urn:t}R", records: [["A"]: "A", ["B"]: "B", ["Box", "C"]: "C"], envelope: ["Head", "Foot", "Box"],
  ignored: [["I"], ["Tail"], ["Box", "Note"], ["Box", "Sum"]])

/// The same without records in boxes.
let shallowTrapLayout = RecordLayout(
  root: "{urn:t}R", records: [["A"]: "A", ["B"]: "B"], envelope: ["Head", "Foot"], ignored: [["I"], ["Tail"], ["Box"]])

extension BatchFormat {
  static let traps = BatchFormat(
    testDescription: "everything that could be a trap", schema: { try temporaryFile("t.xsd", Array(trapSchema.utf8)) },
    layout: trapLayout,
    originals: { (0..<6).map { seed in trapFile(seed: UInt64(seed), prefix: seed % 3 == 2 ? "t:" : "") } },
    ahead: ["@no", "Head"])

  static let shallowTraps = BatchFormat(
    testDescription: "the same with fewer interruptions",
    schema: { try temporaryFile("t.xsd", Array(trapSchema.utf8)) }, layout: shallowTrapLayout,
    originals: { (0..<6).map { seed in trapFile(seed: UInt64(seed), prefix: seed % 3 == 2 ? "t:" : "", others: 5) } },
    ahead: ["@no", "Head"])

  /// A valid file of the trap schema.
  ///
  /// - Parameters:
  ///   - prefix: what all elements have ahead of their names.
  ///   - others: how many of 100 elements are no records, or records in a container.
  static func trapFile(seed: UInt64, records: Int = 90, prefix: String = "", others: Int = 30) -> String {
    var generator = SeededGenerator(seed: seed)
    var body = ""
    for number in 0..<records {
      body += trapBetween.randomElement(using: &generator) ?? ""
      let isOther = Int.random(in: 0..<100, using: &generator) < others
      switch isOther ? Int.random(in: 0..<4, using: &generator) : Int.random(in: 4..<20, using: &generator) {
      case 0: body += "<I>passed &amp; over</I>"
      case 1: body += "<Foot>in the middle</Foot>"
      case 2, 3:
        let inner = (0..<Int.random(in: 0..<30, using: &generator)).map { "<C>\($0)</C>" }.joined()
        body += "<Box kind=\"k\"><Note>n</Note>\(inner)<Sum>1</Sum></Box>"
      case 4, 5, 6: body += trapNames.randomElement(using: &generator) ?? ""
      default: body += trapRecord(number, &generator)
      }
    }
    let declaration = prefix.isEmpty ? "xmlns" : "xmlns:t"
    let text = """
      <?xml version="1.0" encoding="UTF-8"?>
      <!-- > ahead --><?kontor-reject abc?>
      <R \(declaration)="urn:t" xmlns:q="urn:q" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" no="7"
        xml:lang="de" xml:space="preserve" xml:base="http://x/" q:a="&lt;1&gt; &amp; &quot;2&quot;">
      <Head>7 &amp; 8</Head>\(body)
      <Tail>1</Tail>
      </R>
      <!-- behind -->
      """
    return prefix.isEmpty ? text : prefixed(text)
  }

  private static func prefixed(_ text: String) -> String {
    var result = text
    for name in [
      "R", "Head", "Tail", "A", "B", "I", "Foot", "Box", "C", "Note", "Sum", "Id", "Ref", "Name", "Short", "Value",
      "Kind", "Nothing", "Mixed", "Line", "x", "y", "b",
    ] {
      for end in [" ", ">", "/", "\n"] {
        result = result.replacing("<\(name)\(end)", with: "<t:\(name)\(end)")
      }
      result = result.replacing("</\(name)>", with: "</t:\(name)>")
    }
    return result.replacing("\"Special\"", with: "\"t:Special\"").replacing(
      "xmlns=\"urn:t\"", with: "xmlns:t=\"urn:t\"")
  }

  private static let trapNames = ["<B>q:word</B>", "<B xmlns:q='urn:again'>q:word</B>", "<B>\n no </B>"]

  private static let trapBetween = [
    "", "\n", "\n  ", "\r\n", "\t", "<!-- <A> ]]> > - -->", "<?between <B> ]]> > ?>", "\n<!-- ü€𝄞 -->\n", "&#10;",
    "<!---->", "&#x20;\n<?a?>",
  ]

  private static let trapTexts = [
    "plain", "ü", "€uro", "𝄞 clef 𝄢", "a &amp; b &lt;c&gt; &quot;&apos;", "&#228;&#x20AC;&#x1D11E;", "<![CDATA[]]>",
    "<![CDATA[<A> & <B ]] > ]]>", "a<![CDATA[ü]]>b<![CDATA[]]>c", "<!-- <A> -->x<!-- ]]> -->", "x<?p </A> ?>y",
    "line\nbreak\r\nand\ttab", " ", "]] >", "&#13;&#10;", "",
  ]

  private static func trapRecord(_ number: Int, _ generator: inout SeededGenerator) -> String {
    func pick(_ texts: [String]) -> String { texts.randomElement(using: &generator) ?? "" }
    func maybe(_ text: @autoclosure () -> String) -> String { Bool.random(using: &generator) ? text() : "" }
    let attributes = [
      "", " text=\"a > b\"", " text='\"quoted\" > &apos;'", " text=\"two\nlines\tand\r\n&#10;more\"", " fixed=\"f\"",
      " default='x' text='&lt;&amp;'", " name=\"q:n\"", " id=\"a\(number)\"", " xml:lang='en' xml:space='default'",
      " xmlns:z=\"urn:z\" name=\"z:n\"", " xmlns:q=\"urn:other\" name=\"q:n\"", " xmlns:u='relative uri'",
    ]
    return """
      <A\(pick(attributes))>\(maybe("\n  "))\(maybe("<Id>i\(number)</Id>"))\(maybe("<Ref>i1</Ref>"))\
      \(maybe("<Name>\(pick(trapTexts))</Name>"))\(maybe("<Short> ab  cd </Short>"))\
      \(maybe(pick(["<Value>1.50</Value>", "<Value/>", "<Value xsi:nil=\"true\"/>", "<Value xsi:nil='1'></Value>"])))\
      \(maybe(pick(["<Kind><x>1</x></Kind>", "<Kind xsi:type=\"Special\"><x>1</x><y>2</y></Kind>"])))\
      \(maybe("<Nothing/>"))\(maybe("<Mixed>\(pick(trapTexts))<b>\(pick(trapTexts))</b> &amp; x</Mixed>"))\
      \(maybe("<Line n=\"1\"/><Line n=\"2\" of=\"1\"/>"))\
      \(maybe(pick(["<q:any a='1'><q:b/>text</q:any>", "<o:any xmlns:o=\"urn:o\" o:a=\"&#9;\"/>"])))</A>
      """
  }
}
