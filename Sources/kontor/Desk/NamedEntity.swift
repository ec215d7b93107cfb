import ArgumentParser
import Exchange
import Operations

/// A kind of business object, as a command line names it.
struct EntityArgument: ExpressibleByArgument, Sendable {
  let value: Entity

  init(_ value: Entity) {
    self.value = value
  }

  /// Nil for what is a message and no object.
  init?(argument: String) {
    guard let value = Self.all.first(where: { $0.rawValue.lowercased() == argument.lowercased() }) else { return nil }
    self.value = value
  }

  static let all = Entity.allCases.filter { $0 != .confirmation && $0 != .decision }

  static var allValueStrings: [String] { all.map(\.rawValue) }

  var defaultValueDescription: String { value.rawValue }
}

/// One business object, as a command line names it.
struct EntityArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp("What it is: Customer, Order and so on.", valueName: "entity"),
    completion: .list(EntityArgument.allValueStrings))
  var entity: EntityArgument

  @Argument(help: ArgumentHelp("A key that any system gave it, also a former one.", valueName: "key"))
  var key: String

  var named: NamedEntity { NamedEntity(entity.value, key: key) }
}
