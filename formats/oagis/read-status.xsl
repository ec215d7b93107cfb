<?xml version="1.0" encoding="UTF-8"?>
<!--
  One OAGIS SalesOrder of an AcknowledgeSalesOrder to a canonical OrderStatus. Without a Status the answer of the verb counts:
  Accepted, Modified, Rejected.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1"
  xmlns:o="http://www.openapplications.org/oagis/10" xmlns:x="urn:kontor:exchange:1" exclude-result-prefixes="o x">

  <xsl:import href="read-common.xsl"/>

  <xsl:variable name="orders" select="//o:SalesOrder[parent::o:DataArea]"/>
  <xsl:variable name="subject" select="concat('Status of order ', normalize-space($orders[1]/o:SalesOrderHeader/o:ID[1]))"/>
  <xsl:variable name="answer" select="string(/*/o:DataArea/o:Acknowledge/o:ResponseCriteria/o:ResponseExpression/@actionCode)"/>

  <xsl:template match="/">
    <xsl:call-template name="refuse-tests"/>
    <Records><xsl:apply-templates select="$orders/o:SalesOrderHeader"/></Records>
  </xsl:template>

  <xsl:template match="o:SalesOrderHeader">
    <xsl:variable name="id" select="(o:ID | o:DocumentReference/o:ID)[@schemeID = $crm-scheme or not(@schemeID)
      and parent::o:SalesOrderHeader][1]"/>
    <xsl:variable name="number" select="(o:ID | o:DocumentReference/o:ID)[@schemeID = $erp-scheme][1]"/>
    <xsl:variable name="keys"><xsl:apply-templates select="o:CustomerParty" mode="keys"/></xsl:variable>
    <xsl:if test="not($id) and not($number)">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text" select="concat('its header has no ID with the schemeID ', $crm-scheme, ' or ', $erp-scheme, '.')"/>
      </xsl:call-template>
    </xsl:if>
    <OrderStatus>
      <xsl:call-template name="changed"><xsl:with-param name="modified" select="o:LastModificationDateTime"/></xsl:call-template>
      <xsl:variable name="revision" select="normalize-space(o:RevisionID)"/>
      <xsl:if test="$revision != '' and translate($revision, '0123456789', '') = ''">
        <xsl:attribute name="sequence"><xsl:value-of select="$revision"/></xsl:attribute>
      </xsl:if>
      <xsl:if test="$id"><OrderId><xsl:value-of select="normalize-space($id)"/></OrderId></xsl:if>
      <xsl:if test="$number"><ErpNumber><xsl:value-of select="normalize-space($number)"/></ErpNumber></xsl:if>
      <xsl:if test="$keys != ''"><Customer><xsl:apply-templates select="o:CustomerParty" mode="keys"/></Customer></xsl:if>
      <State>
        <xsl:call-template name="state">
          <xsl:with-param name="code">
            <xsl:choose>
              <xsl:when test="o:Status/o:Code"><xsl:value-of select="o:Status/o:Code"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="$answer"/></xsl:otherwise>
            </xsl:choose>
          </xsl:with-param>
        </xsl:call-template>
      </State>
      <xsl:for-each select="o:Status/o:EffectiveTimePeriod/o:StartDateTime">
        <Date><xsl:value-of select="substring(normalize-space(), 1, 10)"/></Date>
      </xsl:for-each>
      <xsl:for-each select="o:Status/o:Reason"><Reason><xsl:value-of select="."/></Reason></xsl:for-each>
      <xsl:if test="../o:SalesOrderLine"><Lines><xsl:apply-templates select="../o:SalesOrderLine"/></Lines></xsl:if>
    </OrderStatus>
  </xsl:template>

  <xsl:template match="o:SalesOrderLine">
    <Line>
      <Number><xsl:value-of select="normalize-space(o:LineNumberID)"/></Number>
      <xsl:for-each select="o:Status/o:Code">
        <State><xsl:call-template name="state"><xsl:with-param name="code" select="string()"/></xsl:call-template></State>
      </xsl:for-each>
      <xsl:if test="o:Quantity"><ConfirmedQuantity><xsl:value-of select="normalize-space(o:Quantity[1])"/></ConfirmedQuantity></xsl:if>
      <xsl:variable name="unit" select="(o:Quantity/@unitCode | o:UnitPrice/o:BasisQuantity[not(current()/o:Quantity/@unitCode)]/@unitCode
        | o:Extension/o:AnyExtension/x:Unit)[1]"/>
      <xsl:if test="$unit"><Unit><xsl:value-of select="normalize-space($unit)"/></Unit></xsl:if>
      <xsl:for-each select="o:ScheduledDeliveryDateTime"><ConfirmedDate><xsl:value-of select="substring(normalize-space(), 1, 10)"/></ConfirmedDate></xsl:for-each>
      <xsl:apply-templates select="o:UnitPrice" mode="price"/>
      <xsl:for-each select="o:Status/o:Reason"><Reason><xsl:value-of select="."/></Reason></xsl:for-each>
    </Line>
  </xsl:template>

  <!-- The states by the words that Kontor writes, and by those of others. -->
  <xsl:template name="state">
    <xsl:param name="code"/>
    <xsl:variable name="word" select="translate(normalize-space($code), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ ', 'abcdefghijklmnopqrstuvwxyz-')"/>
    <xsl:choose>
      <xsl:when test="contains(' received accepted changed rejected partly-shipped shipped invoiced paid cancelled ',
        concat(' ', $word, ' ')) and $word != ''"><xsl:value-of select="$word"/></xsl:when>
      <xsl:when test="$word = 'modified'">changed</xsl:when>
      <xsl:when test="$word = 'open' or $word = 'booked' or $word = 'confirmed'">accepted</xsl:when>
      <xsl:when test="$word = 'canceled'">cancelled</xsl:when>
      <xsl:when test="$word = 'partially-shipped'">partly-shipped</xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="refuse">
          <xsl:with-param name="text" select="concat('its status code is not known here: ', $code)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
