<?xml version="1.0" encoding="UTF-8"?>
<!--
  One canonical Invoice to a payment of the deal (crm.payment), for loaddata: "guaranteed" until it is paid, then
  "received". The CRM's statistics of income are made of these. Amounts are without VAT in the CRM, so the net amount counts.

  A payment belongs to one deal: an invoice of no order of the CRM, or of several, is refused.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  exclude-result-prefixes="x">

  <xsl:import href="write-common.xsl"/>

  <!-- What all invoice numbers begin with, such as "RE-". -->
  <xsl:param name="invoice-prefix" select="''"/>

  <xsl:variable name="invoice" select="/descendant-or-self::x:Invoice[@changed]"/>
  <xsl:variable name="subject" select="concat('Invoice ', $invoice/x:InvoiceNumber)"/>

  <xsl:template match="/">
    <xsl:if test="count($invoice) != 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('write-invoice.xsl writes exactly one Invoice, not ', count($invoice), '.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:if test="count($invoice/x:OrderReference) != 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ': a payment of the CRM belongs to one deal, and the invoice is of ',
          count($invoice/x:OrderReference), ' orders.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:variable name="deal">
      <xsl:call-template name="own-key">
        <xsl:with-param name="key" select="$invoice/x:OrderReference/x:OrderId"/>
        <xsl:with-param name="of">deal</xsl:with-param>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="currency">
      <xsl:call-template name="key-of">
        <xsl:with-param name="list" select="$currencies"/>
        <xsl:with-param name="value" select="normalize-space($invoice/x:Currency)"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="$currency = ''">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ': the CRM has no currency ', $invoice/x:Currency, ', as far as the parameter currencies ',
          'of the format says. Enter it in the CRM, and its key in the parameter.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:variable name="key">
      <xsl:call-template name="key-below-zero">
        <xsl:with-param name="number" select="normalize-space($invoice/x:InvoiceNumber)"/>
        <xsl:with-param name="prefix" select="$invoice-prefix"/>
        <xsl:with-param name="parameter">invoice-prefix</xsl:with-param>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="is-void" select="$invoice/x:State = 'cancelled'"/>
    <xsl:variable name="is-credit" select="$invoice/x:TypeCode = '381'"/>
    <django-objects version="1.0">
      <object model="crm.payment" pk="{$key}">
        <field name="amount" type="DecimalField">
          <xsl:choose>
            <xsl:when test="$is-void">0.00</xsl:when>
            <!-- Whether an ERP writes a credit as 100 or as -100, it is money that goes back. -->
            <xsl:when test="$is-credit and $invoice/x:NetAmount &gt; 0">
              <xsl:value-of select="concat('-', format-number($invoice/x:NetAmount, '0.00'))"/>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="format-number($invoice/x:NetAmount, '0.00')"/></xsl:otherwise>
          </xsl:choose>
        </field>
        <xsl:call-template name="relation">
          <xsl:with-param name="name">currency</xsl:with-param>
          <xsl:with-param name="to">crm.currency</xsl:with-param>
          <xsl:with-param name="key" select="string($currency)"/>
        </xsl:call-template>
        <xsl:call-template name="relation">
          <xsl:with-param name="name">deal</xsl:with-param>
          <xsl:with-param name="to">crm.deal</xsl:with-param>
          <xsl:with-param name="key" select="string($deal)"/>
        </xsl:call-template>
        <field name="payment_date" type="DateField">
          <xsl:choose>
            <!-- The exchange does not say when it was paid; it says since when it is known. -->
            <xsl:when test="$invoice/x:State = 'paid'"><xsl:value-of select="substring($invoice/@changed, 1, 10)"/></xsl:when>
            <xsl:when test="$invoice/x:DueDate"><xsl:value-of select="$invoice/x:DueDate"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="$invoice/x:IssueDate"/></xsl:otherwise>
          </xsl:choose>
        </field>
        <field name="status" type="CharField">
          <xsl:choose>
            <xsl:when test="$invoice/x:State = 'paid'">r</xsl:when>
            <xsl:when test="$is-void">l</xsl:when>
            <xsl:otherwise>g</xsl:otherwise>
          </xsl:choose>
        </field>
        <field name="contract_number" type="CharField"/>
        <xsl:call-template name="text-field">
          <xsl:with-param name="name">invoice_number</xsl:with-param>
          <xsl:with-param name="longest" select="40"/>
          <xsl:with-param name="value" select="normalize-space($invoice/x:InvoiceNumber)"/>
        </xsl:call-template>
        <xsl:call-template name="text-field">
          <xsl:with-param name="name">order_number</xsl:with-param>
          <xsl:with-param name="longest" select="40"/>
          <xsl:with-param name="value" select="normalize-space($invoice/x:OrderReference/x:ErpNumber)"/>
        </xsl:call-template>
        <field name="through_representation" type="BooleanField">False</field>
      </object>
    </django-objects>
  </xsl:template>

</xsl:stylesheet>
