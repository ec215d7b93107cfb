import Foundation
import Synchronization

/// Loads the parts of a schema or stylesheet while it is compiled: from its own folder or below, nothing from elsewhere.
final class PartLoader: Sendable {
  private let folder: String
  private let state = Mutex(State())

  private struct State {
    var loaded: [[UInt8]] = []
    var byLocation: [String: [UInt8]] = [:]
    var refusals: [String] = []
  }

  /// - Parameter path: the schema or stylesheet.
  init(of path: String) {
    folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
  }

  /// Every part that was loaded, as UTF-8.
  var loaded: [[UInt8]] { state.withLock { $0.loaded } }

  /// The bytes of a part as they were when it was loaded last, by the same location; nil for one that was not.
  func part(at location: String) -> [UInt8]? { state.withLock { $0.byLocation[location] } }

  /// Why parts were not loaded. libxml2 itself says no more than that it cannot find them.
  var refusals: [String] { state.withLock { $0.refusals } }

  /// Whether a location is a file in the folder.
  func allows(_ location: String) -> Bool { path(of: location) != nil }

  /// The bytes of a part as UTF-8, ready to be parsed; nil where it may not be loaded.
  func load(_ location: String) -> [UInt8]? {
    guard let path = path(of: location) else {
      refuse(location, "it does not lie in \(folder)")
      return nil
    }
    guard let bytes = RuleFiles.contents(of: path) else {
      refuse(location, "it cannot be read")
      return nil
    }
    switch TrustedText.utf8(Array(bytes)) {
    case .success(let text):
      state.withLock {
        $0.loaded.append(text)
        $0.byLocation[location] = text
      }
      return text
    case .failure(let fault):
      refuse(location, fault.message)
      return nil
    }
  }

  private func refuse(_ location: String, _ reason: String) {
    state.withLock { $0.refusals.append("\(location) is not loaded: \(reason)") }
  }

  /// The path of a location with all links resolved, if it lies in the folder or below.
  private func path(of location: String) -> String? {
    let plain = location.hasPrefix("file://") ? URL(string: location)?.path ?? location : location
    guard !plain.contains("://") else { return nil }
    let root = RuleFiles.resolved(folder)
    // libxml2 escapes spaces and umlauts as a URI does, also in what was never a URI.
    let candidates = [plain, plain.removingPercentEncoding ?? plain].map(RuleFiles.resolved)
      .filter { $0.hasPrefix(root + "/") }
    return candidates.first { FileManager.default.fileExists(atPath: $0) } ?? candidates.first
  }
}
