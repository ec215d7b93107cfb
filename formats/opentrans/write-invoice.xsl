<?xml version="1.0" encoding="UTF-8"?>
<!--
  One canonical Invoice to one openTRANS INVOICE.

  A notice for a system that keeps an eye on invoices, not the invoice itself: the canonical record has no lines, so one line
  stands for all of them, with the net amount. Never send it to the customer.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  xmlns="http://www.opentrans.org/XMLSchema/2.1" xmlns:bmecat="http://www.bmecat.org/bmecat/2005"
  exclude-result-prefixes="x">

  <xsl:import href="write-common.xsl"/>

  <xsl:variable name="records" select="/descendant-or-self::x:Invoice[@changed]"/>
  <xsl:variable name="subject" select="concat('Invoice ', normalize-space($records/x:InvoiceNumber))"/>

  <xsl:template match="/">
    <xsl:if test="count($records) != 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('write-invoice.xsl maps exactly one Invoice, not ', count($records), '.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:apply-templates select="$records"/>
  </xsl:template>

  <xsl:template match="x:Invoice">
    <xsl:variable name="type" select="normalize-space(x:TypeCode)"/>
    <!-- ORDER_HISTORY must name the buyer's number of the order; other references go into the extension. -->
    <xsl:variable name="order" select="x:OrderReference[1][x:OrderId]"/>
    <xsl:call-template name="refuse-deleted"/>
    <INVOICE version="2.1">
      <INVOICE_HEADER>
        <xsl:call-template name="control-info"/>
        <INVOICE_INFO>
          <INVOICE_ID><xsl:value-of select="normalize-space(x:InvoiceNumber)"/></INVOICE_ID>
          <INVOICE_DATE><xsl:value-of select="normalize-space(x:IssueDate)"/></INVOICE_DATE>
          <INVOICE_TYPE>
            <xsl:choose>
              <xsl:when test="$type = '381'">credit_memo</xsl:when>
              <xsl:when test="$type = '384'">advice_of_amendment</xsl:when>
              <xsl:otherwise>invoice</xsl:otherwise>
            </xsl:choose>
          </INVOICE_TYPE>
          <xsl:if test="count(x:OrderReference) &gt; 1"><INVOICE_COVERAGE>collective</INVOICE_COVERAGE></xsl:if>
          <PARTIES>
            <PARTY>
              <xsl:apply-templates select="x:Customer" mode="ids"/>
              <PARTY_ROLE>buyer</PARTY_ROLE>
              <PARTY_ROLE>invoice_recipient</PARTY_ROLE>
            </PARTY>
            <xsl:call-template name="supplier"/>
          </PARTIES>
          <INVOICE_ISSUER_IDREF type="{$supplier-id-type}"><xsl:value-of select="$supplier-id"/></INVOICE_ISSUER_IDREF>
          <xsl:variable name="id-type"><xsl:apply-templates select="x:Customer" mode="id-type"/></xsl:variable>
          <INVOICE_RECIPIENT_IDREF type="{$id-type}"><xsl:apply-templates select="x:Customer" mode="id"/></INVOICE_RECIPIENT_IDREF>
          <xsl:apply-templates select="x:Customer" mode="buyer-reference"/>
          <xsl:call-template name="supplier-reference"/>
          <bmecat:CURRENCY><xsl:value-of select="normalize-space(x:Currency)"/></bmecat:CURRENCY>
          <xsl:if test="x:DueDate">
            <xsl:call-template name="payment-terms">
              <xsl:with-param name="due" select="normalize-space(x:DueDate)"/>
            </xsl:call-template>
          </xsl:if>
          <HEADER_UDX>
            <UDX.KONTOR.STATE><xsl:value-of select="normalize-space(x:State)"/></UDX.KONTOR.STATE>
            <xsl:if test="x:OpenAmount">
              <UDX.KONTOR.OPEN_AMOUNT><xsl:value-of select="normalize-space(x:OpenAmount)"/></UDX.KONTOR.OPEN_AMOUNT>
            </xsl:if>
            <UDX.KONTOR.TYPE_CODE><xsl:value-of select="$type"/></UDX.KONTOR.TYPE_CODE>
            <xsl:if test="@sequence">
              <UDX.KONTOR.SEQUENCE><xsl:value-of select="@sequence"/></UDX.KONTOR.SEQUENCE>
            </xsl:if>
            <xsl:for-each select="x:OrderReference[not($order) or position() &gt; 1]">
              <UDX.KONTOR.ORDER>
                <xsl:if test="x:OrderId"><ORDER_ID><xsl:value-of select="normalize-space(x:OrderId)"/></ORDER_ID></xsl:if>
                <xsl:if test="x:ErpNumber">
                  <SUPPLIER_ORDER_ID><xsl:value-of select="normalize-space(x:ErpNumber)"/></SUPPLIER_ORDER_ID>
                </xsl:if>
              </UDX.KONTOR.ORDER>
            </xsl:for-each>
          </HEADER_UDX>
        </INVOICE_INFO>
        <xsl:for-each select="$order">
          <ORDER_HISTORY>
            <ORDER_ID><xsl:value-of select="normalize-space(x:OrderId)"/></ORDER_ID>
            <xsl:if test="x:ErpNumber">
              <SUPPLIER_ORDER_ID><xsl:value-of select="normalize-space(x:ErpNumber)"/></SUPPLIER_ORDER_ID>
            </xsl:if>
          </ORDER_HISTORY>
        </xsl:for-each>
      </INVOICE_HEADER>
      <INVOICE_ITEM_LIST>
        <INVOICE_ITEM>
          <LINE_ITEM_ID>1</LINE_ITEM_ID>
          <PRODUCT_ID>
            <bmecat:DESCRIPTION_SHORT>Sum of all lines</bmecat:DESCRIPTION_SHORT>
          </PRODUCT_ID>
          <QUANTITY>1</QUANTITY>
          <bmecat:ORDER_UNIT>C62</bmecat:ORDER_UNIT>
          <PRODUCT_PRICE_FIX>
            <bmecat:PRICE_AMOUNT><xsl:value-of select="normalize-space(x:NetAmount)"/></bmecat:PRICE_AMOUNT>
          </PRODUCT_PRICE_FIX>
          <PRICE_LINE_AMOUNT><xsl:value-of select="normalize-space(x:NetAmount)"/></PRICE_LINE_AMOUNT>
        </INVOICE_ITEM>
      </INVOICE_ITEM_LIST>
      <INVOICE_SUMMARY>
        <TOTAL_ITEM_NUM>1</TOTAL_ITEM_NUM>
        <NET_VALUE_GOODS><xsl:value-of select="normalize-space(x:NetAmount)"/></NET_VALUE_GOODS>
        <TOTAL_AMOUNT><xsl:value-of select="normalize-space(x:GrossAmount)"/></TOTAL_AMOUNT>
        <TOTAL_TAX>
          <TAX_DETAILS_FIX>
            <bmecat:TAX_TYPE>vat</bmecat:TAX_TYPE>
            <TAX_AMOUNT><xsl:value-of select="normalize-space(x:TaxAmount)"/></TAX_AMOUNT>
          </TAX_DETAILS_FIX>
        </TOTAL_TAX>
      </INVOICE_SUMMARY>
    </INVOICE>
  </xsl:template>

</xsl:stylesheet>
