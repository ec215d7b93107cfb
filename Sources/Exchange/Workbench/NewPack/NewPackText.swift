/// The files of a new pack that are for people to go on with.
struct NewPackText {
  let name: String
  let skeleton: Skeleton
  /// From the folder of the pack.
  let schema: String
  /// Nil for UTF-8.
  let encoding: String?
  /// What stands among records and is none: paths from the root.
  let ignored: [String]
  /// The sample in the folder `samples/read`; nil where there is none.
  let sample: String?

  private var entity: String { skeleton.entity.rawValue }

  var format: String {
    let skipped =
      ignored.isEmpty
      ? ""
      : "# Stands among the records and is none. Where something of it is needed, see envelope in docs/formats.md.\n"
        + "ignore: [" + ignored.map(Self.quoted).joined(separator: ", ") + "]\n"
    let written =
      encoding.map {
        "# The sample is in it. What becomes of characters that it lacks, unmappable says.\nencoding: \($0)\n"
      } ?? ""
    return """
      # What this pack is. A configuration that names it gets all of this; what it says itself wins.
      title: \(Self.quoted(name))
      # standard: what it follows, if it follows one
      description: \(Self.quoted("\(entity) records of \(name). Say here in a sentence or two what they are."))
      # Which side of an exchange speaks it, the more usual one first.
      sides: [\(skeleton.entity == .customer || skeleton.entity == .order ? "crm, erp" : "erp, crm")]

      # Proposed from one file. It refuses what it does not know, so widen it where other files have more.
      schema: \(Self.quoted(schema))
      # Where the records stand: \(skeleton.record.reason).
      records:
        \(entity): \(Self.quoted(skeleton.record.text))
      \(skipped)# From a file to canonical records, and from a canonical record to a document. Delete what this system does not do.
      read: read.xsl
      write:
        \(entity): write.xsl
      \(written)# What documents are called. More than one record in a document: records: 100.
      document: { name: "{sequence}-{entity}-{key}.xml", records: 1 }

      # To decide, when the stylesheets are written:
      # with: { Order: [Customer] }       a customer travels inside its orders
      # codes: { Unit: { C62: Stk } }     words of this system for canonical codes
      # parameters: { name: value }       what differs from one installation to the next
      # losses: { \(entity): [Note] }     canonical fields that do not survive writing and reading; kontor coverage finds them

      """
  }

  var readme: String {
    let keys = skeleton.keys.map { "`" + skeleton.prefixes.path($0) + "`" }
    let key = keys.first ?? "to be found"
    let others =
      keys.dropFirst().isEmpty ? "" : " Others that could be it: \(keys.dropFirst().joined(separator: ", "))."
    return """
      # \(name)

      What it is, which system speaks it, and in which version.

      | message | canonical | stylesheets |
      | --- | --- | --- |
      | `\(skeleton.record.text)` | `\(entity)` | [read.xsl](read.xsl), [write.xsl](write.xsl) |

      ## Set it up

      ```yaml
      formats:
        \(Self.quoted(name)): { pack: formats/\(name) }
      ```

      ## \(entity)

      | canonical | here | notes |
      | --- | --- | --- |
      | `\(skeleton.keyName)` | \(key) | the key.\(others) |

      ## What is lost

      ## What the other system insists on

      ## Traps

      """
  }

  /// As YAML reads it back, whatever it is.
  static func quoted(_ text: String) -> String {
    var quoted = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": quoted += "\\\\"
      case "\"": quoted += "\\\""
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: quoted += " "
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return "\"" + quoted + "\""
  }
}
