import DropFolder
import Exchange
import Simulated

extension Workload {
  /// A customer with an order that wait for the ERP's flow, then a newer version of the order, then the time at which the
  /// flow goes. Each group of files comes a minute after the one before it.
  static func waiting() throws -> Workload {
    let workload = try Workload(
      ["a.xml": Trade.exchange([customer("K-1") { $0.stage = "ordered" }, order("A-1")], from: "crm", number: 1)],
      documents: ["erp": ["Customer-K-1.xml", "Order-A-1.xml"]], verdicts: [.accepted, .accepted, .accepted],
      laterAnswers: 2,
      later: [
        [file("b.xml", [order("A-1", quantity: 5, version: 2)], number: 2)],
        [file("c.xml", [lead("K-9") { $0.name = "Nobody yet" }], number: 3)],
      ])
    let expression = try CronExpression("2-59 8 * * *")
    for index in workload.configuration.flows.indices where workload.configuration.flows[index].to.value == "erp" {
      workload.configuration.flows[index].schedule = Exchange.Schedule(.at([expression]))
    }
    return workload
  }

  private static func file(_ name: FileName, _ records: [String], number: Int) -> LaterFile {
    LaterFile(place: .inbox) { _, _ in
      (name: name, bytes: Array(Trade.exchange(records, from: "crm", number: number).utf8))
    }
  }

  /// What the clock puts on the desk: how often depends on when a run ends.
  static func isOfTheClock(_ interchange: Interchange) -> Bool {
    interchange.sender == System.desk && interchange.fileName.display.hasPrefix("run-")
  }
}
