<?xml version="1.0" encoding="UTF-8"?>
<!--
  One openTRANS ORDERRESPONSE to a canonical OrderStatus.

  The state is that of the extension, where one stands there. Else the quantities say it: none at all is rejected, a line
  without any is changed, and everything else is accepted. Whether a quantity is less than was ordered only the order knows.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1"
  xmlns:o="http://www.opentrans.org/XMLSchema/2.1" xmlns:b="http://www.bmecat.org/bmecat/2005"
  exclude-result-prefixes="o b">

  <xsl:import href="read-common.xsl"/>

  <xsl:variable name="response" select="/descendant-or-self::o:ORDERRESPONSE[1]"/>
  <xsl:variable name="header" select="$response/o:ORDERRESPONSE_HEADER"/>
  <xsl:variable name="info" select="$header/o:ORDERRESPONSE_INFO"/>
  <xsl:variable name="subject" select="concat('Status of order ', normalize-space($info/o:ORDER_ID))"/>
  <xsl:variable name="items" select="$response/o:ORDERRESPONSE_ITEM_LIST/o:ORDERRESPONSE_ITEM"/>
  <xsl:variable name="buyer" select="$info/o:PARTIES/o:PARTY[o:PARTY_ROLE = 'buyer'][1]"/>

  <xsl:template match="/">
    <xsl:variable name="keys"><xsl:apply-templates select="$buyer" mode="keys"/></xsl:variable>
    <xsl:variable name="date" select="normalize-space($info/o:ORDERRESPONSE_DATE)"/>
    <OrderStatus>
      <xsl:call-template name="changed">
        <xsl:with-param name="control" select="$header/o:CONTROL_INFO"/>
        <xsl:with-param name="date" select="$date"/>
      </xsl:call-template>
      <xsl:apply-templates select="$info/o:HEADER_UDX/o:UDX.KONTOR.SEQUENCE"/>
      <OrderId><xsl:value-of select="normalize-space($info/o:ORDER_ID)"/></OrderId>
      <xsl:if test="normalize-space($info/o:SUPPLIER_ORDER_ID) != ''">
        <ErpNumber><xsl:value-of select="normalize-space($info/o:SUPPLIER_ORDER_ID)"/></ErpNumber>
      </xsl:if>
      <xsl:if test="$keys != ''"><Customer><xsl:apply-templates select="$buyer" mode="keys"/></Customer></xsl:if>
      <State>
        <xsl:choose>
          <xsl:when test="$info/o:HEADER_UDX/o:UDX.KONTOR.STATE">
            <xsl:value-of select="normalize-space($info/o:HEADER_UDX/o:UDX.KONTOR.STATE)"/>
          </xsl:when>
          <xsl:when test="$items and not($items[not(o:QUANTITY) or o:QUANTITY &gt; 0])">rejected</xsl:when>
          <xsl:when test="$items[o:QUANTITY = 0]">changed</xsl:when>
          <xsl:otherwise>accepted</xsl:otherwise>
        </xsl:choose>
      </State>
      <!-- The moment of the file itself is no statement of its own. -->
      <xsl:if test="$date != normalize-space($header/o:CONTROL_INFO/o:GENERATION_DATE)">
        <Date><xsl:value-of select="substring($date, 1, 10)"/></Date>
      </xsl:if>
      <xsl:for-each select="$info/o:REMARKS[normalize-space() != '']">
        <Reason><xsl:value-of select="."/></Reason>
      </xsl:for-each>
      <xsl:if test="$items"><Lines><xsl:apply-templates select="$items"/></Lines></xsl:if>
    </OrderStatus>
  </xsl:template>

  <xsl:template match="o:ORDERRESPONSE_ITEM">
    <xsl:variable name="parts" select="o:PARTIAL_DELIVERY_LIST/o:PARTIAL_DELIVERY"/>
    <xsl:if test="not(o:LINE_ITEM_ID)">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text" select="concat('the line of ', normalize-space(o:PRODUCT_ID/b:SUPPLIER_PID),
          ' has no LINE_ITEM_ID. Ask the sender for the number of the line in the order.')"/>
      </xsl:call-template>
    </xsl:if>
    <Line>
      <Number><xsl:value-of select="normalize-space(o:LINE_ITEM_ID)"/></Number>
      <xsl:choose>
        <xsl:when test="o:ITEM_UDX/o:UDX.KONTOR.STATE">
          <State><xsl:value-of select="normalize-space(o:ITEM_UDX/o:UDX.KONTOR.STATE)"/></State>
        </xsl:when>
        <xsl:when test="o:QUANTITY = 0 and not($info/o:HEADER_UDX/o:UDX.KONTOR.STATE)"><State>rejected</State></xsl:when>
      </xsl:choose>
      <xsl:if test="o:QUANTITY">
        <ConfirmedQuantity><xsl:value-of select="normalize-space(o:QUANTITY)"/></ConfirmedQuantity>
      </xsl:if>
      <xsl:if test="normalize-space(b:ORDER_UNIT) != ''">
        <Unit><xsl:value-of select="normalize-space(b:ORDER_UNIT)"/></Unit>
      </xsl:if>
      <!-- Of a delivery in parts the last day counts; the parts themselves are told in words. -->
      <xsl:choose>
        <xsl:when test="normalize-space(o:DELIVERY_DATE) != ''">
          <ConfirmedDate><xsl:apply-templates select="o:DELIVERY_DATE" mode="day"/></ConfirmedDate>
        </xsl:when>
        <xsl:when test="normalize-space($parts[last()]/o:DELIVERY_DATE) != ''">
          <ConfirmedDate><xsl:apply-templates select="$parts[last()]/o:DELIVERY_DATE" mode="day"/></ConfirmedDate>
        </xsl:when>
      </xsl:choose>
      <xsl:for-each select="o:PRODUCT_PRICE_FIX">
        <UnitPrice><xsl:value-of select="normalize-space(b:PRICE_AMOUNT)"/></UnitPrice>
        <xsl:if test="normalize-space(b:PRICE_QUANTITY) != ''">
          <PriceBase><xsl:value-of select="normalize-space(b:PRICE_QUANTITY)"/></PriceBase>
        </xsl:if>
      </xsl:for-each>
      <xsl:for-each select="$parts">
        <Reason>
          <xsl:value-of select="concat(normalize-space(o:QUANTITY), ' on ')"/>
          <xsl:apply-templates select="o:DELIVERY_DATE" mode="day"/>
        </Reason>
      </xsl:for-each>
      <xsl:for-each select="o:REMARKS[normalize-space() != '']">
        <Reason><xsl:value-of select="."/></Reason>
      </xsl:for-each>
    </Line>
  </xsl:template>

</xsl:stylesheet>
