import Exchange
import Glibc
import Operations

/// Where the configuration lies that ships with Kontor.
enum StarterFolder {
  /// `<prefix>/share/kontor` for the program in `<prefix>/bin`; in a build tree, the folder of the package.
  static func find() throws(Failure) -> String {
    let candidates = try candidates()
    if let found = candidates.first(where: isStarter) { return found }
    throw Failure(
      .configuration,
      "what ships with Kontor, kontor.yaml with xsd and formats, is not in \(candidates[0]); "
        + "install Kontor with its share folder, or write a kontor.yaml")
  }

  /// The same; nil where it is not there.
  static func findIfInstalled() throws(Failure) -> String? { try candidates().first(where: isStarter) }

  private static func isStarter(_ folder: String) -> Bool {
    PathFacts(path: folder + "/kontor.yaml").kind == .file
  }

  private static func candidates() throws(Failure) -> [String] {
    guard let program = realpath("/proc/self/exe", nil) else {
      throw Failure(.software, "cannot tell where this program lies; copy kontor.yaml, xsd and formats by hand")
    }
    defer { free(program) }
    let folders = String(cString: program).split(separator: "/").dropLast()
    var candidates = ["/" + folders.dropLast().joined(separator: "/") + "/share/kontor"]
    if let build = folders.lastIndex(of: ".build") { candidates.append("/" + folders[..<build].joined(separator: "/")) }
    return candidates
  }
}
