<?xml version="1.0" encoding="UTF-8"?>
<!--
  One openTRANS INVOICE to a canonical Invoice, its head and its sums.

  Net amount   the goods, where nothing else adds to them; with extra values or charges the gross amount less the tax.
  Due date     PAYMENT_DATE, or the date of the invoice and the days to pay without discount.
  State        open, unless the extension says something else: openTRANS does not know what was paid.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1"
  xmlns:o="http://www.opentrans.org/XMLSchema/2.1" xmlns:b="http://www.bmecat.org/bmecat/2005"
  exclude-result-prefixes="o b">

  <xsl:import href="read-common.xsl"/>

  <xsl:variable name="invoice" select="/descendant-or-self::o:INVOICE[1]"/>
  <xsl:variable name="header" select="$invoice/o:INVOICE_HEADER"/>
  <xsl:variable name="info" select="$header/o:INVOICE_INFO"/>
  <xsl:variable name="extension" select="$info/o:HEADER_UDX"/>
  <xsl:variable name="summary" select="$invoice/o:INVOICE_SUMMARY"/>
  <xsl:variable name="subject" select="concat('Invoice ', normalize-space($info/o:INVOICE_ID))"/>
  <xsl:variable name="all" select="$info/o:PARTIES/o:PARTY"/>
  <xsl:variable name="buyer" select="$all[o:PARTY_ROLE = 'buyer'][1]"/>
  <xsl:variable name="reference" select="($info/b:BUYER_IDREF | $info/o:INVOICE_RECIPIENT_IDREF[not($info/b:BUYER_IDREF)])[1]"/>
  <xsl:variable name="customer" select="($buyer | $all[not($buyer)][b:PARTY_ID = $reference])[1]"/>

  <xsl:template match="/">
    <xsl:if test="not($customer)">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text">no PARTY has the role buyer, and none the id in BUYER_IDREF or
          INVOICE_RECIPIENT_IDREF.</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <Invoice>
      <xsl:call-template name="changed">
        <xsl:with-param name="control" select="$header/o:CONTROL_INFO"/>
        <xsl:with-param name="date" select="$info/o:INVOICE_DATE"/>
      </xsl:call-template>
      <xsl:apply-templates select="$extension/o:UDX.KONTOR.SEQUENCE"/>
      <InvoiceNumber><xsl:value-of select="normalize-space($info/o:INVOICE_ID)"/></InvoiceNumber>
      <TypeCode><xsl:call-template name="type-code"/></TypeCode>
      <IssueDate><xsl:value-of select="substring(normalize-space($info/o:INVOICE_DATE), 1, 10)"/></IssueDate>
      <xsl:call-template name="due-date"/>
      <xsl:call-template name="orders"/>
      <xsl:apply-templates select="$customer" mode="customer"/>
      <Currency><xsl:value-of select="normalize-space($info/b:CURRENCY)"/></Currency>
      <xsl:call-template name="amounts"/>
      <xsl:for-each select="$extension/o:UDX.KONTOR.OPEN_AMOUNT">
        <OpenAmount><xsl:value-of select="normalize-space()"/></OpenAmount>
      </xsl:for-each>
      <State>
        <xsl:choose>
          <xsl:when test="$extension/o:UDX.KONTOR.STATE">
            <xsl:value-of select="normalize-space($extension/o:UDX.KONTOR.STATE)"/>
          </xsl:when>
          <xsl:otherwise>open</xsl:otherwise>
        </xsl:choose>
      </State>
    </Invoice>
  </xsl:template>

  <xsl:template name="type-code">
    <xsl:variable name="type" select="normalize-space($info/o:INVOICE_TYPE)"/>
    <xsl:choose>
      <xsl:when test="$extension/o:UDX.KONTOR.TYPE_CODE">
        <xsl:value-of select="normalize-space($extension/o:UDX.KONTOR.TYPE_CODE)"/>
      </xsl:when>
      <xsl:when test="$type = '' or $type = 'invoice' or $type = 'invoice_copy'">380</xsl:when>
      <xsl:when test="$type = 'credit_memo'">381</xsl:when>
      <xsl:when test="$type = 'advice_of_amendment'">384</xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="refuse">
          <xsl:with-param name="text" select="concat('INVOICE_TYPE ', $type, ' is none of openTRANS 2.1.')"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="due-date">
    <xsl:variable name="terms" select="$info/o:PAYMENT/o:PAYMENT_TERMS/o:TIME_FOR_PAYMENT[not(o:DISCOUNT_FACTOR)]
      [not(o:ALLOW_OR_CHARGES_FIX)]"/>
    <xsl:choose>
      <xsl:when test="$terms/o:PAYMENT_DATE">
        <DueDate><xsl:value-of select="substring(normalize-space($terms/o:PAYMENT_DATE), 1, 10)"/></DueDate>
      </xsl:when>
      <xsl:when test="$terms/o:DAYS">
        <DueDate>
          <xsl:call-template name="later">
            <xsl:with-param name="date" select="substring(normalize-space($info/o:INVOICE_DATE), 1, 10)"/>
            <xsl:with-param name="days" select="number($terms/o:DAYS)"/>
          </xsl:call-template>
        </DueDate>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- A day so many days later, by way of the number of the day since 1 March of the year 0 (Gregorian). -->
  <xsl:template name="later">
    <xsl:param name="date"/>
    <xsl:param name="days"/>
    <xsl:variable name="m" select="(substring($date, 6, 2) + 9) mod 12"/>
    <xsl:variable name="y" select="substring($date, 1, 4) - floor($m div 10)"/>
    <xsl:variable name="n" select="365 * $y + floor($y div 4) - floor($y div 100) + floor($y div 400)
      + floor(($m * 306 + 5) div 10) + substring($date, 9, 2) - 1 + $days"/>
    <xsl:variable name="guess" select="floor((10000 * $n + 14780) div 3652425)"/>
    <xsl:variable name="rest" select="$n - (365 * $guess + floor($guess div 4) - floor($guess div 100) + floor($guess div 400))"/>
    <xsl:variable name="year" select="$guess - number($rest &lt; 0)"/>
    <xsl:variable name="day" select="$n - (365 * $year + floor($year div 4) - floor($year div 100) + floor($year div 400))"/>
    <xsl:variable name="month" select="floor((100 * $day + 52) div 3060)"/>
    <xsl:value-of select="concat(format-number($year + floor(($month + 2) div 12), '0000'), '-',
      format-number(($month + 2) mod 12 + 1, '00'), '-', format-number($day - floor(($month * 306 + 5) div 10) + 1, '00'))"/>
  </xsl:template>

  <!-- The order of the head, those of the extension, and those that only lines name. -->
  <xsl:template name="orders">
    <xsl:variable name="head" select="$header/o:ORDER_HISTORY"/>
    <xsl:variable name="named" select="$head/o:ORDER_ID | $extension/o:UDX.KONTOR.ORDER/o:ORDER_ID"/>
    <xsl:for-each select="$head | $extension/o:UDX.KONTOR.ORDER">
      <!-- The extension stands ahead of the history in the file, but the history has the first order. -->
      <xsl:sort select="number(self::o:ORDER_HISTORY and 1)" data-type="number" order="descending"/>
      <OrderReference>
        <xsl:if test="o:ORDER_ID"><OrderId><xsl:value-of select="normalize-space(o:ORDER_ID)"/></OrderId></xsl:if>
        <xsl:if test="normalize-space(o:SUPPLIER_ORDER_ID) != ''">
          <ErpNumber><xsl:value-of select="normalize-space(o:SUPPLIER_ORDER_ID)"/></ErpNumber>
        </xsl:if>
      </OrderReference>
    </xsl:for-each>
    <xsl:for-each select="$invoice/o:INVOICE_ITEM_LIST/o:INVOICE_ITEM[o:ORDER_REFERENCE]">
      <xsl:variable name="id" select="normalize-space(o:ORDER_REFERENCE/o:ORDER_ID)"/>
      <xsl:if test="not($named[normalize-space() = $id]) and not(preceding-sibling::o:INVOICE_ITEM/o:ORDER_REFERENCE
          [normalize-space(o:ORDER_ID) = $id])">
        <OrderReference>
          <OrderId><xsl:value-of select="$id"/></OrderId>
          <xsl:if test="normalize-space(o:SUPPLIER_ORDER_REFERENCE/o:SUPPLIER_ORDER_ID) != ''">
            <ErpNumber><xsl:value-of select="normalize-space(o:SUPPLIER_ORDER_REFERENCE/o:SUPPLIER_ORDER_ID)"/></ErpNumber>
          </xsl:if>
        </OrderReference>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- A sum that stands there is taken as it stands; only what has to be calculated is written anew. -->
  <xsl:template name="amounts">
    <xsl:variable name="taxes" select="$summary/o:TOTAL_TAX/o:TAX_DETAILS_FIX/o:TAX_AMOUNT"/>
    <xsl:variable name="simple" select="not($summary/o:NET_VALUE_EXTRA) and not($summary/o:ALLOW_OR_CHARGES_FIX)"/>
    <xsl:if test="not($taxes) and not($simple)">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text">it has extra values or charges and no TAX_AMOUNT, so its net amount cannot be
          told.</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <NetAmount>
      <xsl:choose>
        <xsl:when test="$simple"><xsl:value-of select="normalize-space($summary/o:NET_VALUE_GOODS)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="format-number($summary/o:TOTAL_AMOUNT - sum($taxes), '0.00##')"/></xsl:otherwise>
      </xsl:choose>
    </NetAmount>
    <TaxAmount>
      <xsl:choose>
        <xsl:when test="count($taxes) = 1"><xsl:value-of select="normalize-space($taxes)"/></xsl:when>
        <xsl:when test="$taxes"><xsl:value-of select="format-number(sum($taxes), '0.00##')"/></xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="format-number($summary/o:TOTAL_AMOUNT - $summary/o:NET_VALUE_GOODS, '0.00##')"/>
        </xsl:otherwise>
      </xsl:choose>
    </TaxAmount>
    <GrossAmount><xsl:value-of select="normalize-space($summary/o:TOTAL_AMOUNT)"/></GrossAmount>
  </xsl:template>

</xsl:stylesheet>
