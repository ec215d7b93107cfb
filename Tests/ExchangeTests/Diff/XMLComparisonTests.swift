import Foundation
import Testing
import XMLEngine

@testable import Exchange

@Suite("What differs between two versions of a file")
struct XMLComparisonTests {
  private func compare(_ old: String, _ new: String) throws -> XMLComparison {
    try XMLComparison(from: Array(old.utf8), to: Array(new.utf8))
  }

  @Test(
    "what says the same does not differ",
    arguments: [
      ("<a x='1' y=\"2\"><b/></a>", "<a\ny='2'  x='1' >\n  <b></b>\n</a>\n"),
      ("<a>x&amp;&#65;<![CDATA[<]]></a>", "<?xml version='1.0' encoding='UTF-8'?><a>x<![CDATA[&]]>A&lt;</a>"),
      ("<a><!-- c --><b>1</b></a>", "<a><b>1<!-- d --></b></a>"),
      ("<a xmlns='u'><b xmlns='u'/></a>", "<a xmlns='u'><b/></a>"),
      ("<a xmlns:p='u' xmlns:q='v' p:x='1' q:x='2' x='0'/>", "<a q:x='2' x='0' xmlns:q='v' p:x='1' xmlns:p='u'/>"),
      ("<a x='&amp;&#10;&quot;&lt;>'/>", "<a x='&#38;&#xA;\"&#60;&gt;'/>"),
      ("<a>\r\n<b>1\r\n2</b></a>", "<a>\n<b>1\n2</b></a>"),
    ])
  func same(old: String, new: String) throws {
    let comparison = try compare(old, new)
    #expect(comparison.isEmpty, "\(comparison.text)")
    #expect(comparison.plainBecause == nil)
    #expect(comparison.text.isEmpty)
  }

  @Test(
    "what says something else differs",
    arguments: [
      ("<a x='1'/>", "<a x='2'/>"), ("<a> </a>", "<a/>"), ("<a xmlns='u'/>", "<a xmlns='v'/>"),
      ("<a><b/><c/></a>", "<a><c/><b/></a>"), ("<a>1</a>", "<a> 1</a>"), ("<a>x<b/></a>", "<a><b/>x</a>"),
      ("<a xmlns='u'><b xmlns=''/></a>", "<a xmlns='u'><b/></a>"), ("<?p 1?><a/>", "<?p 2?><a/>"),
      ("<a x='&amp;#38;'/>", "<a x='&amp;'/>"), ("<a>1\n2</a>", "<a>1 2</a>"), ("<p:a xmlns:p='u'/>", "<a xmlns='u'/>"),
    ])
  func different(old: String, new: String) throws {
    let comparison = try compare(old, new)
    #expect(!comparison.isEmpty)
    #expect(comparison.plainBecause == nil)
  }

  @Test("a difference stands with its element and what is around it")
  func hunks() throws {
    func file(_ dates: [String]) -> String {
      "<x:E xmlns:x='u'>"
        + dates.enumerated().map { "<Order n='\($0)'><Id>A-\($0)</Id><Date>\($1)</Date><Note/></Order>" }.joined()
        + "</x:E>"
    }
    let comparison = try compare(file(["1", "2", "3", "4"]), file(["1", "20", "3", "40"]))
    #expect(
      comparison.text == [
        "@@ /x:E/Order[2] @@", "    </Order>", "    <Order n=\"1\">", "      <Id>A-1</Id>", "-     <Date>2</Date>",
        "+     <Date>20</Date>", "      <Note/>", "    </Order>", "    <Order n=\"2\">", "@@ /x:E/Order[4] @@",
        "    </Order>", "    <Order n=\"3\">", "      <Id>A-3</Id>", "-     <Date>4</Date>", "+     <Date>40</Date>",
        "      <Note/>", "    </Order>", "  </x:E>",
      ])
    #expect(comparison.hunks.map(\.oldLine) == [6, 16])
    #expect(comparison.hunks.map(\.newLine) == [6, 16])
    #expect(!comparison.isCoarse)
  }

  @Test("a version that is not well-formed is compared line by line")
  func broken() throws {
    let comparison = try compare("<a>\n<b>Müller & Söhne</b>\n</a>", "<a>\n<b>Müller &amp; Söhne</b>\n</a>")
    #expect(comparison.plainBecause?.hasPrefix("the first version is not well-formed XML: line 2: ") == true)
    #expect(
      comparison.text.dropFirst() == [
        "@@ line 1 @@", "  <a>", "- <b>Müller & Söhne</b>", "+ <b>Müller &amp; Söhne</b>", "  </a>",
      ])
    for (old, new) in [("", "<a/>"), ("<a/>", "<a>"), ("<!DOCTYPE a><a/>", "<a/>"), ("<p:a/>", "<a/>")] {
      #expect(try !compare(old, new).isEmpty, "\(old)")
    }
    let bytes = try XMLComparison(from: [0xFF, 0x41], to: [0xFF, 0x42])
    #expect(bytes.hunks.map(\.lines) == [[.removed("\u{FFFD}A"), .added("\u{FFFD}B")]])
    let entity = try compare("<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>\n<a>&e;</a>", "<a/>")
    #expect(entity.plainBecause?.contains("DOCTYPE") == true)
  }

  @Test("files in different encodings are compared by what they say, and a known encoding holds")
  func encodings() throws {
    let latin = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a>".utf8) + [0xFC] + Array("</a>".utf8)
    #expect(try XMLComparison(from: latin, to: Array("<a>ü</a>".utf8)).isEmpty)
    let unlabelled = Array("<a>".utf8) + [0x80] + Array("</a>".utf8)
    let known = try XMLComparison(from: unlabelled, to: unlabelled + [0x0A], encoding: .windows1252)
    #expect(known.isEmpty && known.plainBecause == nil)
    #expect(try XMLComparison(from: unlabelled, to: unlabelled).plainBecause != nil)
  }

  @Test("a file that is too large is an error that says so")
  func large() throws {
    let bytes = [UInt8](repeating: 0x20, count: XMLComparison.longest + 1)
    #expect(throws: ComparisonError.self) { try XMLComparison(from: [], to: bytes) }
  }

  @Test("removed and same lines are the one version, added and same ones the other", arguments: 0..<200)
  func property(seed: UInt64) throws {
    var dice = SeededDice(state: seed)
    func lines() -> [String] {
      let alphabet = [1, 2, 5, 40, 1000].randomElement(using: &dice)!
      return (0..<Int.random(in: 0...120, using: &dice)).map { _ in "\(Int.random(in: 0..<alphabet, using: &dice))" }
    }
    let old = lines()
    var new = Bool.random(using: &dice) ? lines() : old
    for _ in 0..<Int.random(in: 0...6, using: &dice) where !new.isEmpty {
      let index = Int.random(in: 0..<new.count, using: &dice)
      if Bool.random(using: &dice) { new.remove(at: index) } else { new.insert("new", at: index) }
    }
    let matches = LineDifference(from: old, to: new).matches
    let pairs = matches.enumerated().compactMap { index, match in match.map { (index, $0) } }
    #expect(pairs.allSatisfy { old[$0.0] == new[$0.1] })
    #expect(zip(pairs, pairs.dropFirst()).allSatisfy { $0.1 < $1.1 })
    // Put together from the hunks and what lies between them, which is the same in both.
    let comparison = try compare((["<"] + old).joined(separator: "\n"), (["<"] + new).joined(separator: "\n"))
    var before = ["<"] + old
    let after = ["<"] + new
    for hunk in comparison.hunks.reversed() {
      let removed = hunk.lines.filter { if case .added = $0 { false } else { true } }.map(\.text)
      let added = hunk.lines.filter { if case .removed = $0 { false } else { true } }.map(\.text)
      let (oldRange, newRange) = (
        hunk.oldLine - 1..<hunk.oldLine - 1 + removed.count, hunk.newLine - 1..<hunk.newLine - 1 + added.count
      )
      #expect(Array(before[oldRange]) == removed)
      #expect(Array(after[newRange]) == added)
      before.replaceSubrange(oldRange, with: added)
    }
    #expect(before == after)
  }

  @Test("time stays in bounds where everything differs, or nothing is alike and nothing is its own", arguments: 0..<4)
  func bounded(kind: Int) throws {
    let count = 60_000
    let (old, new): ([String], [String]) =
      switch kind {
      case 0: ((0..<count).map { "a\($0)" }, (0..<count).map { "b\($0)" })
      case 1: ((0..<count).map { "\($0 % 2)" }, (0..<count).map { "\($0 % 3)" })
      case 2: ((0..<count).map { "\($0)" }, (0..<count).reversed().map { "\($0)" })
      default: ((0..<count).map { "\($0 / 2)" }, (0..<count).map { "\(($0 + 1) / 2)" })
      }
    let start = ContinuousClock.now
    let difference = LineDifference(from: old, to: new)
    #expect(start.duration(to: .now) < .seconds(30))
    #expect(difference.matches.count == count)
    #expect(difference.isCoarse == (kind == 1 || kind == 3))
  }
}

extension XMLComparison.Line {
  fileprivate var text: String {
    switch self {
    case .same(let text), .removed(let text), .added(let text): text
    }
  }
}

private struct SeededDice: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
