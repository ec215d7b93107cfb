/// Says of one pair's fields which side is right, by the rules that hold for it, and what would set the other one right.
struct DriftJudge {
  let terms: AgreementTerms
  let shape: EntityShape
  let crm: String
  let erp: String
  /// What the ledger knows of it.
  let known: EntityState?
  let subject: String?
  let crmKey: String?
  let erpKey: String?

  func judge(_ different: [FieldName], _ ours: [FieldName: String], _ theirs: [FieldName: String]) -> (
    [Drift], Correction?
  ) {
    var drifts = different.compactMap { drift(of: $0, crm: ours[$0], erp: theirs[$0]) }
    for index in drifts.indices {
      guard case .send(let wrong) = drifts[index].remedy,
        let open = drifts.first(where: { isUndecided($0, for: wrong) })
      else { continue }
      drifts[index].remedy = .decide(
        "\(FieldNames.kind(of: open.field)) has to be decided first, since a document carries both")
    }
    return (drifts, correction(of: drifts, ours, theirs))
  }

  /// Whether a document would carry a value to a system that a person has yet to decide on.
  private func isUndecided(_ drift: Drift, for system: String) -> Bool {
    guard case .decide = drift.remedy, let target = known?.fields[drift.field]?.target(of: system) else { return false }
    return target != (system == crm ? drift.crm : drift.erp) ?? ""
  }

  private func correction(
    of drifts: [Drift], _ ours: [FieldName: String], _ theirs: [FieldName: String]
  ) -> Correction? {
    var systems: Set<String> = []
    var values: [FieldName: String] = [:]
    for drift in drifts {
      guard case .send(let system) = drift.remedy, let right = drift.right else { continue }
      systems.insert(system)
      values[drift.field] = right
    }
    guard !systems.isEmpty, let known, let subject else { return nil }
    let count = values.count
    for name in Set(ours.keys).union(theirs.keys) where !drifts.contains(where: { $0.field == name }) {
      guard let value = told(name, ours[name], theirs[name]), known.fields[name]?.conflict == nil,
        (known.fields[name]?.agreed ?? "") != value
      else { continue }
      values[name] = value
    }
    return Correction(
      subject: subject, systems: systems.sorted(), differing: count,
      values: values.sorted { $0.key < $1.key }.map { (field: $0.key, value: $0.value) })
  }

  /// What both say, or the one whose word it is.
  private func told(_ name: FieldName, _ ours: String?, _ theirs: String?) -> String? {
    if let ours, let theirs { return ours == theirs ? ours : nil }
    guard let value = ours ?? theirs else { return nil }
    switch fieldTerms(name, value).owner {
    case .shared: return value
    case .system(let owner): return owner == (ours == nil ? erp : crm) ? value : nil
    }
  }

  /// Nil where the values may differ: by agreement they go nowhere.
  func drift(of name: FieldName, crm ours: String?, erp theirs: String?) -> Drift? {
    let rule = fieldTerms(name, ours ?? theirs ?? "")
    let verdict = right(name, rule, ours, theirs)
    if case .agreedToDiffer = verdict { return nil }
    var drift = Drift(
      crmKey: crmKey, erpKey: erpKey, field: name, crm: ours, erp: theirs, owner: rule.owner, rule: rule.rule,
      remedy: .decide(""), right: nil)
    switch verdict {
    case .agreedToDiffer: return nil
    case .person(let reason): drift.remedy = .decide(reason)
    case .side(let system):
      let wrong = system == crm ? erp : crm
      drift.right = system == crm ? ours ?? "" : theirs ?? ""
      drift.remedy = remedy(sendingTo: wrong)
    }
    return drift
  }

  private func fieldTerms(_ name: FieldName, _ value: String) -> FieldTerms {
    let place = name == Agreement.number ? FieldPlace([]) : shape.place(of: name, value: value)
    // Both have it, so it is booked, whatever else is known.
    var entity =
      known
      ?? EntityState(
        kind: shape.entity, stage: .customer, origin: crm, created: RecordReference(InterchangeID(""), 0))
    if entity.stage == nil { entity.stage = .customer }
    return terms.terms(of: entity, name, place)
  }

  private enum Verdict {
    case side(String)
    case person(String)
    case agreedToDiffer
  }

  private func right(_ name: FieldName, _ rule: FieldTerms, _ ours: String?, _ theirs: String?) -> Verdict {
    if known?.fields[name]?.conflict != nil { return .person("it is in conflict: kontor resolve") }
    switch rule.owner {
    case .system(let owner) where owner == crm || owner == erp:
      let other = owner == crm ? erp : crm
      guard rule.sending.reaches(other) else { return .agreedToDiffer }
      let value = owner == crm ? ours : theirs
      if value?.isEmpty ?? true, rule.conflict == .fillIfEmpty { return .side(other) }
      // What an owner leaves out it neither has nor takes away.
      return value == nil ? .person("\(owner), who owns it, says nothing of it") : .side(owner)
    case .system(let owner): return .person("it belongs to \(owner), whose export is not compared")
    case .shared:
      guard rule.sending.reaches(crm) || rule.sending.reaches(erp) else { return .agreedToDiffer }
      guard let ours else { return .side(erp) }
      guard let theirs else { return .side(crm) }
      return shared(rule, ours, theirs)
    }
  }

  private func shared(_ rule: FieldTerms, _ ours: String, _ theirs: String) -> Verdict {
    let lastWord: Verdict =
      [crm, erp].contains(rule.lastWord) ? .side(rule.lastWord) : .person("\(rule.lastWord) has the last word on it")
    switch rule.conflict {
    case .ownerWins: return lastWord
    case .longest where ours.count != theirs.count: return .side(ours.count > theirs.count ? crm : erp)
    case .longest: return lastWord
    case .fillIfEmpty where ours.isEmpty != theirs.isEmpty: return .side(ours.isEmpty ? erp : crm)
    case .fillIfEmpty: return lastWord
    case .newest: return .person("the newer one counts, and an export does not tell when a single field changed")
    case .ask: return .person("by agreement a person decides")
    }
  }

  private func remedy(sendingTo wrong: String) -> Drift.Remedy {
    guard terms.receivers(of: shape.entity).contains(where: { $0.name == wrong }) else {
      return .byHand("no flow brings \(shape.entity.rawValue) records to \(wrong); correct it there")
    }
    guard subject != nil else {
      return .byHand("it is not known here yet; take both exports in first: kontor scan --initial")
    }
    if known?.deletedBy.contains(wrong) == true {
      return .byHand("\(wrong) said that it deleted it; nothing is sent there any more")
    }
    return .send(wrong)
  }
}
