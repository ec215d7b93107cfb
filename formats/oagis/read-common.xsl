<?xml version="1.0" encoding="UTF-8"?>
<!-- What the mappings from OAGIS have in common. Not used alone. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1"
  xmlns:o="http://www.openapplications.org/oagis/10" xmlns:x="urn:kontor:exchange:1" exclude-result-prefixes="o x">

  <xsl:import href="common.xsl"/>

  <!-- The zone of times that name none: Z, or an offset such as +01:00. -->
  <xsl:param name="zone" select="'Z'"/>

  <!-- Whether documents that say they are tests are taken. -->
  <xsl:param name="tests" select="'no'"/>

  <xsl:variable name="area" select="/*/o:ApplicationArea"/>

  <xsl:template name="refuse">
    <xsl:param name="text"/>
    <xsl:message terminate="yes"><xsl:value-of select="normalize-space(concat($subject, ': ', $text))"/></xsl:message>
  </xsl:template>

  <xsl:template name="refuse-tests">
    <xsl:if test="/*/@systemEnvironmentCode = 'Test' and $tests != 'yes'">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text">the document says that it is a test (systemEnvironmentCode). Set tests to yes to take such
          documents.</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- A moment with its zone, of a day or a time with seconds and zone or without. -->
  <xsl:template name="moment">
    <xsl:param name="time"/>
    <xsl:variable name="rest" select="substring($time, 11)"/>
    <xsl:value-of select="substring($time, 1, 10)"/>
    <xsl:choose>
      <xsl:when test="not(starts-with($rest, 'T'))">T00:00:00</xsl:when>
      <xsl:when test="substring($rest, 7, 1) = ':'">
        <xsl:value-of select="substring-before(concat(translate($rest, 'Z+-', '   '), ' '), ' ')"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="concat(substring($rest, 1, 6), ':00')"/></xsl:otherwise>
    </xsl:choose>
    <xsl:choose>
      <xsl:when test="contains($rest, 'Z')">Z</xsl:when>
      <xsl:when test="contains($rest, '+')"><xsl:value-of select="concat('+', substring-after($rest, '+'))"/></xsl:when>
      <xsl:when test="contains($rest, '-')"><xsl:value-of select="concat('-', substring-after($rest, '-'))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$zone"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="changed">
    <xsl:param name="modified"/>
    <xsl:attribute name="changed">
      <xsl:call-template name="moment">
        <xsl:with-param name="time">
          <xsl:choose>
            <xsl:when test="normalize-space($modified) != ''"><xsl:value-of select="normalize-space($modified)"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="normalize-space($area/o:CreationDateTime)"/></xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:attribute>
  </xsl:template>

  <!-- The keys of a party. An id without a scheme is the CRM's. Nothing where it has neither. -->
  <xsl:template match="o:CustomerPartyMaster | o:CustomerParty | o:ShipToParty | o:BillToParty" mode="keys">
    <xsl:variable name="id" select="o:ID[@schemeID = $crm-scheme or not(@schemeID)][normalize-space() != ''][1]"/>
    <xsl:variable name="number" select="o:ID[@schemeID = $erp-scheme][normalize-space() != ''][1]"/>
    <xsl:if test="$id"><CrmId><xsl:value-of select="normalize-space($id)"/></CrmId></xsl:if>
    <xsl:if test="$number"><ErpNumber><xsl:value-of select="normalize-space($number)"/></ErpNumber></xsl:if>
  </xsl:template>

  <xsl:template name="check-keys">
    <xsl:variable name="keys"><xsl:apply-templates select="." mode="keys"/></xsl:variable>
    <xsl:if test="$keys = ''">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text" select="concat(local-name(), ' has no ID with the schemeID ', $crm-scheme, ' or ', $erp-scheme,
          '. Ask the sender for one, or say in crm-scheme and erp-scheme which schemes are used.')"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="o:Address | o:PostalAddress" mode="fields">
    <xsl:if test="o:Name"><Name><xsl:value-of select="normalize-space(o:Name[1])"/></Name></xsl:if>
    <xsl:choose>
      <xsl:when test="o:StreetName"><StreetName><xsl:value-of select="normalize-space(o:StreetName)"/></StreetName></xsl:when>
      <xsl:when test="normalize-space(o:PostOfficeBox) != ''">
        <StreetName><xsl:value-of select="concat('Postfach ', normalize-space(o:PostOfficeBox))"/></StreetName>
      </xsl:when>
      <!-- Without a street of its own, the first line of the address is one. -->
      <xsl:when test="o:AddressLine"><StreetName><xsl:value-of select="normalize-space(o:AddressLine[1])"/></StreetName></xsl:when>
    </xsl:choose>
    <xsl:if test="o:BuildingNumber">
      <BuildingNumber><xsl:value-of select="normalize-space(o:BuildingNumber)"/></BuildingNumber>
    </xsl:if>
    <xsl:variable name="second" select="(o:AddressLine[../o:StreetName or normalize-space(../o:PostOfficeBox) != ''][1]
      | o:AddressLine[2][not(../o:StreetName)])[1]"/>
    <xsl:variable name="line" select="$second | o:BuildingName[not($second)]"/>
    <xsl:if test="$line"><AdditionalStreetName><xsl:value-of select="normalize-space($line)"/></AdditionalStreetName></xsl:if>
    <xsl:if test="o:PostalCode"><PostalZone><xsl:value-of select="normalize-space(o:PostalCode)"/></PostalZone></xsl:if>
    <xsl:if test="o:CityName"><CityName><xsl:value-of select="normalize-space(o:CityName)"/></CityName></xsl:if>
    <xsl:if test="o:CountrySubDivisionCode">
      <CountrySubentity><xsl:value-of select="normalize-space(o:CountrySubDivisionCode[1])"/></CountrySubentity>
    </xsl:if>
    <xsl:if test="normalize-space(o:CountryCode) = ''">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text" select="concat('an address names no country (CountryCode): ', normalize-space(concat(
          o:StreetName, ' ', o:PostalCode, ' ', o:CityName)))"/>
      </xsl:call-template>
    </xsl:if>
    <Country><xsl:value-of select="normalize-space(o:CountryCode)"/></Country>
  </xsl:template>

  <xsl:template match="o:UnitPrice" mode="price">
    <xsl:variable name="price" select="(o:ChargeAmount | o:Amount | o:UnitAmount)[1]"/>
    <xsl:variable name="base" select="(o:BasisQuantity | o:PerQuantity)[1]"/>
    <xsl:if test="$price"><UnitPrice><xsl:value-of select="normalize-space($price)"/></UnitPrice></xsl:if>
    <xsl:if test="$base"><PriceBase><xsl:value-of select="normalize-space($base)"/></PriceBase></xsl:if>
  </xsl:template>

</xsl:stylesheet>
