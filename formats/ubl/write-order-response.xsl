<?xml version="1.0" encoding="UTF-8"?>
<!--
  One canonical OrderStatus to one UBL 2.1 OrderResponse.

  OrderResponseCode and LineStatusCode are those of UNCL 4343 and 1229 where they have one: AB, AP, CA, RE and 5, 3, 7, 42.
  A state that they lack (partly shipped, shipped, invoiced, paid, cancelled) is written in the canonical word, with a
  listID that says so.

  IssueDate and IssueTime are the time of the change; ValidityPeriod/StartDate is Date where that is another day.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  xmlns="urn:oasis:names:specification:ubl:schema:xsd:OrderResponse-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" exclude-result-prefixes="x">

  <xsl:import href="common-write.xsl"/>

  <!-- UBL wants the currency of a price, and an order's status does not say it. XXX is ISO 4217 for none. -->
  <xsl:param name="response-currency" select="'XXX'"/>

  <xsl:variable name="records" select="/descendant-or-self::x:OrderStatus[@changed]"/>
  <xsl:variable name="key" select="normalize-space($records/x:OrderId | $records[not(x:OrderId)]/x:ErpNumber)"/>
  <xsl:variable name="subject" select="concat('The status of order ', $key)"/>

  <xsl:template match="/">
    <xsl:call-template name="one-record"><xsl:with-param name="entity">OrderStatus</xsl:with-param></xsl:call-template>
    <xsl:apply-templates select="$records"/>
  </xsl:template>

  <xsl:template match="x:OrderStatus">
    <!-- An id of its own for each answer to the order. -->
    <xsl:variable name="id" select="concat($key, '-', translate(substring(normalize-space(@changed), 1, 19), ':-', ''))"/>
    <xsl:variable name="day" select="substring-before(normalize-space(@changed), 'T')"/>
    <OrderResponse>
      <xsl:call-template name="provenance"/>
      <xsl:call-template name="head"><xsl:with-param name="id" select="$id"/></xsl:call-template>
      <xsl:if test="x:ErpNumber">
        <cbc:SalesOrderID><xsl:value-of select="normalize-space(x:ErpNumber)"/></cbc:SalesOrderID>
      </xsl:if>
      <xsl:call-template name="issued"><xsl:with-param name="date" select="$day"/></xsl:call-template>
      <xsl:apply-templates select="x:State" mode="order"/>
      <xsl:apply-templates select="x:Reason" mode="note"/>
      <xsl:if test="x:Date and normalize-space(x:Date) != $day">
        <cac:ValidityPeriod>
          <cbc:StartDate><xsl:value-of select="normalize-space(x:Date)"/></cbc:StartDate>
        </cac:ValidityPeriod>
      </xsl:if>
      <xsl:call-template name="order-reference"/>
      <xsl:call-template name="version">
        <xsl:with-param name="id" select="$id"/>
        <xsl:with-param name="date" select="$day"/>
      </xsl:call-template>
      <cac:SellerSupplierParty><xsl:call-template name="supplier"/></cac:SellerSupplierParty>
      <cac:BuyerCustomerParty>
        <xsl:for-each select="x:Customer"><xsl:call-template name="account-ids"/></xsl:for-each>
        <!-- The party is required, the customer of a status is not. -->
        <xsl:if test="not(x:Customer)">
          <cac:Party>
            <cac:PartyName>
              <cbc:Name>NA</cbc:Name>
            </cac:PartyName>
          </cac:Party>
        </xsl:if>
      </cac:BuyerCustomerParty>
      <xsl:apply-templates select="x:Lines/x:Line"/>
    </OrderResponse>
  </xsl:template>

  <xsl:template match="x:State" mode="order">
    <xsl:variable name="state" select="normalize-space()"/>
    <xsl:variable name="other" select="../x:Lines/x:Line[normalize-space(x:State) = 'changed'
      or normalize-space(x:State) = 'rejected' or normalize-space(x:State) = 'cancelled']"/>
    <xsl:choose>
      <!-- A reader who trusts the lines more would take it for changed. -->
      <xsl:when test="$state = 'accepted' and $other">
        <cbc:OrderResponseCode listID="UNCL4343" name="accepted, not all lines">AP</cbc:OrderResponseCode>
      </xsl:when>
      <xsl:when test="$state = 'received'"><cbc:OrderResponseCode listID="UNCL4343">AB</cbc:OrderResponseCode></xsl:when>
      <xsl:when test="$state = 'accepted'"><cbc:OrderResponseCode listID="UNCL4343">AP</cbc:OrderResponseCode></xsl:when>
      <xsl:when test="$state = 'changed'"><cbc:OrderResponseCode listID="UNCL4343">CA</cbc:OrderResponseCode></xsl:when>
      <xsl:when test="$state = 'rejected'"><cbc:OrderResponseCode listID="UNCL4343">RE</cbc:OrderResponseCode></xsl:when>
      <xsl:otherwise>
        <cbc:OrderResponseCode listID="urn:kontor:exchange:1:OrderState"><xsl:value-of select="$state"/></cbc:OrderResponseCode>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="x:State" mode="line">
    <xsl:variable name="state" select="normalize-space()"/>
    <xsl:choose>
      <xsl:when test="$state = 'accepted'"><cbc:LineStatusCode listID="UNCL1229">5</cbc:LineStatusCode></xsl:when>
      <xsl:when test="$state = 'changed'"><cbc:LineStatusCode listID="UNCL1229">3</cbc:LineStatusCode></xsl:when>
      <xsl:when test="$state = 'rejected'"><cbc:LineStatusCode listID="UNCL1229">7</cbc:LineStatusCode></xsl:when>
      <xsl:when test="$state = 'shipped'"><cbc:LineStatusCode listID="UNCL1229">42</cbc:LineStatusCode></xsl:when>
      <xsl:otherwise>
        <cbc:LineStatusCode listID="urn:kontor:exchange:1:OrderState"><xsl:value-of select="$state"/></cbc:LineStatusCode>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="x:Line">
    <cac:OrderLine>
      <xsl:apply-templates select="x:Reason" mode="note"/>
      <cac:LineItem>
        <xsl:apply-templates select="x:Number" mode="id"/>
        <xsl:apply-templates select="x:State" mode="line"/>
        <xsl:if test="x:ConfirmedQuantity">
          <cbc:Quantity>
            <xsl:apply-templates select="x:Unit" mode="unit"/>
            <xsl:value-of select="normalize-space(x:ConfirmedQuantity)"/>
          </cbc:Quantity>
        </xsl:if>
        <xsl:if test="x:ConfirmedDate">
          <cac:Delivery>
            <cac:PromisedDeliveryPeriod>
              <cbc:StartDate><xsl:value-of select="normalize-space(x:ConfirmedDate)"/></cbc:StartDate>
              <cbc:EndDate><xsl:value-of select="normalize-space(x:ConfirmedDate)"/></cbc:EndDate>
            </cac:PromisedDeliveryPeriod>
          </cac:Delivery>
        </xsl:if>
        <xsl:if test="x:UnitPrice">
          <cac:Price>
            <cbc:PriceAmount currencyID="{$response-currency}">
              <xsl:value-of select="normalize-space(x:UnitPrice)"/>
            </cbc:PriceAmount>
            <xsl:if test="x:PriceBase">
              <cbc:BaseQuantity>
                <xsl:apply-templates select="x:Unit" mode="unit"/>
                <xsl:value-of select="normalize-space(x:PriceBase)"/>
              </cbc:BaseQuantity>
            </xsl:if>
          </cac:Price>
        </xsl:if>
        <!-- Required, and an order's status has no more to say of it than which line it is. -->
        <cac:Item>
          <cbc:Name><xsl:value-of select="concat('Line ', normalize-space(x:Number))"/></cbc:Name>
        </cac:Item>
      </cac:LineItem>
      <cac:OrderLineReference>
        <cbc:LineID><xsl:value-of select="normalize-space(x:Number)"/></cbc:LineID>
      </cac:OrderLineReference>
    </cac:OrderLine>
  </xsl:template>

  <xsl:template match="x:Unit" mode="unit">
    <xsl:attribute name="unitCode"><xsl:value-of select="normalize-space()"/></xsl:attribute>
  </xsl:template>

</xsl:stylesheet>
