import Exchange
import Glibc

/// Where the configuration lies that ships with Kontor.
enum StarterFolder {
  /// `<prefix>/share/kontor` for the program in `<prefix>/bin`; in a build tree, the folder of the package.
  static func find() throws(Failure) -> String {
    guard let program = realpath("/proc/self/exe", nil) else {
      throw Failure(.software, "cannot tell where this program lies; copy kontor.yaml, xsd and formats by hand")
    }
    defer { free(program) }
    let folders = String(cString: program).split(separator: "/").dropLast()
    var candidates = ["/" + folders.dropLast().joined(separator: "/") + "/share/kontor"]
    if let build = folders.lastIndex(of: ".build") { candidates.append("/" + folders[..<build].joined(separator: "/")) }
    for candidate in candidates where PathFacts(path: candidate + "/kontor.yaml").kind == .file { return candidate }
    throw Failure(
      .configuration,
      "there is no configuration yet, and the one that ships is not in \(candidates[0]); "
        + "install Kontor with its share folder, or write a kontor.yaml")
  }
}
