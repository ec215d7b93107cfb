/// How a format writes the codes of one canonical element: `mr` and `ms` as `1` and `2`.
///
/// It reads the same in both directions: no two codes are written alike in a format that is read.
package struct CodeTranslation: Sendable, Equatable {
  /// What becomes of a value that ``values`` does not name.
  package enum Others: String, Sendable, CaseIterable {
    /// The record is refused. The default: a code that nobody translates means nothing to its receiver.
    case refuse
    /// It is handed on as it is.
    case pass
  }

  /// The local name of the canonical element.
  package let element: String
  /// From the canonical value to the format's own.
  package let values: [String: String]
  package let others: Others
  private let back: [String: String]

  /// - Precondition: no two of `values` are equal in a format that is read; of such two, one could not be read back.
  package init(element: String, values: [String: String], others: Others = .refuse) {
    self.element = element
    self.values = values
    self.others = others
    back = Dictionary(values.map { ($0.value, $0.key) }, uniquingKeysWith: min)
  }

  /// As the format writes it; nil where it refuses the value.
  package func foreign(_ canonical: String) -> String? {
    values[canonical] ?? (others == .pass ? canonical : nil)
  }

  /// What the format's own value means; nil where it refuses the value.
  package func canonical(_ foreign: String) -> String? {
    back[foreign] ?? (others == .pass ? foreign : nil)
  }
}
