package import Exchange
import Foundation

extension Exchange.Configuration {
  /// The same agreement with documents that are written as they stand and held against no rule, so that what the
  /// mappings cost is left out. Writes the schema that this needs beside the others.
  package func withoutMapping() throws -> Exchange.Configuration {
    let name = "xsd/anything.xsd"
    let schema = ConfiguredPath(written: name, absolute: "\(folder)/\(name)", place: .start)
    try """
    <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:kontor:exchange:1">
      <xs:element name="Records"><xs:complexType><xs:sequence>
        <xs:any processContents="skip" maxOccurs="unbounded"/>
      </xs:sequence></xs:complexType></xs:element>
    </xs:schema>
    """.write(toFile: schema.absolute, atomically: true, encoding: .utf8)
    var configuration = self
    configuration.formats.append(
      Format(
        name: "anything", place: .start,
        root: RootName(namespace: Format.canonicalNamespace, localName: "Exchange"), schema: schema, records: [],
        envelope: EnvelopePaths(), ignored: [], reading: .asItStands, write: [:], parameters: [:], document: .standard))
    for index in configuration.systems.indices {
      configuration.systems[index].formats = [Placed("anything", at: .start)]
    }
    return configuration
  }
}
