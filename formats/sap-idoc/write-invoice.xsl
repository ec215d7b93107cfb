<?xml version="1.0" encoding="UTF-8"?>
<!--
  One canonical Invoice to an IDoc INVOIC02, in short: its number, day, customer, orders and sums. It has no items, so it tells
  a CRM of an invoice; it is none that accounting could book.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  exclude-result-prefixes="x">

  <xsl:import href="common.xsl"/>

  <xsl:variable name="records" select="/descendant-or-self::x:Invoice[@changed]"/>
  <xsl:variable name="subject" select="concat('Invoice ', normalize-space($records/x:InvoiceNumber))"/>

  <xsl:template match="/">
    <xsl:if test="count($records) != 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('write-invoice.xsl maps exactly one Invoice, not ', count($records), '.')"/>
      </xsl:message>
    </xsl:if>
    <INVOIC02>
      <xsl:apply-templates select="$records"/>
    </INVOIC02>
  </xsl:template>

  <xsl:template match="x:Invoice">
    <xsl:if test="@deleted = 'true' or @deleted = '1'">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ' was deleted, which INVOIC cannot say: it would be taken for one that is due. Tell the ',
          'receiver by other means.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:variable name="type" select="normalize-space(x:TypeCode)"/>
    <IDOC BEGIN="1">
      <xsl:call-template name="control">
        <xsl:with-param name="basic-type">INVOIC02</xsl:with-param>
        <xsl:with-param name="message-type">INVOIC</xsl:with-param>
        <xsl:with-param name="key" select="x:InvoiceNumber"/>
      </xsl:call-template>
      <E1EDK01 SEGMENT="1">
        <CURCY><xsl:value-of select="normalize-space(x:Currency)"/></CURCY>
        <BSART>
          <xsl:choose>
            <xsl:when test="$type = '380'">INVO</xsl:when>
            <xsl:when test="$type = '381'">CRME</xsl:when>
            <xsl:otherwise>
              <xsl:message terminate="yes">
                <xsl:value-of select="concat($subject, ' is of type ', $type, '. INVOIC knows invoices (380) and credit notes (381).')"/>
              </xsl:message>
            </xsl:otherwise>
          </xsl:choose>
        </BSART>
        <BELNR><xsl:value-of select="normalize-space(x:InvoiceNumber)"/></BELNR>
      </E1EDK01>
      <xsl:call-template name="sold-to"/>
      <xsl:call-template name="reference">
        <xsl:with-param name="qualifier">009</xsl:with-param>
        <xsl:with-param name="number" select="x:InvoiceNumber"/>
      </xsl:call-template>
      <!-- Of one order first the customer's number, then SAP's; of several orders, each by its place. -->
      <xsl:for-each select="x:OrderReference">
        <xsl:variable name="place" select="substring(position(), 1, 6 * (last() &gt; 1))"/>
        <xsl:call-template name="reference">
          <xsl:with-param name="qualifier">001</xsl:with-param>
          <xsl:with-param name="number" select="x:OrderId"/>
          <xsl:with-param name="place" select="$place"/>
        </xsl:call-template>
        <xsl:call-template name="reference">
          <xsl:with-param name="qualifier">002</xsl:with-param>
          <xsl:with-param name="number" select="x:ErpNumber"/>
          <xsl:with-param name="place" select="$place"/>
        </xsl:call-template>
      </xsl:for-each>
      <xsl:call-template name="date">
        <xsl:with-param name="qualifier">026</xsl:with-param>
        <xsl:with-param name="day" select="x:IssueDate"/>
      </xsl:call-template>
      <xsl:call-template name="sum">
        <xsl:with-param name="qualifier">010</xsl:with-param>
        <xsl:with-param name="amount" select="x:NetAmount"/>
      </xsl:call-template>
      <xsl:call-template name="sum">
        <xsl:with-param name="qualifier">005</xsl:with-param>
        <xsl:with-param name="amount" select="x:TaxAmount"/>
      </xsl:call-template>
      <xsl:call-template name="sum">
        <xsl:with-param name="qualifier">011</xsl:with-param>
        <xsl:with-param name="amount" select="x:GrossAmount"/>
      </xsl:call-template>
    </IDOC>
  </xsl:template>

</xsl:stylesheet>
