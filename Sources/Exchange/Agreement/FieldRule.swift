/// What is agreed on some fields of an entity: who has the last word, where values go, what happens on conflict.
package struct FieldRule: Sendable, Equatable {
  /// Who has the last word on a field.
  package enum Owner: Hashable, Sendable {
    case system(String)
    /// Both sides may change it; a conflict is settled by ``FieldRule/conflict``.
    case shared

    /// What the configuration writes for it, where it could name a system.
    package static let sharedName = "shared"
  }

  /// What happens where both sides changed a shared field, to different values.
  package enum Conflict: String, Sendable, CaseIterable {
    /// The system that has the last word wins.
    case ownerWins = "owner-wins"
    /// The later change wins, by the times that the systems give.
    case newest
    /// What is there stays; only an empty field is filled. On an owned field: the other side may fill it while it is empty.
    case fillIfEmpty = "fill-if-empty"
    /// The longer value wins.
    case longest
    /// A person decides; until then each side keeps its own value.
    case ask
  }

  /// To which systems values go.
  package enum Sending: Hashable, Sendable {
    case everywhere
    case nowhere
    case only([String])

    package func reaches(_ system: String) -> Bool {
      switch self {
      case .everywhere: true
      case .nowhere: false
      case .only(let systems): systems.contains(system)
      }
    }
  }

  package var pattern: FieldPattern
  /// By stage; a stage that is not named has the owner of the entity at that stage.
  package var owners: [Stage: Owner]
  /// At every stage that ``owners`` does not name; nil takes the entity's.
  package var owner: Owner?
  package var conflict: Conflict?
  /// Who wins by ``Conflict/ownerWins``, and where nothing else tells; nil takes the entity's owner.
  package var lastWord: String?
  package var sending: Sending
  /// What a system is sent where nobody has said anything.
  package var standard: String?
  /// Where it stands in the configuration file.
  package var place: Place

  package init(
    pattern: FieldPattern, owners: [Stage: Owner] = [:], owner: Owner? = nil, conflict: Conflict? = nil,
    lastWord: String? = nil, sending: Sending = .everywhere, standard: String? = nil, place: Place = .start
  ) {
    self.pattern = pattern
    self.owners = owners
    self.owner = owner
    self.conflict = conflict
    self.lastWord = lastWord
    self.sending = sending
    self.standard = standard
    self.place = place
  }
}

/// The rule that holds for one field at one stage, with everything filled in.
package struct FieldTerms: Hashable, Sendable {
  package var owner: FieldRule.Owner
  package var conflict: FieldRule.Conflict
  /// Who wins where nothing else tells.
  package var lastWord: String
  package var sending: FieldRule.Sending
  /// The rule in words: what `explain` and acknowledgements name as the reason.
  package var rule: String

  package init(
    owner: FieldRule.Owner, conflict: FieldRule.Conflict = .ownerWins, lastWord: String,
    sending: FieldRule.Sending = .everywhere, rule: String
  ) {
    self.owner = owner
    self.conflict = conflict
    self.lastWord = lastWord
    self.sending = sending
    self.rule = rule
  }
}
