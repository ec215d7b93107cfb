import Foundation

extension Site {
  /// Some seventy files of all kinds: customers, orders, held and rejected ones, confirmations, repeats, corrections,
  /// decisions of a person.
  static func mixed() throws -> Site {
    let site = try Site()
    for (file, system) in [
      ("1-lead", "crm"), ("2-order", "crm"), ("3-confirmation", "erp"), ("4-from-accounting", "erp"),
      ("5-two-wishes", "crm"),
    ] {
      try site.copy(example("lead-to-customer/\(file).xml"), to: "inbox/\(system)/\(file).xml")
      _ = try site.run("scan", "--settle", "0")
    }
    for folder in ["crm", "bad", "unusual"] {
      for name in try FileManager.default.contentsOfDirectory(atPath: example(folder)).sorted() {
        try site.drop("\(folder)/\(name)")
      }
    }
    try site.copy(example("erp/501-from-the-erp.xml"), to: "inbox/erp/501-from-the-erp.xml")
    _ = try site.run("scan", "--settle", "0")
    try site.drop("crm/1002-first-order.xml", as: "again.xml")
    try site.drop("bad/truncated.xml", as: "again-truncated.xml")
    let order = try String(contentsOfFile: example("bad/wrong-count.xml"), encoding: .utf8)
    try site.write(order.replacing("<RecordCount>3<", with: "<RecordCount>2<"), to: "inbox/crm/wrong-count.xml")
    _ = try site.run("scan", "--settle", "0")
    let held = try site.run("held", "--entity", "Order", "--json")
    let holds = try JSONSerialization.jsonObject(with: Data(held.out.utf8)) as? [[String: Any]] ?? []
    for hold in holds.prefix(2) {
      if let number = hold["id"] as? Int { _ = try site.run("release", String(number), "--by", "ada") }
    }
    return site
  }

  func copy(_ source: String, to name: String) throws {
    try FileManager.default.copyItem(atPath: source, toPath: path + "/" + name)
  }

  /// Everything in the site: paths with sizes and times of change.
  func tree() throws -> [String] {
    try (FileManager.default.subpaths(atPath: path) ?? []).sorted().map { name in
      let facts = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
      guard let size = facts[.size] as? Int, let changed = facts[.modificationDate] as? Date,
        let number = facts[.systemFileNumber] as? Int
      else { throw CocoaError(.fileReadUnknown) }
      return "\(name) \(size) \(changed.timeIntervalSince1970) \(number)"
    }
  }

  /// A file of the site with another text in the place of one, beside the site's own files.
  func changed(_ name: String, _ text: String, _ replacement: String, as newName: String? = nil) throws -> String {
    let original = try String(contentsOfFile: path + "/" + name, encoding: .utf8)
    guard original.contains(text) else { throw CocoaError(.fileReadCorruptFile) }
    try FileManager.default.createDirectory(atPath: path + "/new", withIntermediateDirectories: true)
    let new = "new/" + (newName ?? URL(fileURLWithPath: name).lastPathComponent)
    try write(original.replacing(text, with: replacement), to: new)
    return new
  }
}
