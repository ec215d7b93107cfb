extension SideLine {
  /// That a file of an interchange was written over in part, or deleted, in the first line.
  struct Erased: Decodable, Equatable {
    var at: String
    var kind: String
    var before: String
    var after: String?
    var who: String
    /// The decision.
    var interchange: String
    var position: Int

    init(_ file: ErasedFile) {
      at = file.saidAt.description
      kind = file.kind.rawValue
      before = file.before
      after = file.after
      who = file.who
      interchange = file.source.interchange.text
      position = file.source.position
    }

    /// The row that it repeats. That a side file says so means that it was carried out, or is about to be.
    func row(of id: InterchangeID) throws(SideFileFault) -> ErasedFile {
      let moment = try SideLine.moment(at)
      return ErasedFile(
        id, try SideLine.word(kind), before: before, after: after,
        source: RecordReference(InterchangeID(interchange), position), who: who, saidAt: moment, doneAt: moment)
    }
  }
}

extension SideLine.Header {
  /// As ``erasedRecords``, in numbers.
  var positionsErased: [Int] {
    erasedRecords?.split(separator: ",").compactMap { Int($0) } ?? []
  }
}
