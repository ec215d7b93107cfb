package import Exchange

/// The files by which records of a flow are read and written.
package struct FlowVersions: Sendable, Hashable {
  package struct File: Sendable, Hashable {
    package enum Use: String, Sendable, CaseIterable {
      /// What the sender's files are held against.
      case schemaIn
      /// Makes its records canonical.
      case mappingIn
      /// Makes the receiver's out of canonical ones.
      case mappingOut
      /// What documents for the receiver are held against.
      case schemaOut
    }

    package var use: Use
    package var name: String
    /// Of its content.
    package var sha256: String?
  }

  package var files: [File] = []
}

extension Bench {
  /// By what is compiled and in force.
  package func versions(of flow: Flow) -> FlowVersions {
    var versions = FlowVersions()
    let sent = configuration.system(named: flow.from.value)?.sends ?? []
    let written = configuration.system(named: flow.to.value)?.formats ?? []
    add(sent.map(\.value), .schemaIn, .mappingIn, &versions) { format, name in
      switch format.reading {
      case .asItStands: false
      case .stylesheet(let path): path.name == name
      case .stylesheets(let paths): paths.contains { flow.carries($0.key) && $0.value.name == name }
      }
    }
    add(written.map(\.value), .schemaOut, .mappingOut, &versions) { format, name in
      format.write.contains { flow.carries($0.key) && $0.value.name == name }
    }
    return versions
  }

  private func add(
    _ names: [String], _ schema: FlowVersions.File.Use, _ mapping: FlowVersions.File.Use,
    _ versions: inout FlowVersions,
    isMapping: (Format, String) -> Bool
  ) {
    for name in names {
      guard let format = configuration.format(named: name), let compiled = catalogue[name] else { continue }
      for version in compiled.versions {
        let use: FlowVersions.File.Use
        switch version.kind {
        case .program: continue
        case .schema: use = schema
        case .mapping:
          guard isMapping(format, version.name) else { continue }
          use = mapping
        }
        let file = FlowVersions.File(use: use, name: version.name, sha256: version.sha256)
        if !versions.files.contains(file) { versions.files.append(file) }
      }
    }
  }
}
