<?xml version="1.0" encoding="UTF-8"?>
<!--
  One UBL Invoice or CreditNote to one canonical Invoice: what sales should know of it.

  Amounts      a credit note has positive ones in UBL; here it is negative.
  TaxAmount    that in the currency of the document: some write it a second time in the currency of their taxes.
  OpenAmount   PayableAmount: what is to be paid when the document is written.
  State        paid where nothing is to be paid, partly paid where something is prepaid. What the amounts cannot say, such
               as "cancelled", stands in DocumentStatusCode of a reference of the document to itself.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1"
  xmlns:u="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"
  xmlns:c="urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" exclude-result-prefixes="u c cac cbc">

  <xsl:import href="common-read.xsl"/>

  <!-- What some systems write between the numbers of several orders in one OrderReference, such as a comma. -->
  <xsl:param name="order-separator" select="''"/>

  <xsl:variable name="credit" select="boolean(/c:CreditNote)"/>
  <xsl:variable name="subject" select="concat('Invoice ', normalize-space(/*/cbc:ID))"/>
  <xsl:variable name="currency" select="normalize-space(/*/cbc:DocumentCurrencyCode
    | /*[not(cbc:DocumentCurrencyCode)]/cac:LegalMonetaryTotal/cbc:PayableAmount/@currencyID)"/>

  <xsl:template match="/">
    <xsl:apply-templates select="u:Invoice | c:CreditNote"/>
  </xsl:template>

  <xsl:template match="u:Invoice | c:CreditNote">
    <xsl:variable name="total" select="cac:LegalMonetaryTotal"/>
    <xsl:variable name="type" select="normalize-space(cbc:InvoiceTypeCode | cbc:CreditNoteTypeCode)"/>
    <xsl:variable name="taxes" select="cac:TaxTotal/cbc:TaxAmount[@currencyID = $currency]"/>
    <xsl:if test="$total/*[@currencyID and @currencyID != $currency and not(self::cbc:PayableAlternativeAmount)]">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ' is in ', $currency, ', but has totals in ',
          $total/*[@currencyID != $currency]/@currencyID, '.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:variable name="net">
      <xsl:choose>
        <xsl:when test="$total/cbc:TaxExclusiveAmount">
          <xsl:value-of select="normalize-space($total/cbc:TaxExclusiveAmount)"/>
        </xsl:when>
        <xsl:when test="$total/cbc:LineExtensionAmount and ($total/cbc:AllowanceTotalAmount or $total/cbc:ChargeTotalAmount)">
          <xsl:value-of select="format-number($total/cbc:LineExtensionAmount - sum($total/cbc:AllowanceTotalAmount)
            + sum($total/cbc:ChargeTotalAmount), '0.00##')"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="normalize-space($total/cbc:LineExtensionAmount)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="tax">
      <xsl:choose>
        <xsl:when test="count($taxes) = 1"><xsl:value-of select="normalize-space($taxes)"/></xsl:when>
        <xsl:when test="$taxes"><xsl:value-of select="format-number(sum($taxes), '0.00##')"/></xsl:when>
        <xsl:when test="$total/cbc:TaxInclusiveAmount and $net != ''">
          <xsl:value-of select="format-number($total/cbc:TaxInclusiveAmount - $net, '0.00##')"/>
        </xsl:when>
        <xsl:otherwise>0.00</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <Invoice>
      <xsl:call-template name="record-attributes"/>
      <xsl:call-template name="text">
        <xsl:with-param name="name">InvoiceNumber</xsl:with-param>
        <xsl:with-param name="source" select="cbc:ID"/>
      </xsl:call-template>
      <TypeCode>
        <xsl:choose>
          <xsl:when test="$type != ''"><xsl:value-of select="$type"/></xsl:when>
          <xsl:when test="$credit">381</xsl:when>
          <xsl:otherwise>380</xsl:otherwise>
        </xsl:choose>
      </TypeCode>
      <xsl:call-template name="day">
        <xsl:with-param name="name">IssueDate</xsl:with-param>
        <xsl:with-param name="source" select="cbc:IssueDate"/>
      </xsl:call-template>
      <xsl:call-template name="due-date"/>
      <xsl:call-template name="orders"/>
      <Customer>
        <xsl:variable name="payer" select="cac:AccountingCustomerParty"/>
        <xsl:variable name="keyed" select="normalize-space(concat($payer/cbc:CustomerAssignedAccountID,
          $payer/cbc:SupplierAssignedAccountID)) != '' or not(cac:BuyerCustomerParty)"/>
        <xsl:call-template name="customer-keys">
          <xsl:with-param name="party" select="$payer[$keyed] | cac:BuyerCustomerParty[not($keyed)]"/>
          <xsl:with-param name="own">ErpNumber</xsl:with-param>
        </xsl:call-template>
      </Customer>
      <Currency><xsl:value-of select="$currency"/></Currency>
      <xsl:call-template name="number">
        <xsl:with-param name="name">NetAmount</xsl:with-param>
        <xsl:with-param name="source" select="$net"/>
        <xsl:with-param name="negate" select="$credit"/>
      </xsl:call-template>
      <xsl:call-template name="number">
        <xsl:with-param name="name">TaxAmount</xsl:with-param>
        <xsl:with-param name="source" select="$tax"/>
        <xsl:with-param name="negate" select="$credit"/>
      </xsl:call-template>
      <xsl:variable name="gross">
        <xsl:value-of select="normalize-space($total/cbc:TaxInclusiveAmount)"/>
        <xsl:if test="not($total/cbc:TaxInclusiveAmount)">
          <xsl:value-of select="format-number($net + $tax, '0.00##')"/>
        </xsl:if>
      </xsl:variable>
      <xsl:call-template name="number">
        <xsl:with-param name="name">GrossAmount</xsl:with-param>
        <xsl:with-param name="source" select="$gross"/>
        <xsl:with-param name="negate" select="$credit"/>
      </xsl:call-template>
      <xsl:variable name="said" select="normalize-space(cac:AdditionalDocumentReference[cbc:ID = current()/cbc:ID]
        /cbc:DocumentStatusCode)"/>
      <!-- Where it is said to be paid in part, but not how much, what is open is not known. -->
      <xsl:if test="not($said = 'partly-paid' and not($total/cbc:PrepaidAmount))">
        <xsl:call-template name="number">
          <xsl:with-param name="name">OpenAmount</xsl:with-param>
          <xsl:with-param name="source" select="$total/cbc:PayableAmount"/>
          <xsl:with-param name="negate" select="$credit"/>
        </xsl:call-template>
      </xsl:if>
      <State>
        <xsl:choose>
          <xsl:when test="$said = 'open' or $said = 'partly-paid' or $said = 'paid' or $said = 'cancelled'">
            <xsl:value-of select="$said"/>
          </xsl:when>
          <xsl:when test="number($total/cbc:PayableAmount) = 0">paid</xsl:when>
          <xsl:when test="$total/cbc:PrepaidAmount and number($total/cbc:PrepaidAmount) != 0">partly-paid</xsl:when>
          <xsl:otherwise>open</xsl:otherwise>
        </xsl:choose>
      </State>
    </Invoice>
  </xsl:template>

  <!-- A credit note has its date among the terms, and where an invoice is paid in parts, the first one counts. -->
  <xsl:template name="due-date">
    <xsl:variable name="own" select="cbc:DueDate"/>
    <xsl:variable name="means" select="cac:PaymentMeans[not($own)]/cbc:PaymentDueDate"/>
    <xsl:for-each select="$own | $means | cac:PaymentTerms[not($own or $means)]/cbc:PaymentDueDate">
      <xsl:sort select="normalize-space()"/>
      <xsl:if test="position() = 1">
        <xsl:call-template name="day">
          <xsl:with-param name="name">DueDate</xsl:with-param>
          <xsl:with-param name="source" select="."/>
        </xsl:call-template>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- The order of the whole document, and those of its lines: a collective invoice has several. -->
  <xsl:template name="orders">
    <xsl:variable name="head" select="cac:OrderReference"/>
    <xsl:for-each select="$head">
      <xsl:call-template name="order-references">
        <xsl:with-param name="id" select="normalize-space(cbc:ID)"/>
        <xsl:with-param name="number" select="normalize-space(cbc:SalesOrderID)"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="(cac:InvoiceLine | cac:CreditNoteLine)/cac:OrderLineReference/cac:OrderReference">
      <xsl:variable name="id" select="normalize-space(cbc:ID)"/>
      <xsl:variable name="number" select="normalize-space(cbc:SalesOrderID)"/>
      <!-- Most lines belong to the order of the line before: that spares looking at all of them. -->
      <xsl:variable name="last" select="../../preceding-sibling::*[1]/cac:OrderLineReference/cac:OrderReference"/>
      <xsl:if test="not(($head | $last)[normalize-space(cbc:ID) = $id and normalize-space(cbc:SalesOrderID) = $number])
        and not((../preceding-sibling::cac:OrderLineReference | ../../preceding-sibling::*/cac:OrderLineReference)
          /cac:OrderReference[normalize-space(cbc:ID) = $id and normalize-space(cbc:SalesOrderID) = $number])">
        <xsl:call-template name="order-references">
          <xsl:with-param name="id" select="$id"/>
          <xsl:with-param name="number" select="$number"/>
        </xsl:call-template>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- Several in one element are taken apart. An id that is "NA" is none. -->
  <xsl:template name="order-references">
    <xsl:param name="id"/>
    <xsl:param name="number"/>
    <xsl:variable name="more" select="$order-separator != ''
      and (contains($id, $order-separator) or contains($number, $order-separator))"/>
    <xsl:variable name="ids" select="concat($id, $order-separator)"/>
    <xsl:variable name="numbers" select="concat($number, $order-separator)"/>
    <xsl:choose>
      <xsl:when test="$more">
        <xsl:variable name="first" select="substring-before($ids, $order-separator)"/>
        <xsl:variable name="first-number" select="substring-before($numbers, $order-separator)"/>
        <xsl:if test="contains($id, $order-separator) != contains($number, $order-separator) and $id != '' and $id != 'NA'
          and $number != ''">
          <xsl:message terminate="yes">
            <xsl:value-of select="concat($subject, ' has several order numbers, but not as many of ours (', $id, ') as of its own (',
              $number, '): which belong together cannot be told.')"/>
          </xsl:message>
        </xsl:if>
        <xsl:call-template name="order-references">
          <xsl:with-param name="id" select="normalize-space($first)"/>
          <xsl:with-param name="number" select="normalize-space($first-number)"/>
        </xsl:call-template>
        <xsl:call-template name="order-references">
          <xsl:with-param name="id" select="normalize-space(substring-after($id, $order-separator))"/>
          <xsl:with-param name="number" select="normalize-space(substring-after($number, $order-separator))"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="($id != '' and $id != 'NA') or $number != ''">
        <OrderReference>
          <xsl:call-template name="order-keys">
            <xsl:with-param name="id" select="$id"/>
            <xsl:with-param name="number" select="$number"/>
          </xsl:call-template>
        </OrderReference>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
