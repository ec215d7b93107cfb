# Writes orders and customers for generate-orders.sh and generate-files.sh. Every number follows from the record's own
# number, so the same call gives the same bytes. Money is counted in whole cents.

function setup(   i, n, part) {
  n = split("Lüders & Söhne GmbH & Co. KG|Kühn Orgelbau OHG|Bäckerei Grüßner|Stöckl Zillenbau e.U.|" \
    "Weiß Gerätebau GmbH|Jürgens Fähren AG|Müßig Türenwerk KG|Schröder Schiffbau GmbH", part, "|")
  for (i = 1; i <= n; i++) { gsub(/&/, "\\&amp;", part[i]); companies[i - 1] = part[i] }
  split("Lange Straße|An der Obertrave|Fährstraße|Weißgerbergasse|Schloßplatz|Ostra-Ufer|Königsallee|Am Güterbahnhof",
    part, "|")
  for (i = 1; i <= 8; i++) streets[i - 1] = part[i]
  split("01067 Dresden|23552 Lübeck|04758 Oschatz|80331 München|50667 Köln|18055 Rostock|99084 Erfurt|06108 Halle",
    part, "|")
  for (i = 1; i <= 8; i++) {
    zips[i - 1] = substr(part[i], 1, 5)
    cities[i - 1] = substr(part[i], 7)
  }
  split("Jördis Weiß|Günther Maaß|Bjørn Çelik|Ilse Großkurth|Käthe Löw|Jürgen Böhme|Zoë Süß|Øyvind Gröne", part, "|")
  for (i = 1; i <= 8; i++) people[i - 1] = part[i]
  split("Klappbeschlag Edelstahl|Sechskantschraube A4|Präzisionswelle 1.4305|Messingrohr Ø 12 mm|Türband schwer|" \
    "Dübel für Gasbeton|Rohrschelle verzinkt|Schäkel gerade", part, "|")
  for (i = 0; i < 64; i++)
    items[i] = sprintf("        <ItemId>ART-%05d</ItemId>\n        <GTIN>%s</GTIN>\n" \
      "        <Name>%s, Größe %d</Name>\n", 10000 + i, gtin("401234560" sprintf("%03d", i)), part[i % 8 + 1], i + 3)
}

# GS1 General Specifications, section on check digits: weights 1 and 3, from the left in a number of 13 digits.
function gtin(twelve,   i, sum) {
  for (i = 1; i <= 12; i++) sum += substr(twelve, i, 1) * (i % 2 ? 1 : 3)
  return twelve (10 - sum % 10) % 10
}

function money(cents,   sign) {
  if (cents < 0) { sign = "-"; cents = -cents }
  return sprintf("%s%d.%02d", sign, int(cents / 100), cents % 100)
}

function header(sender, control) {
  return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Exchange xmlns=\"urn:kontor:exchange:1\">\n  <Header>\n" \
    "    <Sender>" sender "</Sender>\n    <Receiver>erp</Receiver>\n    <ControlNumber>" control "</ControlNumber>\n" \
    "    <CreationTime>2026-11-24T07:00:00Z</CreationTime>\n  </Header>\n"
}

function trailer(count) {
  return "  <Trailer>\n    <RecordCount>" count "</RecordCount>\n  </Trailer>\n</Exchange>\n"
}

function line(number, item, quantity, price, discount) {
  return "      <Line>\n        <Number>" number "</Number>\n" items[item] "        <Quantity>" quantity \
    "</Quantity>\n        <Unit>C62</Unit>\n        <UnitPrice>" money(price) "</UnitPrice>\n" \
    "        <DiscountPercent>" discount \
    "</DiscountPercent>\n        <TaxCategory>S</TaxCategory>\n        <TaxRate>19</TaxRate>\n      </Line>\n"
}

# One order of 55 lines and some 2,000 bytes.
function order(id, buyer, n,   seed, place, day, first, second, q1, q2, p1, p2, d1, net, tax) {
  seed = n * 7919 % 1000003
  place = seed % 8
  first = seed % 64
  second = (seed + 17) % 64
  q1 = seed % 97 + 1
  q2 = seed % 11 + 1
  p1 = seed % 4987 + 95
  p2 = seed % 19973 + 250
  d1 = seed % 4 * 5
  net = int((q1 * p1 * (100 - d1) + 50) / 100) + q2 * p2
  tax = int((net * 19 + 50) / 100)
  day = seed % 28 + 1
  return "  <Order changed=\"" sprintf("2026-11-%02dT%02d:%02d:00+01:00", day, seed % 10 + 8, seed % 60) "\">\n" \
    "    <OrderId>" id "</OrderId>\n    <IssueDate>" sprintf("2026-11-%02d", day) "</IssueDate>\n    <Customer>\n" \
    "      <CrmId>" buyer "</CrmId>\n    </Customer>\n    <CustomerReference>Best. 2026/" n \
    "</CustomerReference>\n    <DeliveryParty>\n      <ContactName>" people[place] "</ContactName>\n" \
    "      <Address>\n        <Name>" \
    companies[place] "</Name>\n        <StreetName>" streets[place] "</StreetName>\n        <BuildingNumber>" \
    seed % 140 + 1 "</BuildingNumber>\n        <PostalZone>" zips[place] "</PostalZone>\n        <CityName>" \
    cities[place] "</CityName>\n        <Country>DE</Country>\n      </Address>\n    </DeliveryParty>\n" \
    "    <Currency>EUR</Currency>\n    <RequestedDeliveryDate>" sprintf("2026-12-%02d", day) \
    "</RequestedDeliveryDate>\n    <PaymentTerms>NET30</PaymentTerms>\n    <SalesRepresentative>M. Özdemir" \
    "</SalesRepresentative>\n    <Note>Lieferung bitte avisieren: " people[place] "</Note>\n    <Totals>\n" \
    "      <NetAmount>" money(net) "</NetAmount>\n      <TaxAmount>" money(tax) "</TaxAmount>\n      <GrossAmount>" \
    money(net + tax) "</GrossAmount>\n    </Totals>\n    <Lines>\n" line(10, first, q1, p1, d1) \
    line(20, second, q2, p2, 0) "    </Lines>\n  </Order>\n"
}

function customer(id, n,   seed, place) {
  seed = n * 104729 % 1000003
  place = seed % 8
  return "  <Customer changed=\"2026-11-24T07:00:00+01:00\" sequence=\"1\">\n    <CrmId>" id "</CrmId>\n" \
    "    <Stage>ordered</Stage>\n    <Kind>organisation</Kind>\n    <Name>" companies[place] " " n "</Name>\n" \
    "    <Address type=\"main\" id=\"1\">\n      <StreetName>" streets[place] "</StreetName>\n      <BuildingNumber>" \
    seed % 140 + 1 "</BuildingNumber>\n      <PostalZone>" zips[place] "</PostalZone>\n      <CityName>" cities[place] \
    "</CityName>\n      <Country>DE</Country>\n    </Address>\n    <Address type=\"invoice\" id=\"2\">\n" \
    "      <StreetName>Postfach " seed % 9000 + 1000 "</StreetName>\n      <PostalZone>" zips[place] "</PostalZone>\n" \
    "      <CityName>" cities[place] "</CityName>\n      <Country>DE</Country>\n    </Address>\n" \
    "    <Address type=\"delivery\" id=\"3\">\n      <Name>" companies[place] ", Lager " n % 9 + 1 "</Name>\n" \
    "      <StreetName>" streets[(place + 3) % 8] "</StreetName>\n      <BuildingNumber>" seed % 97 + 1 \
    "</BuildingNumber>\n      <AdditionalStreetName>Tor 3, Anlieferung bis 15 Uhr</AdditionalStreetName>\n" \
    "      <PostalZone>" zips[place] "</PostalZone>\n      <CityName>" cities[place] "</CityName>\n" \
    "      <Country>DE</Country>\n    </Address>\n" \
    "    <Phone use=\"main\" preferred=\"true\">+49221" 1000000 + n "</Phone>\n" \
    "    <Email use=\"main\">info@kunde" n \
    ".example</Email>\n    <ContactPerson preferred=\"true\">\n      <Id>P-" n "</Id>\n      <FirstName>" \
    substr(people[place], 1, index(people[place], " ") - 1) "</FirstName>\n      <FamilyName>" \
    substr(people[place], index(people[place], " ") + 1) "</FamilyName>\n      <Function>Einkauf</Function>\n" \
    "      <Email use=\"purchasing\">einkauf@kunde" n ".example</Email>\n    </ContactPerson>\n" \
    "    <PaymentTerms>NET30</PaymentTerms>\n    <Currency>EUR</Currency>\n    <Language>de</Language>\n" \
    "    <SalesRepresentative>M. Özdemir</SalesRepresentative>\n" \
    "    <Note>Stammkunde; bitte auf die Lieferadresse achten.</Note>\n  </Customer>\n"
}

# Spoils an order in one of nine ways. Sets what is at fault: fault_line within the order, fault_column, fault_element,
# fault_code, and by how many lines the order has grown.
function spoil(text, kind) {
  fault_growth = 0
  fault_column = 5
  if (kind == 0) {
    sub(/<Quantity>[^<]*</, "<Quantity>zwölf<", text)
    fault(35, 9, "Quantity", "value-invalid")
  } else if (kind == 1) {
    sub(/<IssueDate>[^<]*</, "<IssueDate>24.11.2026<", text)
    fault(3, 5, "IssueDate", "value-invalid")
  } else if (kind == 2) {
    sub(/    <Currency>/, "    <Salesman>M. Özdemir</Salesman>\n&", text)
    fault(19, 5, "Salesman", "element-unexpected")
    fault_growth = 1
  } else if (kind == 3) {
    sub(/        <UnitPrice>[^\n]*\n/, "", text)
    fault(37, 9, "DiscountPercent", "element-unexpected")
    fault_growth = -1
  } else if (kind == 4) {
    sub(/ changed="[^"]*"/, "", text)
    fault(1, 3, "Order", "attribute-missing")
  } else if (kind == 5) {
    sub(/<Order /, "<Order priority=\"high\" ", text)
    fault(1, 3, "Order", "attribute-unexpected")
  } else if (kind == 6) {
    sub(/<Number>20</, "<Number>10<", text)
    fault(42, 7, "Line", "key-duplicate")
  } else if (kind == 7) {
    sub(/<OrderId>[^<]*</, "<OrderId> <", text)
    fault(2, 5, "OrderId", "value-invalid")
  } else {
    sub(/<UnitPrice>[^<]*</, "<UnitPrice>1.234,56<", text)
    fault(37, 9, "UnitPrice", "value-invalid")
  }
  return text
}

function fault(row, column, element, code) {
  fault_line = row
  fault_column = column
  fault_element = element
  fault_code = code
}

# Who orders comes first: an order waits for its customer otherwise. Sets how many lines that makes, and how many there are.
function buyers(   i, text, all) {
  buyer_count = without_customers ? 0 : only_customer != "" ? 1 : count < 500 ? count : 500
  all = ""
  for (i = 1; i <= buyer_count; i++) {
    text = customer(buyer(i), only_customer != "" ? control : 30000 + i)
    all = all text
  }
  text = all
  buyer_lines = gsub(/\n/, "", text)
  return all
}

# Any 500 orders in a row come from 500 different customers.
function buyer(i) { return only_customer != "" ? only_customer : "K-" 30001 + i * 7919 % 500 }

function write_orders(   i, n, list, bad, kind, top, grown, text, first) {
  n = split(bad_orders, list, ",")
  for (i = 1; i <= n; i++) bad[list[i] + 0] = 1
  first = buyers()
  if (!expect) printf "%s%s", header(sender, control), first
  top = 9 + buyer_lines
  for (i = 1; i <= count; i++) {
    if (i in bad || !expect) {
      text = order("SO-" control "-" i, buyer(i), i)
      if (i in bad) {
        text = spoil(text, kind++ % 9)
        if (expect) print i, top + (i - 1) * 55 + grown + fault_line - 1, fault_column, fault_element, fault_code
        grown += fault_growth
      }
      if (!expect) printf "%s", text
    }
  }
  if (!expect) printf "%s", trailer(count + buyer_count)
}

function write_files(   i, number, name, id) {
  for (i = 0; i < count; i++) {
    number = control + i
    name = sprintf("%s/crm-%09d.xml", folder, number)
    id = "K-" 500000 + number
    printf "%s%s%s%s%s", header(sender, number), customer(id, number), order("SO-" number "-1", id, 2 * number),
      order("SO-" number "-2", id, 2 * number + 1), trailer(3) > name
    close(name)
  }
}

BEGIN {
  setup()
  if (folder != "") write_files()
  else write_orders()
}
