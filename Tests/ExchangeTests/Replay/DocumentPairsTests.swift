import DropFolder
import Foundation
import Testing

@testable import Exchange

@Suite("Which document of a replay takes the place of which")
struct DocumentPairsTests {
  /// A document of one record, called as the standard template calls it.
  private func document(
    _ ordinal: Int, _ entity: Entity = .order, at position: Int, number: Int64?, key: String, content: String = "same"
  ) -> ReplayedOutcome.Written {
    let id = InterchangeID("01M8HPAATR131AAA")
    return ReplayedOutcome.Written(
      row: Document(
        id: Document.id(of: id, ordinal: ordinal), interchange: id, ordinal: ordinal, kind: .import, system: "erp",
        name: FileName.makeSafe(from: "\(DocumentAssembly.padded(number ?? 77))-\(entity.rawValue)-\(key).xml"),
        entity: entity.rawValue, records: position...position, size: 4, sha256: content, publicationOrder: position),
      number: number)
  }

  private func changes(
    _ before: [ReplayedOutcome.Written], _ after: [ReplayedOutcome.Written], sameButForIDs: Bool = false
  ) -> [String] {
    DocumentPairs(before, after, isSame: { _, _ in sameButForIDs }).changes.map { change in
      "\(change.kind.rawValue) \(change.before?.ordinal.description ?? "-") \(change.after?.ordinal.description ?? "-")"
    }
  }

  @Test("one more shifts numbers and ids of those behind it, and that is no difference")
  func oneMore() {
    let before = [document(1, at: 1, number: 1, key: "A-1"), document(2, at: 3, number: 2, key: "A-3", content: "two")]
    let after = [
      document(1, at: 1, number: 1, key: "A-1"), document(2, at: 2, number: 2, key: "A-2"),
      document(3, at: 3, number: 3, key: "A-3", content: "three"),
    ]
    #expect(changes(before, after, sameButForIDs: true) == ["added - 2"])
    #expect(changes(after, before, sameButForIDs: true) == ["removed 2 -"])
    #expect(changes(before, after).sorted() == ["added - 2", "changed 2 3"])
  }

  @Test("a name that differs by more than its number is another name")
  func names() {
    let before = [document(1, at: 1, number: 1, key: "A-1")]
    #expect(changes(before, [document(1, at: 1, number: 12, key: "A-1")]) == [])
    #expect(changes(before, [document(1, at: 1, number: nil, key: "A-1")]) == [])
    #expect(changes(before, [document(1, at: 1, number: 1, key: "A-9")]) == ["renamed 1 1"])
    #expect(changes(before, [document(1, at: 1, number: 1, key: "A-9", content: "other")]) == ["changed 1 1"])
  }

  @Test("documents of one record are told apart by their entities, and those of one entity by their names")
  func sameRecord() {
    let before = [
      document(1, .customer, at: 1, number: 1, key: "K-1"), document(2, at: 1, number: 2, key: "A-1", content: "one"),
      document(3, at: 1, number: 3, key: "A-2", content: "two"),
    ]
    let after = [
      document(1, at: 1, number: 2, key: "A-2", content: "two"),
      document(2, at: 1, number: 3, key: "A-1", content: "new"),
    ]
    #expect(changes(before, after, sameButForIDs: false).sorted() == ["changed 2 2", "removed 1 -"])
  }

  @Test("a document that was sent keeps its number in every run, and a new one gets one that nobody has")
  func numbers() {
    let all = DocumentNumbers()
    let sent = [document(1, at: 1, number: 41, key: "A-1"), document(2, at: 3, number: 42, key: "A-3")]
    let first = all.next(after: sent)
    let numbers = [1, 2, 3, 3].map { first.number("erp", .order, $0) }
    #expect(numbers == [41, 43, 42, 44])
    #expect(first.given == numbers)
    all.goOn(after: first)
    #expect(all.next(after: []).number("erp", .order, 1) == 45)
    #expect(all.next(after: []).number("crm", .order, 1) == 1)
  }
}

@Suite("Documents line by line")
struct DocumentLinesTests {
  private func difference(_ old: String, _ new: String) -> [String] {
    DocumentLines.difference(from: Array(old.utf8), to: Array(new.utf8)).map { line in
      switch line.kind {
      case .same: " " + line.text
      case .removed: "-" + line.text
      case .added: "+" + line.text
      case .gap: "…"
      }
    }
  }

  @Test("each element stands on a line of its own, and only what is near a difference is shown")
  func lines() {
    #expect(
      difference("<a><b>1</b><c>2</c><d>3</d><e>4</e></a>", "<a><b>1</b><c>2</c><d>3</d><e>5</e></a>")
        == ["…", "   <d>3</d>", "-  <e>4</e>", "+  <e>5</e>", " </a>"])
    #expect(difference("<a/>", "<a/>") == ["…"])
    #expect(difference("", "<a/>") == ["+<?xml version=\"1.0\" encoding=\"UTF-8\"?>", "+<a/>"])
  }

  @Test("what is no XML is shown as it is")
  func text() {
    #expect(difference("one\ntwo", "one\n<three") == [" one", "-two", "+<three"])
  }
}
