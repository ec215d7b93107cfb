/// How records name a person, whoever wrote them.
struct PersonKeys {
  /// All its keys, present, former and second ones, by the system that gave them.
  let bySystem: [String: Set<String>]
  private let terms: AgreementTerms
  /// Documents that carried it.
  let documents: Set<String>

  init(_ references: [CrossReference], documents: Set<String>, _ terms: AgreementTerms) {
    bySystem = Dictionary(references.map { ($0.system, [$0.key]) }, uniquingKeysWith: { $0.union($1) })
    self.documents = documents
    self.terms = terms
  }

  var all: Set<String> { bySystem.values.reduce(into: []) { $0.formUnion($1) } }

  /// The keys that stand in `CrmId` and in `ErpNumber` of a file that a system wrote or gets.
  func keys(in system: System) -> (crm: Set<String>, erp: Set<String>) {
    func keys(_ owner: String?) -> Set<String> { owner.map { bySystem[$0] ?? [] } ?? all }
    return (keys(terms.crmSystem(besides: system)), keys(terms.erpSystem(besides: system)))
  }
}
