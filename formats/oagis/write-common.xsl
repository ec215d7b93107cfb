<?xml version="1.0" encoding="UTF-8"?>
<!-- What the mappings to OAGIS have in common. Not used alone. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.openapplications.org/oagis/10"
  xmlns:x="urn:kontor:exchange:1">

  <xsl:import href="common.xsl"/>

  <!-- The release of OAGIS 10, and how this exchange is called as a sender. -->
  <xsl:param name="release" select="'10.12'"/>
  <xsl:param name="logical-id" select="'kontor'"/>

  <xsl:template name="refuse">
    <xsl:param name="text"/>
    <xsl:message terminate="yes"><xsl:value-of select="normalize-space(concat($subject, ': ', $text))"/></xsl:message>
  </xsl:template>

  <!-- BODID is the id of Kontor's document: a ConfirmBOD that gives it back confirms this document. -->
  <xsl:template name="application-area">
    <ApplicationArea>
      <Sender>
        <LogicalID><xsl:value-of select="$logical-id"/></LogicalID>
        <ConfirmationCodes>
          <ConfirmationCode>Always</ConfirmationCode>
        </ConfirmationCodes>
      </Sender>
      <CreationDateTime><xsl:value-of select="@changed"/></CreationDateTime>
      <xsl:if test="$document != ''"><BODID><xsl:value-of select="$document"/></BODID></xsl:if>
    </ApplicationArea>
  </xsl:template>

  <xsl:template match="x:Customer" mode="ids">
    <xsl:if test="x:CrmId"><ID schemeID="{$crm-scheme}"><xsl:value-of select="normalize-space(x:CrmId)"/></ID></xsl:if>
    <xsl:if test="x:ErpNumber"><ID schemeID="{$erp-scheme}"><xsl:value-of select="normalize-space(x:ErpNumber)"/></ID></xsl:if>
  </xsl:template>

  <xsl:template match="x:Address">
    <Address>
      <xsl:if test="x:Name"><Name><xsl:value-of select="normalize-space(x:Name)"/></Name></xsl:if>
      <xsl:if test="x:AdditionalStreetName and x:StreetName">
        <AddressLine><xsl:value-of select="normalize-space(x:AdditionalStreetName)"/></AddressLine>
      </xsl:if>
      <xsl:if test="x:BuildingNumber">
        <BuildingNumber><xsl:value-of select="normalize-space(x:BuildingNumber)"/></BuildingNumber>
      </xsl:if>
      <!-- Without a street an AddressLine would be read as one. -->
      <xsl:if test="x:AdditionalStreetName and not(x:StreetName)">
        <BuildingName><xsl:value-of select="normalize-space(x:AdditionalStreetName)"/></BuildingName>
      </xsl:if>
      <xsl:if test="x:StreetName"><StreetName><xsl:value-of select="normalize-space(x:StreetName)"/></StreetName></xsl:if>
      <xsl:if test="x:CityName"><CityName><xsl:value-of select="normalize-space(x:CityName)"/></CityName></xsl:if>
      <xsl:if test="x:CountrySubentity">
        <CountrySubDivisionCode><xsl:value-of select="normalize-space(x:CountrySubentity)"/></CountrySubDivisionCode>
      </xsl:if>
      <CountryCode><xsl:value-of select="normalize-space(x:Country)"/></CountryCode>
      <xsl:if test="x:PostalZone"><PostalCode><xsl:value-of select="normalize-space(x:PostalZone)"/></PostalCode></xsl:if>
    </Address>
  </xsl:template>

  <!-- Price and base: the same in an order and in its acknowledgement. -->
  <xsl:template name="unit-price">
    <xsl:param name="currency"/>
    <xsl:if test="x:UnitPrice or x:PriceBase">
      <UnitPrice>
        <xsl:if test="x:UnitPrice">
          <ChargeAmount>
            <xsl:if test="$currency != ''"><xsl:attribute name="currencyCode"><xsl:value-of select="$currency"/></xsl:attribute></xsl:if>
            <xsl:value-of select="normalize-space(x:UnitPrice)"/>
          </ChargeAmount>
        </xsl:if>
        <xsl:if test="x:PriceBase">
          <BasisQuantity>
            <xsl:if test="x:Unit"><xsl:attribute name="unitCode"><xsl:value-of select="normalize-space(x:Unit)"/></xsl:attribute></xsl:if>
            <xsl:value-of select="normalize-space(x:PriceBase)"/>
          </BasisQuantity>
        </xsl:if>
      </UnitPrice>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
