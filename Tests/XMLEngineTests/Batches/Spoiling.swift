/// Ways to spoil a file by its text, wherever markup stands in it: what ``Mutation`` does to whole elements, this does to
/// the characters between and inside them.
enum Spoiling {
  /// The text with `count` changes at places that the generator picks.
  static func spoilt(_ text: String, changes count: Int, using generator: inout SeededGenerator) -> [UInt8] {
    var bytes = Array(text.utf8)
    for _ in 0..<count { change(&bytes, using: &generator) }
    return bytes
  }

  private static func change(_ bytes: inout [UInt8], using generator: inout SeededGenerator) {
    guard bytes.count > 10 else { return }
    let place = place(in: bytes, using: &generator)
    switch Int.random(in: 0..<20, using: &generator) {
    case 0: bytes.remove(at: place)
    case 1: bytes[place] = UInt8.random(in: 0...255, using: &generator)
    case 2:
      let end = min(bytes.count, place + Int.random(in: 1...60, using: &generator))
      bytes.removeSubrange(place..<end)
    case 3:
      let end = min(bytes.count, place + Int.random(in: 1...900, using: &generator))
      bytes.insert(contentsOf: bytes[place..<end], at: place)
    case 4: bytes.removeSubrange(place...)
    default:
      bytes.insert(contentsOf: (pieces.randomElement(using: &generator) ?? "").utf8, at: place)
    }
  }

  /// Mostly beside markup, where something is decided.
  private static func place(in bytes: [UInt8], using generator: inout SeededGenerator) -> Int {
    let any = Int.random(in: 0..<bytes.count, using: &generator)
    let marks: [UInt8] = [
      UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: " "), UInt8(ascii: "\""), UInt8(ascii: "/"),
    ]
    guard Int.random(in: 0..<8, using: &generator) > 0, let mark = marks.randomElement(using: &generator),
      let found = bytes[any...].firstIndex(of: mark)
    else { return any }
    return min(bytes.count - 1, found + Int.random(in: 0...1, using: &generator))
  }

  static let pieces: [String] =
    [
      "<!-- > < ]]> -->", "<!-- -- -->", "<!--->", "<!-->", "<!--", "-->", "<![CDATA[]]>", "<![CDATA[ ]]>",
      "<![CDATA[<A></A>]]]]>", "<![CDATA[", "]]>", "<?p > <A> ?>", "<?xml version=\"1.0\"?>", "<?a:b?>", "<?p", "?>",
      "<?kontor-reject zzz?>", "&lt;", "&amp;", "&#65;", "&#x1F600;", "&#0;", "&#xFFFE;", "&unknown;", "&", "&amp",
      "\0", "\0\0\0", "\u{FEFF}", "\r\n", "\r", "\t", "\u{85}", "\u{2028}", "\u{1}", "ü", "€", "𝄞", "<!DOCTYPE R>",
      "<!X>", "<!", "<", ">", "\"", "'", "/", "=", " ", "  x  ",
    ] + elements + attributes + [
      String(repeating: "y", count: 3000), String(repeating: "<d>", count: 30) + String(repeating: "</d>", count: 30),
      String(repeating: "&amp;", count: 300), "<!--" + String(repeating: "c", count: 1500) + "-->",
      "<?" + String(repeating: "p", count: 1500) + "?>",
      "<e " + (0..<20).map { "a\($0)=''" }.joined(separator: " ") + "/>",
      "<e " + (0..<20).map { "xmlns:a\($0)='u\($0)'" }.joined(separator: " ") + "/>",
      String(repeating: "<K/>", count: 12),
    ]

  private static let elements = [
    "<I/>", "<I>x</I>", "<Foot>f</Foot>", "<A/>", "<t:A/>", "<q:A xmlns:q='urn:q'/>", "<B>q:x</B>", "<B>zz:x</B>",
    "<B xmlns=''>no</B>", "<Unknown/>", "<Box><C>1</C><C>2</C></Box>", "<Box xsi:nil='true'/>", "<C>1</C>", "</R>",
    "</Box>", "<Box>", "<Kunde/>", "<Kunde>1</Kunde>", "<Kunde><Nr>9</Nr></Kunde>", "</Kunden>", "<Info/>",
    "<Auftrag>x</Auftrag>", "<Order/>", "<Customer/>", "<Trailer/>", "<Header/>", "</Exchange>", "<Kopf>8</Kopf>",
    "<p:q/>", "<a:b:c/>", "<Ende/>",
  ]

  private static let attributes = [
    " xmlns:p=\"urn:q\"", " xmlns=\"urn:t\"", " xmlns=\"\"", " xmlns:q=\"\"", " xsi:nil=\"true\"",
    " xsi:type=\"Special\"", " xsi:type=\"q:None\"", " extra='>'", " extra=\"<\"", " a=1", " a='1' a='2'",
    " xml:id=\"x\"", " xml:id=\"1\"", " text=\"a\n>b\"", " p:a='1'", " id=\"a1\"", " n=\"1\"",
  ]
}
