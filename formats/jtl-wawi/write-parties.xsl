<?xml version="1.0" encoding="UTF-8"?>
<!-- The customer in an order of JTL-Wawi, the addresses beside it, and the bank account. Not used alone. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  exclude-result-prefixes="x">

  <!-- A customer who is a person; else the contact person to ask first. -->
  <xsl:variable name="preferred" select="$customer/x:ContactPerson[@preferred = 'true' or @preferred = '1']"/>
  <xsl:variable name="private" select="$customer[normalize-space(x:Kind) = 'person']"/>
  <xsl:variable name="person" select="$private
    | ($preferred | $customer[not($preferred)]/x:ContactPerson)[1][not($private)]"/>
  <xsl:variable name="firm" select="$customer[not($private)]/x:Name"/>

  <xsl:template match="x:Customer" mode="customer">
    <tkunde>
      <!-- JTL knows a customer by the number alone. Without one every order would make a new customer. -->
      <cKundenNr><xsl:value-of select="normalize-space((x:ErpNumber | x:CrmId[not(../x:ErpNumber)])[1])"/></cKundenNr>
      <xsl:apply-templates select="." mode="salutation"/>
      <cTitel><xsl:value-of select="normalize-space($person/x:Title)"/></cTitel>
      <xsl:apply-templates select="." mode="names"/>
      <xsl:call-template name="place">
        <xsl:with-param name="name" select="$firm"/>
        <xsl:with-param name="address" select="x:Address[@type = 'main']"/>
        <xsl:with-param name="phones" select="x:Phone"/>
        <xsl:with-param name="mobiles" select="x:Mobile"/>
        <xsl:with-param name="faxes" select="x:Fax"/>
        <xsl:with-param name="mails" select="x:Email"/>
      </xsl:call-template>
      <cUSTID><xsl:value-of select="normalize-space(x:VatId)"/></cUSTID>
      <cWWW><xsl:call-template name="best"><xsl:with-param name="points" select="x:Web"/></xsl:call-template></cWWW>
      <cHerkunft><xsl:value-of select="normalize-space(x:Source)"/></cHerkunft>
    </tkunde>
  </xsl:template>

  <xsl:template match="x:Customer" mode="salutation">
    <cAnrede>
      <xsl:value-of select="normalize-space($person/x:Salutation)"/>
      <xsl:if test="not($person)">Firma</xsl:if>
    </cAnrede>
  </xsl:template>

  <!-- A person of whom only the whole name is known has it as family name. -->
  <xsl:template match="x:Customer" mode="names">
    <cVorname><xsl:value-of select="normalize-space($person[x:FamilyName]/x:FirstName)"/></cVorname>
    <cNachname>
      <xsl:value-of select="normalize-space(($person/x:FamilyName | $private[not(x:FamilyName)]/x:Name)[1])"/>
    </cNachname>
  </xsl:template>

  <!-- Addresses. Where the order has no party of its own, JTL takes the customer's. -->

  <xsl:template name="addresses">
    <xsl:if test="x:DeliveryParty">
      <tlieferadresse><xsl:apply-templates select="x:DeliveryParty/x:Address" mode="party"/></tlieferadresse>
    </xsl:if>
    <xsl:variable name="bill-to" select="x:InvoiceParty/x:Address
      | $customer[not($records/x:InvoiceParty)]/x:Address[@type = 'invoice']"/>
    <xsl:if test="$bill-to">
      <trechnungsadresse><xsl:apply-templates select="$bill-to" mode="party"/></trechnungsadresse>
    </xsl:if>
  </xsl:template>

  <!-- Of an order's own party there is the name of a contact, in one piece: it stands as the family name. -->
  <xsl:template match="x:Address" mode="party">
    <xsl:variable name="contact" select="normalize-space(../x:ContactName)"/>
    <xsl:choose>
      <xsl:when test="$contact != '' or x:Name or not($customer)">
        <cAnrede/>
        <cVorname/>
        <cNachname><xsl:value-of select="$contact"/></cNachname>
        <cTitel/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="$customer" mode="salutation"/>
        <xsl:apply-templates select="$customer" mode="names"/>
        <cTitel><xsl:value-of select="normalize-space($person/x:Title)"/></cTitel>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="place">
      <xsl:with-param name="name" select="x:Name | $firm[not(current()/x:Name)]"/>
      <xsl:with-param name="address" select="."/>
      <xsl:with-param name="phones" select="parent::*[not(self::x:Customer)]/x:Phone"/>
      <xsl:with-param name="mails" select="parent::*[not(self::x:Customer)]/x:Email"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="place">
    <xsl:param name="name"/>
    <xsl:param name="address"/>
    <xsl:param name="phones" select="/.."/>
    <xsl:param name="mobiles" select="/.."/>
    <xsl:param name="faxes" select="/.."/>
    <xsl:param name="mails" select="/.."/>
    <cFirma><xsl:value-of select="normalize-space($name)"/></cFirma>
    <cStrasse>
      <xsl:value-of select="normalize-space(concat($address/x:StreetName, ' ', $address/x:BuildingNumber))"/>
    </cStrasse>
    <cAdressZusatz><xsl:value-of select="normalize-space($address/x:AdditionalStreetName)"/></cAdressZusatz>
    <cPLZ><xsl:value-of select="normalize-space($address/x:PostalZone)"/></cPLZ>
    <cOrt><xsl:value-of select="normalize-space($address/x:CityName)"/></cOrt>
    <cBundesland><xsl:value-of select="normalize-space($address/x:CountrySubentity)"/></cBundesland>
    <cLand><xsl:value-of select="normalize-space($address/x:Country)"/></cLand>
    <cTel><xsl:call-template name="best"><xsl:with-param name="points" select="$phones"/></xsl:call-template></cTel>
    <cMobil><xsl:call-template name="best"><xsl:with-param name="points" select="$mobiles"/></xsl:call-template></cMobil>
    <cFax><xsl:call-template name="best"><xsl:with-param name="points" select="$faxes"/></xsl:call-template></cFax>
    <cMail><xsl:call-template name="best"><xsl:with-param name="points" select="$mails"/></xsl:call-template></cMail>
  </xsl:template>

  <!-- JTL has room for one of each kind: the preferred one, else the main one, else the first. -->
  <xsl:template name="best">
    <xsl:param name="points"/>
    <xsl:for-each select="$points[normalize-space() != '']">
      <xsl:sort select="number(@preferred = 'true' or @preferred = '1')" data-type="number" order="descending"/>
      <xsl:sort select="number(@use = 'main')" data-type="number" order="descending"/>
      <xsl:if test="position() = 1"><xsl:value-of select="normalize-space()"/></xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="x:BankAccount" mode="bank">
    <xsl:variable name="holder" select="normalize-space(x:AccountHolder)"/>
    <tzahlungsinfo>
      <cBankName/>
      <cBLZ/>
      <cKontoNr/>
      <cKartenNr/>
      <dGueltigkeit/>
      <cCVV/>
      <cKartenTyp/>
      <cInhaber>
        <xsl:value-of select="$holder"/>
        <xsl:if test="$holder = ''"><xsl:value-of select="normalize-space(../x:Name)"/></xsl:if>
      </cInhaber>
      <cIBAN><xsl:value-of select="normalize-space(x:IBAN)"/></cIBAN>
      <cBIC><xsl:value-of select="normalize-space(x:BIC)"/></cBIC>
    </tzahlungsinfo>
  </xsl:template>

</xsl:stylesheet>
