import ArgumentParser
import Console
import Exchange
import Operations

struct ConsoleUserChange: Action {
  static let configuration = CommandConfiguration(
    commandName: "change", abstract: "Give a user another role, right or language.")

  @Argument(help: "The user.")
  var name: String

  @Option(help: "viewer, operator or admin.")
  var role: Role?

  @Flag(inversion: .prefixedNo, help: "Whether the user may see what files hold and the values of fields.")
  var payloads: Bool?

  @Option(help: "The language of the console for this user, en or de.")
  var language: LanguageArgument?

  @OptionGroup var shared: SharedOptions

  func validate() throws {
    if role == nil, payloads == nil, language == nil {
      throw ValidationError("Say what is to change: --role, --payloads, --no-payloads or --language.")
    }
  }

  func perform(_ session: Session) throws -> Outcome {
    let change = try UserChange(session)
    let user = try UserChange.user(name, in: try change.users())
    try change.make(.userChanged, of: user.name, detail: detail) { list in
      var user = try UserChange.user(name, in: list)
      user.role = role ?? user.role
      user.seesPayloads = payloads ?? user.seesPayloads
      user.language = language?.language ?? user.language
      list.put(user)
    }
    try change.tell(.userChanged, of: user.name, "changed \(user.name): \(detail)")
    return .done
  }

  private var detail: String {
    AccessDetail.text(
      [
        role.map { .role($0.rawValue) }, payloads.map { $0 ? .payloads : .noPayloads },
        language.map { .language($0.language.rawValue) },
      ].compactMap(\.self))
  }
}
