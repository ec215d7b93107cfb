<?xml version="1.0" encoding="UTF-8"?>
<!--
  One canonical Invoice to one UBL 2.1 Invoice, or CreditNote where its type is a credit.

  This is what sales knows of an invoice, not the invoice for the customer: the lines are not known, so the one line that
  UBL demands stands for all of them.

  PayableAmount is what is open; PrepaidAmount the rest. Where these do not say the state, as for a cancelled one, it stands
  in DocumentStatusCode of a reference of the document to itself.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" exclude-result-prefixes="x">

  <xsl:import href="common-write.xsl"/>

  <xsl:variable name="records" select="/descendant-or-self::x:Invoice[@changed]"/>
  <xsl:variable name="subject" select="concat('Invoice ', normalize-space($records/x:InvoiceNumber))"/>
  <xsl:variable name="currency" select="normalize-space($records/x:Currency)"/>
  <xsl:variable name="type" select="normalize-space($records/x:TypeCode)"/>
  <!-- UNCL 1001: credit note, factored credit note, forwarder's credit note, self-billed credit note. -->
  <xsl:variable name="credit" select="$type = '381' or $type = '396' or $type = '532' or $type = '261'"/>

  <xsl:template match="/">
    <xsl:call-template name="one-record"><xsl:with-param name="entity">Invoice</xsl:with-param></xsl:call-template>
    <xsl:choose>
      <xsl:when test="$credit">
        <CreditNote xmlns="urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
          xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
          xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
          <xsl:apply-templates select="$records"/>
        </CreditNote>
      </xsl:when>
      <xsl:otherwise>
        <Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
          xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
          xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">
          <xsl:apply-templates select="$records"/>
        </Invoice>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="x:Invoice">
    <xsl:variable name="state" select="normalize-space(x:State)"/>
    <!-- What is to be paid: what is open, or what follows from the state where that is not said. -->
    <xsl:variable name="payable">
      <xsl:choose>
        <xsl:when test="x:OpenAmount"><xsl:value-of select="normalize-space(x:OpenAmount)"/></xsl:when>
        <xsl:when test="$state = 'paid' or $state = 'cancelled'">0.00</xsl:when>
        <xsl:otherwise><xsl:value-of select="normalize-space(x:GrossAmount)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="prepaid" select="number($payable) != number(x:GrossAmount)"/>
    <xsl:variable name="shown">
      <xsl:choose>
        <xsl:when test="number($payable) = 0">paid</xsl:when>
        <xsl:when test="$prepaid">partly-paid</xsl:when>
        <xsl:otherwise>open</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:call-template name="provenance"/>
    <xsl:call-template name="head"><xsl:with-param name="id" select="x:InvoiceNumber"/></xsl:call-template>
    <xsl:call-template name="issued"><xsl:with-param name="date" select="x:IssueDate"/></xsl:call-template>
    <xsl:choose>
      <xsl:when test="$credit">
        <cbc:CreditNoteTypeCode><xsl:value-of select="$type"/></cbc:CreditNoteTypeCode>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="x:DueDate"><cbc:DueDate><xsl:value-of select="normalize-space(x:DueDate)"/></cbc:DueDate></xsl:if>
        <cbc:InvoiceTypeCode><xsl:value-of select="$type"/></cbc:InvoiceTypeCode>
      </xsl:otherwise>
    </xsl:choose>
    <cbc:DocumentCurrencyCode><xsl:value-of select="$currency"/></cbc:DocumentCurrencyCode>
    <xsl:for-each select="x:OrderReference[1]"><xsl:call-template name="order-reference"/></xsl:for-each>
    <xsl:call-template name="version">
      <xsl:with-param name="id" select="x:InvoiceNumber"/>
      <xsl:with-param name="date" select="x:IssueDate"/>
      <xsl:with-param name="state"><xsl:if test="$shown != $state"><xsl:value-of select="$state"/></xsl:if></xsl:with-param>
    </xsl:call-template>
    <cac:AccountingSupplierParty><xsl:call-template name="supplier"/></cac:AccountingSupplierParty>
    <cac:AccountingCustomerParty>
      <xsl:for-each select="x:Customer"><xsl:call-template name="account-ids"/></xsl:for-each>
    </cac:AccountingCustomerParty>
    <xsl:if test="$credit and x:DueDate">
      <cac:PaymentTerms>
        <cbc:PaymentDueDate><xsl:value-of select="normalize-space(x:DueDate)"/></cbc:PaymentDueDate>
      </cac:PaymentTerms>
    </xsl:if>
    <cac:TaxTotal>
      <xsl:call-template name="amount">
        <xsl:with-param name="name">TaxAmount</xsl:with-param>
        <xsl:with-param name="value" select="x:TaxAmount"/>
      </xsl:call-template>
    </cac:TaxTotal>
    <cac:LegalMonetaryTotal>
      <xsl:call-template name="amount">
        <xsl:with-param name="name">LineExtensionAmount</xsl:with-param>
        <xsl:with-param name="value" select="x:NetAmount"/>
      </xsl:call-template>
      <xsl:call-template name="amount">
        <xsl:with-param name="name">TaxExclusiveAmount</xsl:with-param>
        <xsl:with-param name="value" select="x:NetAmount"/>
      </xsl:call-template>
      <xsl:call-template name="amount">
        <xsl:with-param name="name">TaxInclusiveAmount</xsl:with-param>
        <xsl:with-param name="value" select="x:GrossAmount"/>
      </xsl:call-template>
      <xsl:if test="$prepaid">
        <xsl:call-template name="amount">
          <xsl:with-param name="name">PrepaidAmount</xsl:with-param>
          <xsl:with-param name="value" select="format-number(x:GrossAmount - $payable, '0.00##')"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:call-template name="amount">
        <xsl:with-param name="name">PayableAmount</xsl:with-param>
        <xsl:with-param name="value" select="$payable"/>
      </xsl:call-template>
    </cac:LegalMonetaryTotal>
    <xsl:choose>
      <xsl:when test="$credit"><cac:CreditNoteLine><xsl:call-template name="line"/></cac:CreditNoteLine></xsl:when>
      <xsl:otherwise><cac:InvoiceLine><xsl:call-template name="line"/></cac:InvoiceLine></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A head has room for one order, a line for any number; what it wants besides, the order's line, is not known. -->
  <xsl:template name="line">
    <cbc:ID>1</cbc:ID>
    <xsl:call-template name="amount">
      <xsl:with-param name="name">LineExtensionAmount</xsl:with-param>
      <xsl:with-param name="value" select="x:NetAmount"/>
    </xsl:call-template>
    <xsl:for-each select="x:OrderReference[position() &gt; 1]">
      <cac:OrderLineReference>
        <cbc:LineID>NA</cbc:LineID>
        <xsl:call-template name="order-reference"/>
      </cac:OrderLineReference>
    </xsl:for-each>
    <cac:Item>
      <cbc:Name><xsl:value-of select="concat('All lines of ', normalize-space(x:InvoiceNumber))"/></cbc:Name>
    </cac:Item>
  </xsl:template>

  <!-- UBL writes what a credit note credits without a sign. -->
  <xsl:template name="amount">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:variable name="text">
      <xsl:choose>
        <xsl:when test="$credit">
          <xsl:call-template name="negated"><xsl:with-param name="value" select="$value"/></xsl:call-template>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="normalize-space($value)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$name = 'TaxAmount'"><cbc:TaxAmount currencyID="{$currency}"><xsl:value-of select="$text"/></cbc:TaxAmount></xsl:when>
      <xsl:when test="$name = 'LineExtensionAmount'">
        <cbc:LineExtensionAmount currencyID="{$currency}"><xsl:value-of select="$text"/></cbc:LineExtensionAmount>
      </xsl:when>
      <xsl:when test="$name = 'TaxExclusiveAmount'">
        <cbc:TaxExclusiveAmount currencyID="{$currency}"><xsl:value-of select="$text"/></cbc:TaxExclusiveAmount>
      </xsl:when>
      <xsl:when test="$name = 'TaxInclusiveAmount'">
        <cbc:TaxInclusiveAmount currencyID="{$currency}"><xsl:value-of select="$text"/></cbc:TaxInclusiveAmount>
      </xsl:when>
      <xsl:when test="$name = 'PrepaidAmount'">
        <cbc:PrepaidAmount currencyID="{$currency}"><xsl:value-of select="$text"/></cbc:PrepaidAmount>
      </xsl:when>
      <xsl:otherwise>
        <cbc:PayableAmount currencyID="{$currency}"><xsl:value-of select="$text"/></cbc:PayableAmount>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
