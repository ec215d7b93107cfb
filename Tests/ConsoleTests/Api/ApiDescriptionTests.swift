import Exchange
import Foundation
import Operations
import Testing

@testable import Console

@Suite("the interface for programs and its description")
struct ApiDescriptionTests {
  /// An operation as both name it: `POST /api/v1/jobs`.
  private static func described() throws -> Set<String> {
    var operations: Set<String> = []
    var path: String?
    for line in String(decoding: PackageResources.openapi_yaml, as: UTF8.self).split(separator: "\n") {
      if let found = line.wholeMatch(of: #/  (/api/v1\S*):/#) {
        path = String(found.1)
      } else if let found = line.wholeMatch(of: #/    (get|post|put|patch|delete):/#), let path {
        operations.insert("\(found.1.uppercased()) \(path)")
      } else if line.first?.isWhitespace == false {
        path = nil
      }
    }
    return operations
  }

  private static func area() throws -> (ApiArea, String) {
    let folder = NSTemporaryDirectory() + "/kontor-api-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: folder + "/ledger", withIntermediateDirectories: true)
    let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    for name in ["kontor.yaml", "xsd", "formats"] {
      try FileManager.default.copyItem(atPath: package.path + "/" + name, toPath: folder + "/" + name)
    }
    return (ApiArea(try Workplace(configurationFile: folder + "/kontor.yaml"), PendingAttempts()), folder)
  }

  @Test("the description names every operation that there is, and no other")
  func operations() throws {
    let (area, folder) = try Self.area()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let there = Set(area.routes.map { "\($0.method.rawValue) \($0.pattern)" })
    let described = try Self.described()
    #expect(there == described, "\(there.symmetricDifference(described).sorted())")
    #expect(there.count > 30)
  }

  @Test("the description knows all that people do")
  func actions() throws {
    let text = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
    let list = try #require(text.firstMatch(of: #/- name: action\n(?s:.*?)enum:\s*\[((?s:.*?))\]/#)?.1)
    let described = Set(list.split { $0 == "," || $0.isWhitespace }.map(String.init))
    let known = Decision.Action.allCases.map(\.rawValue) + AccessEntry.What.allCases.map(\.rawValue)
    #expect(described == Set(known), "\(described.symmetricDifference(known).sorted())")
  }

  @Test("whoever may decide is an operator, flows are an admin's, and files need the right to see them")
  func roles() throws {
    let (area, folder) = try Self.area()
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for route in area.routes {
      let isOfFlow = route.pattern.hasPrefix("/api/v1/flows/{flow}/")
      let isCorrection = route.pattern.hasSuffix("/correction")
      #expect(route.role == (isOfFlow ? .admin : route.method == .post || isCorrection ? .operator : .viewer))
      let holdsFile = ["/source", "/correction", "/attempts", "/resolve"].contains { route.pattern.hasSuffix($0) }
      #expect(route.needsPayloads == holdsFile)
    }
  }

  @Test(
    "a query is read strictly, and told what is wrong",
    arguments: [
      ("limit=0", "limit is a number from 1 to 500."), ("limit=x", "limit is a number from 1 to 500."),
      ("limt=5", "There is no parameter \"limt\". Did you mean limit?"),
      ("limit=1&limit=2", "The parameter limit is given twice."),
      ("since=yesterday", "since is a moment such as 2026-11-29T10:00:00Z; \"yesterday\" is not."),
      ("verdict=good", "verdict is one of accepted, accepted-with-warnings"), ("q=", "q has 1 to 200 characters."),
    ])
  func queries(_ query: String, _ why: String) throws {
    func read() throws {
      let fields = try ApiFields(Fields(encoded: query), "limit", "since", "verdict", "q")
      _ = try fields.limit()
      _ = try fields.moment("since")
      _ = try fields.choice("verdict", InterchangeVerdict.self)
      _ = try fields.text("q")
    }
    let refusal = #expect(throws: Refusal.self) { try read() }
    guard case .badRequest(let said)? = refusal else { return }
    #expect(said.hasPrefix(why))
  }

  @Test("moments may have any zone, and a plus sign that nobody escaped")
  func moments() throws {
    for text in ["2026-11-29T10%3A00%3A00%2B01%3A00", "2026-11-29T10:00:00+01:00", "2026-11-29t09:00:00z"] {
      let moment = try ApiFields(Fields(encoded: "since=\(text)"), "since").moment("since")
      #expect(moment == Timestamp("2026-11-29T09:00:00.000Z"))
    }
  }

  @Test(
    "a body is read strictly, and told what is wrong",
    arguments: [
      ("{", "The body is no JSON"), ("[]", "The body is no JSON object."),
      ("{\"reson\":\"x\"}", "\"reson\" is nothing"),
      ("{\"reason\":\"\"}", "reason is text of 1 to 500 characters."),
      ("{\"reason\":\" \\t\"}", "reason says nothing."),
      ("{\"reason\":7}", "reason is text"), ("{}", "reason is missing"),
      ("{\"reason\":\"x\",\"fields\":[{\"name\":1}]}", "fields[0].name is text"),
      ("{\"reason\":\"x\",\"fields\":[]}", "fields is a list of 1 to 2."),
      ("{\"reason\":\"x\",\"number\":1.5}", "number is"),
    ])
  func bodies(_ text: String, _ why: String) throws {
    let request = WebRequest(
      .post, path: [], headers: ["content-type": "application/json; charset=utf-8"], body: Array(text.utf8))
    func read() throws {
      let body = try ApiBody(request, "reason", "fields", "number")
      _ = try body.reason(isRequired: true)
      _ = try body.number("number", 1...9)
      for field in try body.objects("fields", most: 2, "name") ?? [] { _ = try field.required("name") }
    }
    let refusal = #expect(throws: Refusal.self) { try read() }
    guard case .badRequest(let said)? = refusal else { return }
    #expect(said.hasPrefix(why), "\(said)")
  }

  @Test("a body of another type is refused as such")
  func types() throws {
    let request = WebRequest(.post, path: [], headers: ["content-type": "text/plain"], body: Array("{}".utf8))
    let problem = #expect(throws: ApiProblem.self) { _ = try ApiBody(request) }
    #expect(problem?.status == 415)
    #expect(try problem?.answer().headers.first?.value == "application/problem+json")
  }
}
