<?xml version="1.0" encoding="UTF-8"?>
<!--
  One UBL Reminder to one canonical Reminder.

  ReminderSequenceNumeric   the level: 0 the friendly one, 1 the first formal one.
  ReminderLine              an invoice each: BillingReference/InvoiceDocumentReference is its number, the start of
                            ReminderPeriod the day on which it was due, the debit what is open.
  AllowanceCharge           interest where the code or the words say so, else a fee.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1"
  xmlns:u="urn:oasis:names:specification:ubl:schema:xsd:Reminder-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" exclude-result-prefixes="u cac cbc">

  <xsl:import href="common-read.xsl"/>

  <xsl:variable name="subject" select="concat('Reminder ', normalize-space(/u:Reminder/cbc:ID))"/>

  <xsl:template match="/">
    <xsl:apply-templates select="u:Reminder"/>
  </xsl:template>

  <xsl:template match="u:Reminder">
    <xsl:variable name="charges" select="cac:AllowanceCharge[normalize-space(cbc:ChargeIndicator) = 'true'
      or normalize-space(cbc:ChargeIndicator) = '1']"/>
    <xsl:variable name="interest" select="$charges[cbc:AllowanceChargeReasonCode = 'interest'
      or contains(translate(cbc:AllowanceChargeReason, 'INTERSZ', 'intersz'), 'interest')
      or contains(translate(cbc:AllowanceChargeReason, 'INTERSZ', 'intersz'), 'zins')]"/>
    <xsl:if test="not(cbc:ReminderSequenceNumeric)">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ' does not say which one it is (ReminderSequenceNumeric: 0 the friendly one, 1 the ',
          'first formal one).')"/>
      </xsl:message>
    </xsl:if>
    <Reminder>
      <xsl:call-template name="record-attributes"/>
      <xsl:call-template name="text">
        <xsl:with-param name="name">ReminderId</xsl:with-param>
        <xsl:with-param name="source" select="cbc:ID"/>
      </xsl:call-template>
      <Customer>
        <xsl:call-template name="customer-keys">
          <xsl:with-param name="party" select="cac:AccountingCustomerParty"/>
          <xsl:with-param name="own">ErpNumber</xsl:with-param>
        </xsl:call-template>
      </Customer>
      <Level><xsl:value-of select="number(cbc:ReminderSequenceNumeric)"/></Level>
      <xsl:call-template name="day">
        <xsl:with-param name="name">IssueDate</xsl:with-param>
        <xsl:with-param name="source" select="cbc:IssueDate"/>
      </xsl:call-template>
      <Currency>
        <xsl:value-of select="normalize-space(cbc:DocumentCurrencyCode
          | cac:LegalMonetaryTotal[not(../cbc:DocumentCurrencyCode)]/cbc:PayableAmount/@currencyID)"/>
      </Currency>
      <xsl:apply-templates select="cac:ReminderLine"/>
      <xsl:call-template name="charge">
        <xsl:with-param name="name">Fee</xsl:with-param>
        <xsl:with-param name="charges" select="$charges[count(. | $interest) != count($interest)]"/>
      </xsl:call-template>
      <xsl:call-template name="charge">
        <xsl:with-param name="name">Interest</xsl:with-param>
        <xsl:with-param name="charges" select="$interest"/>
      </xsl:call-template>
      <xsl:call-template name="day">
        <xsl:with-param name="name">DueDate</xsl:with-param>
        <xsl:with-param name="source" select="cac:PaymentTerms/cbc:PaymentDueDate
          | cac:PaymentMeans[not(../cac:PaymentTerms/cbc:PaymentDueDate)]/cbc:PaymentDueDate"/>
      </xsl:call-template>
    </Reminder>
  </xsl:template>

  <!-- One as it stands; several are added up, which is exact as far as a reminder goes. -->
  <xsl:template name="charge">
    <xsl:param name="name"/>
    <xsl:param name="charges"/>
    <xsl:choose>
      <xsl:when test="count($charges) &gt; 1">
        <xsl:element name="{$name}"><xsl:value-of select="format-number(sum($charges/cbc:Amount), '0.00##')"/></xsl:element>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="number">
          <xsl:with-param name="name" select="$name"/>
          <xsl:with-param name="source" select="$charges/cbc:Amount"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="cac:ReminderLine">
    <xsl:variable name="reference" select="cac:BillingReference[1]/cac:InvoiceDocumentReference"/>
    <xsl:variable name="due" select="cac:ReminderPeriod[1]/cbc:StartDate
      | $reference[not(current()/cac:ReminderPeriod[1]/cbc:StartDate)]/cac:ValidityPeriod/cbc:EndDate"/>
    <xsl:variable name="line" select="concat($subject, ', line ', normalize-space(cbc:ID))"/>
    <xsl:if test="not($reference)">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($line, ' names no invoice (BillingReference/InvoiceDocumentReference). Let fees and interest be ',
          'written as AllowanceCharge.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:if test="not($due)">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($line, ' does not say when invoice ', normalize-space($reference/cbc:ID),
          ' was due (ReminderPeriod/StartDate).')"/>
      </xsl:message>
    </xsl:if>
    <InvoiceReference>
      <InvoiceNumber><xsl:value-of select="normalize-space($reference/cbc:ID)"/></InvoiceNumber>
      <xsl:call-template name="day">
        <xsl:with-param name="name">DueDate</xsl:with-param>
        <xsl:with-param name="source" select="$due"/>
      </xsl:call-template>
      <xsl:choose>
        <xsl:when test="cbc:DebitLineAmount and cbc:CreditLineAmount">
          <OpenAmount><xsl:value-of select="format-number(cbc:DebitLineAmount - cbc:CreditLineAmount, '0.00##')"/></OpenAmount>
        </xsl:when>
        <xsl:when test="cbc:CreditLineAmount">
          <xsl:call-template name="number">
            <xsl:with-param name="name">OpenAmount</xsl:with-param>
            <xsl:with-param name="source" select="cbc:CreditLineAmount"/>
            <xsl:with-param name="negate" select="true()"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="number">
            <xsl:with-param name="name">OpenAmount</xsl:with-param>
            <xsl:with-param name="source" select="cbc:DebitLineAmount | cbc:Amount[not(../cbc:DebitLineAmount)]"/>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
    </InvoiceReference>
  </xsl:template>

</xsl:stylesheet>
