<?xml version="1.0" encoding="UTF-8"?>
<!--
  One Kunde or one Auftrag of a foreign CRM's KundenExport to the canonical exchange.

  The traps of such an export, and where each is dealt with:
    "Firma" as a salutation                     template Kunde
    a name cut into Name1 and Name2             template name
    "Lange Straße 12a", "Straße des 17. Juni"   template street
    "D", "BRD", "Deutschland"                   countries
    "0221/12 34 567", "+49 (0) 221 ..."         template phone
    "1.234,56"                                  template number
    "23.11.2026", "00.00.0000", empty           template day
    local time without a zone                   template moment
    "Stk", "Std"                                units
    "€", "Euro"                                 currencies
    gross prices                                template Position: refused, for tax cannot be taken out to the cent
    an order that brings its customer along     template Auftrag: Records, the customer first

  What a table does not know is passed on as it is. The code lists refuse it, with a message that names the field:
  better than a guess here.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1">

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <!-- What is known of the file that is read. All of them may be empty; this format needs none. -->
  <xsl:param name="interchange" select="''"/>
  <xsl:param name="sender" select="''"/>
  <xsl:param name="control-number" select="''"/>
  <xsl:param name="document" select="''"/>

  <!-- Tables: |as typed=code|, looked up by the template "code". -->
  <xsl:variable name="countries" select="concat('|=DE|D=DE|DE=DE|BRD=DE|Deutschland=DE|Germany=DE|A=AT|AT=AT',
    '|Österreich=AT|CH=CH|Schweiz=CH|Suisse=CH|NL=NL|Niederlande=NL|Holland=NL',
    '|F=FR|Frankreich=FR|DK=DK|Dänemark=DK|PL=PL|Polen=PL|')"/>
  <xsl:variable name="prefixes" select="'|DE=49|AT=43|CH=41|NL=31|FR=33|DK=45|PL=48|'"/>
  <xsl:variable name="units" select="concat('|Stk=C62|Stk.=C62|Stck=C62|St=C62|Stück=C62|kg=KGM|g=GRM|t=TNE|m=MTR',
    '|lfm=MTR|qm=MTK|m²=MTK|l=LTR|Ltr=LTR|Std=HUR|Std.=HUR|h=HUR|Tg=DAY|Pck=XPK|Pkt=XPA|Krt=XCT|Pal=XPX|Rolle=XRO|')"/>
  <xsl:variable name="currencies" select="'|€=EUR|Euro=EUR|EUR=EUR|SFr=CHF|Fr.=CHF|CHF=CHF|$=USD|'"/>
  <xsl:variable name="terms" select="concat('|Vorkasse=PREPAID|sofort=NET0|14 Tage netto=NET14|30 Tage netto=NET30',
    '|60 Tage netto=NET60|14 Tage 2%, 30 Tage netto=14D2-NET30|')"/>

  <xsl:template match="/">
    <xsl:variable name="record" select="(descendant-or-self::Auftrag | descendant-or-self::Kunde)"/>
    <xsl:if test="count($record) != 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('read.xsl maps exactly one Kunde or Auftrag, not ', count($record), '.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:apply-templates select="$record"/>
  </xsl:template>

  <!-- Customers -->

  <xsl:template match="Kunde | Neukunde">
    <Customer>
      <xsl:attribute name="changed">
        <xsl:call-template name="moment"><xsl:with-param name="text" select="@geaendert"/></xsl:call-template>
      </xsl:attribute>
      <CrmId><xsl:value-of select="normalize-space(@nr)"/></CrmId>
      <xsl:call-template name="known">
        <xsl:with-param name="name">ErpNumber</xsl:with-param>
        <xsl:with-param name="source" select="Debitor"/>
      </xsl:call-template>
      <Stage>
        <xsl:choose>
          <xsl:when test="normalize-space(Status) = 'Interessent'">lead</xsl:when>
          <xsl:when test="normalize-space(Status) = 'Besteller'">ordered</xsl:when>
          <xsl:otherwise>customer</xsl:otherwise>
        </xsl:choose>
      </Stage>
      <xsl:variable name="person" select="normalize-space(Anrede) = 'Herr' or normalize-space(Anrede) = 'Frau'"/>
      <xsl:choose>
        <xsl:when test="$person"><Kind>person</Kind></xsl:when>
        <xsl:otherwise><Kind>organisation</Kind></xsl:otherwise>
      </xsl:choose>
      <Name><xsl:call-template name="name"><xsl:with-param name="person" select="$person"/></xsl:call-template></Name>
      <xsl:if test="$person">
        <xsl:call-template name="salutation"/>
        <xsl:apply-templates select="Titel" mode="text">
          <xsl:with-param name="name">Title</xsl:with-param>
        </xsl:apply-templates>
        <xsl:apply-templates select="Vorname" mode="text">
          <xsl:with-param name="name">FirstName</xsl:with-param>
        </xsl:apply-templates>
        <FamilyName><xsl:value-of select="normalize-space(concat(Name1, ' ', Name2))"/></FamilyName>
      </xsl:if>
      <xsl:variable name="country">
        <xsl:call-template name="code">
          <xsl:with-param name="table" select="$countries"/>
          <xsl:with-param name="text" select="Land"/>
        </xsl:call-template>
      </xsl:variable>
      <Address type="main" id="1">
        <xsl:call-template name="street"/>
        <xsl:apply-templates select="PLZ" mode="text">
          <xsl:with-param name="name">PostalZone</xsl:with-param>
        </xsl:apply-templates>
        <xsl:apply-templates select="Ort" mode="text">
          <xsl:with-param name="name">CityName</xsl:with-param>
        </xsl:apply-templates>
        <Country><xsl:value-of select="$country"/></Country>
      </Address>
      <xsl:apply-templates select="Telefon" mode="phone">
        <xsl:with-param name="name">Phone</xsl:with-param>
        <xsl:with-param name="country" select="$country"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="Mobil" mode="phone">
        <xsl:with-param name="name">Mobile</xsl:with-param>
        <xsl:with-param name="country" select="$country"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="Fax" mode="phone">
        <xsl:with-param name="name">Fax</xsl:with-param>
        <xsl:with-param name="country" select="$country"/>
      </xsl:apply-templates>
      <xsl:for-each select="EMail">
        <Email use="main"><xsl:value-of select="normalize-space()"/></Email>
      </xsl:for-each>
      <xsl:for-each select="Ansprechpartner">
        <ContactPerson>
          <Id><xsl:value-of select="normalize-space(@nr)"/></Id>
          <xsl:call-template name="salutation"/>
          <xsl:apply-templates select="Vorname" mode="text">
            <xsl:with-param name="name">FirstName</xsl:with-param>
          </xsl:apply-templates>
          <FamilyName><xsl:value-of select="normalize-space(Nachname)"/></FamilyName>
          <xsl:apply-templates select="Durchwahl" mode="phone">
            <xsl:with-param name="name">Phone</xsl:with-param>
            <xsl:with-param name="country" select="$country"/>
          </xsl:apply-templates>
        </ContactPerson>
      </xsl:for-each>
      <xsl:for-each select="UStIdNr">
        <VatId>
          <xsl:value-of select="translate(translate(., ' .-/', ''), 'abcdefghijklmnopqrstuvwxyz',
            'ABCDEFGHIJKLMNOPQRSTUVWXYZ')"/>
        </VatId>
      </xsl:for-each>
      <xsl:call-template name="payment-terms"/>
      <xsl:if test="Kreditlimit">
        <CreditLimit>
          <xsl:call-template name="number"><xsl:with-param name="text" select="Kreditlimit"/></xsl:call-template>
        </CreditLimit>
      </xsl:if>
      <xsl:for-each select="Bemerkung">
        <Note><xsl:value-of select="."/></Note>
      </xsl:for-each>
    </Customer>
  </xsl:template>

  <!-- A name of up to 70 characters comes in two pieces; a person's family name stands in Name1. -->
  <xsl:template name="name">
    <xsl:param name="person"/>
    <xsl:choose>
      <xsl:when test="$person">
        <xsl:value-of select="normalize-space(concat(Titel, ' ', Vorname, ' ', Name1, ' ', Name2))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="normalize-space(concat(Name1, ' ', Name2))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="salutation">
    <xsl:choose>
      <xsl:when test="normalize-space(Anrede) = 'Herr'"><Salutation>mr</Salutation></xsl:when>
      <xsl:when test="normalize-space(Anrede) = 'Frau'"><Salutation>ms</Salutation></xsl:when>
    </xsl:choose>
  </xsl:template>

  <!--
    The house number is the last word if that begins with a digit ("135", "12a"), or the last two if a single letter
    follows a number ("12 a"). So "Straße des 17. Juni" has none. A post-office box is no street.
  -->
  <xsl:template name="street">
    <xsl:variable name="text" select="normalize-space(Strasse)"/>
    <xsl:variable name="last">
      <xsl:call-template name="last-word"><xsl:with-param name="text" select="$text"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="rest"
      select="normalize-space(substring($text, 1, string-length($text) - string-length($last)))"/>
    <xsl:variable name="before">
      <xsl:call-template name="last-word"><xsl:with-param name="text" select="$rest"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="number">
      <xsl:choose>
        <xsl:when test="$rest = '' or starts-with($text, 'Postfach')"/>
        <xsl:when test="contains('0123456789', substring($last, 1, 1))"><xsl:value-of select="$last"/></xsl:when>
        <xsl:when test="string-length($last) = 1 and $before != '' and translate($before, '0123456789', '') = ''">
          <xsl:value-of select="concat($before, ' ', $last)"/>
        </xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="Strasse">
      <StreetName>
        <xsl:value-of select="normalize-space(substring($text, 1, string-length($text) - string-length($number)))"/>
      </StreetName>
      <BuildingNumber><xsl:value-of select="translate($number, ' ', '')"/></BuildingNumber>
    </xsl:if>
  </xsl:template>

  <xsl:template name="last-word">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="contains($text, ' ')">
        <xsl:call-template name="last-word">
          <xsl:with-param name="text" select="substring-after($text, ' ')"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- To ITU-T E.164. A number that begins neither with + nor with 0 is a mere extension: it stays as it is. -->
  <xsl:template match="*" mode="phone">
    <xsl:param name="name"/>
    <xsl:param name="country"/>
    <xsl:variable name="bare" select="concat(substring-before(concat(., '(0)'), '(0)'), substring-after(., '(0)'))"/>
    <xsl:variable name="digits" select="translate($bare, translate($bare, '+0123456789', ''), '')"/>
    <xsl:variable name="prefix">
      <xsl:call-template name="code">
        <xsl:with-param name="table" select="$prefixes"/>
        <xsl:with-param name="text" select="$country"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:element name="{$name}">
      <xsl:attribute name="use">main</xsl:attribute>
      <xsl:choose>
        <xsl:when test="starts-with($digits, '+')"><xsl:value-of select="$digits"/></xsl:when>
        <xsl:when test="starts-with($digits, '00')">
          <xsl:value-of select="concat('+', substring($digits, 3))"/>
        </xsl:when>
        <xsl:when test="starts-with($digits, '0') and $prefix != $country">
          <xsl:value-of select="concat('+', $prefix, substring($digits, 2))"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="normalize-space()"/></xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <!-- Orders -->

  <xsl:template match="Auftrag">
    <xsl:choose>
      <xsl:when test="Neukunde">
        <Records>
          <xsl:apply-templates select="Neukunde"/>
          <xsl:call-template name="order"/>
        </Records>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="order"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="order">
    <Order>
      <xsl:attribute name="changed">
        <xsl:call-template name="moment"><xsl:with-param name="text" select="@geaendert"/></xsl:call-template>
      </xsl:attribute>
      <OrderId><xsl:value-of select="normalize-space(@nr)"/></OrderId>
      <xsl:apply-templates select="Datum" mode="day">
        <xsl:with-param name="name">IssueDate</xsl:with-param>
      </xsl:apply-templates>
      <Customer>
        <CrmId><xsl:value-of select="normalize-space(KundenNr | Neukunde/@nr)"/></CrmId>
      </Customer>
      <xsl:apply-templates select="BestellNr" mode="text">
        <xsl:with-param name="name">CustomerReference</xsl:with-param>
      </xsl:apply-templates>
      <Currency>
        <xsl:call-template name="code">
          <xsl:with-param name="table" select="$currencies"/>
          <xsl:with-param name="text" select="Waehrung"/>
        </xsl:call-template>
      </Currency>
      <xsl:apply-templates select="Liefertermin" mode="day">
        <xsl:with-param name="name">RequestedDeliveryDate</xsl:with-param>
      </xsl:apply-templates>
      <xsl:call-template name="payment-terms"/>
      <xsl:for-each select="Bemerkung[normalize-space() != '']">
        <Note><xsl:value-of select="."/></Note>
      </xsl:for-each>
      <Lines>
        <xsl:apply-templates select="Position"/>
      </Lines>
    </Order>
  </xsl:template>

  <xsl:template match="Position">
    <xsl:if test="../@brutto = 'true' or ../@brutto = '1'">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('Auftrag ', normalize-space(../@nr), ' has gross prices. The exchange wants net ',
          'prices: switch the export of the CRM to net.')"/>
      </xsl:message>
    </xsl:if>
    <Line>
      <Number><xsl:value-of select="normalize-space(@nr)"/></Number>
      <ItemId><xsl:value-of select="normalize-space(Artikel)"/></ItemId>
      <xsl:call-template name="known">
        <xsl:with-param name="name">GTIN</xsl:with-param>
        <xsl:with-param name="source" select="EAN"/>
      </xsl:call-template>
      <xsl:call-template name="known">
        <xsl:with-param name="name">Name</xsl:with-param>
        <xsl:with-param name="source" select="Bezeichnung"/>
      </xsl:call-template>
      <Quantity>
        <xsl:call-template name="number"><xsl:with-param name="text" select="Menge"/></xsl:call-template>
      </Quantity>
      <Unit>
        <xsl:call-template name="code">
          <xsl:with-param name="table" select="$units"/>
          <xsl:with-param name="text" select="ME"/>
        </xsl:call-template>
      </Unit>
      <UnitPrice>
        <xsl:call-template name="number"><xsl:with-param name="text" select="Preis"/></xsl:call-template>
      </UnitPrice>
      <xsl:if test="PE">
        <PriceBase>
          <xsl:call-template name="number"><xsl:with-param name="text" select="PE"/></xsl:call-template>
        </PriceBase>
      </xsl:if>
      <xsl:if test="Rabatt">
        <DiscountPercent>
          <xsl:call-template name="number"><xsl:with-param name="text" select="Rabatt"/></xsl:call-template>
        </DiscountPercent>
      </xsl:if>
      <xsl:variable name="tax" select="normalize-space(MwSt)"/>
      <xsl:choose>
        <xsl:when test="$tax = 'igL'"><TaxCategory>K</TaxCategory><TaxRate>0</TaxRate></xsl:when>
        <xsl:when test="$tax = 'Export'"><TaxCategory>G</TaxCategory><TaxRate>0</TaxRate></xsl:when>
        <xsl:when test="$tax = '13b'"><TaxCategory>AE</TaxCategory><TaxRate>0</TaxRate></xsl:when>
        <xsl:otherwise><TaxCategory>S</TaxCategory><TaxRate><xsl:value-of select="$tax"/></TaxRate></xsl:otherwise>
      </xsl:choose>
      <xsl:apply-templates select="Liefertermin" mode="day">
        <xsl:with-param name="name">DeliveryDate</xsl:with-param>
      </xsl:apply-templates>
    </Line>
  </xsl:template>

  <!-- Values -->

  <!-- A text field; an empty one is written empty, since this CRM exports all fields and empties some. -->
  <xsl:template match="*" mode="text">
    <xsl:param name="name"/>
    <xsl:element name="{$name}"><xsl:value-of select="normalize-space()"/></xsl:element>
  </xsl:template>

  <!-- An id, a code or a name, which may be absent but not empty. -->
  <xsl:template name="known">
    <xsl:param name="name"/>
    <xsl:param name="source"/>
    <xsl:if test="normalize-space($source) != ''">
      <xsl:element name="{$name}"><xsl:value-of select="normalize-space($source)"/></xsl:element>
    </xsl:if>
  </xsl:template>

  <xsl:template name="payment-terms">
    <xsl:if test="normalize-space(Zahlungsziel) != ''">
      <PaymentTerms>
        <xsl:call-template name="code">
          <xsl:with-param name="table" select="$terms"/>
          <xsl:with-param name="text" select="Zahlungsziel"/>
        </xsl:call-template>
      </PaymentTerms>
    </xsl:if>
  </xsl:template>

  <xsl:template name="code">
    <xsl:param name="table"/>
    <xsl:param name="text"/>
    <xsl:variable name="key" select="normalize-space($text)"/>
    <xsl:variable name="found" select="substring-before(substring-after($table, concat('|', $key, '=')), '|')"/>
    <xsl:choose>
      <xsl:when test="$found != ''"><xsl:value-of select="$found"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$key"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- 1.234,56 to 1234.56. The export's schema has made sure that a point stands only before three digits. -->
  <xsl:template name="number">
    <xsl:param name="text"/>
    <xsl:value-of select="translate(translate(normalize-space($text), '.', ''), ',', '.')"/>
  </xsl:template>

  <!-- 23.11.2026 to 2026-11-23; nothing at all where there is no day. -->
  <xsl:template match="*" mode="day">
    <xsl:param name="name"/>
    <xsl:variable name="text" select="normalize-space()"/>
    <xsl:if test="$text != '' and $text != '00.00.0000'">
      <xsl:element name="{$name}">
        <xsl:value-of
          select="concat(substring($text, 7, 4), '-', substring($text, 4, 2), '-', substring($text, 1, 2))"/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!--
    23.11.2026 07:30 to 2026-11-23T07:30:00+01:00. Summer time lasts from the last Sunday in March, 2:00, to the last
    Sunday in October, 3:00 (Directive 2000/84/EC). The hour that comes twice in October counts as summer time.
  -->
  <xsl:template name="moment">
    <xsl:param name="text"/>
    <xsl:variable name="t" select="normalize-space($text)"/>
    <xsl:variable name="year" select="number(substring($t, 7, 4))"/>
    <xsl:variable name="march" select="31 - (floor(5 * $year div 4) + 4) mod 7"/>
    <xsl:variable name="october" select="31 - (floor(5 * $year div 4) + 1) mod 7"/>
    <xsl:variable name="now" select="number(concat(substring($t, 4, 2), substring($t, 1, 2), substring($t, 12, 2)))"/>
    <xsl:value-of select="concat(substring($t, 7, 4), '-', substring($t, 4, 2), '-', substring($t, 1, 2), 'T',
      substring($t, 12, 5), substring(concat(substring($t, 17), ':00'), 1, 3))"/>
    <xsl:choose>
      <xsl:when test="$now &gt;= 30000 + $march * 100 + 2 and $now &lt; 100000 + $october * 100 + 3">+02:00</xsl:when>
      <xsl:otherwise>+01:00</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
