<?xml version="1.0" encoding="UTF-8"?>
<!-- One canonical Reminder to one UBL 2.1 Reminder. What stands where is said in read-reminder.xsl. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  xmlns="urn:oasis:names:specification:ubl:schema:xsd:Reminder-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" exclude-result-prefixes="x">

  <xsl:import href="common-write.xsl"/>

  <xsl:variable name="records" select="/descendant-or-self::x:Reminder[@changed]"/>
  <xsl:variable name="subject" select="concat('Reminder ', normalize-space($records/x:ReminderId))"/>
  <xsl:variable name="currency" select="normalize-space($records/x:Currency)"/>

  <xsl:template match="/">
    <xsl:call-template name="one-record"><xsl:with-param name="entity">Reminder</xsl:with-param></xsl:call-template>
    <xsl:apply-templates select="$records"/>
  </xsl:template>

  <xsl:template match="x:Reminder">
    <Reminder>
      <xsl:call-template name="provenance"/>
      <xsl:call-template name="head"><xsl:with-param name="id" select="x:ReminderId"/></xsl:call-template>
      <xsl:call-template name="issued"><xsl:with-param name="date" select="x:IssueDate"/></xsl:call-template>
      <cbc:ReminderSequenceNumeric><xsl:value-of select="normalize-space(x:Level)"/></cbc:ReminderSequenceNumeric>
      <cbc:DocumentCurrencyCode><xsl:value-of select="$currency"/></cbc:DocumentCurrencyCode>
      <xsl:call-template name="version">
        <xsl:with-param name="id" select="x:ReminderId"/>
        <xsl:with-param name="date" select="x:IssueDate"/>
      </xsl:call-template>
      <cac:AccountingSupplierParty><xsl:call-template name="supplier"/></cac:AccountingSupplierParty>
      <cac:AccountingCustomerParty>
        <xsl:for-each select="x:Customer"><xsl:call-template name="account-ids"/></xsl:for-each>
      </cac:AccountingCustomerParty>
      <xsl:if test="x:DueDate">
        <cac:PaymentTerms>
          <cbc:PaymentDueDate><xsl:value-of select="normalize-space(x:DueDate)"/></cbc:PaymentDueDate>
        </cac:PaymentTerms>
      </xsl:if>
      <xsl:apply-templates select="x:Fee | x:Interest"/>
      <cac:LegalMonetaryTotal>
        <cbc:PayableAmount currencyID="{$currency}">
          <xsl:value-of select="format-number(sum(x:InvoiceReference/x:OpenAmount | x:Fee | x:Interest), '0.00##')"/>
        </cbc:PayableAmount>
      </cac:LegalMonetaryTotal>
      <xsl:apply-templates select="x:InvoiceReference"/>
    </Reminder>
  </xsl:template>

  <xsl:template match="x:Fee | x:Interest">
    <cac:AllowanceCharge>
      <cbc:ChargeIndicator>true</cbc:ChargeIndicator>
      <xsl:choose>
        <xsl:when test="self::x:Fee">
          <cbc:AllowanceChargeReasonCode listID="urn:kontor:exchange:1:ReminderCharge">fee</cbc:AllowanceChargeReasonCode>
          <cbc:AllowanceChargeReason>Reminder fee</cbc:AllowanceChargeReason>
        </xsl:when>
        <xsl:otherwise>
          <cbc:AllowanceChargeReasonCode listID="urn:kontor:exchange:1:ReminderCharge">interest</cbc:AllowanceChargeReasonCode>
          <cbc:AllowanceChargeReason>Interest</cbc:AllowanceChargeReason>
        </xsl:otherwise>
      </xsl:choose>
      <cbc:Amount currencyID="{$currency}"><xsl:value-of select="normalize-space()"/></cbc:Amount>
    </cac:AllowanceCharge>
  </xsl:template>

  <xsl:template match="x:InvoiceReference">
    <xsl:variable name="open" select="normalize-space(x:OpenAmount)"/>
    <cac:ReminderLine>
      <cbc:ID><xsl:value-of select="count(preceding-sibling::x:InvoiceReference) + 1"/></cbc:ID>
      <xsl:choose>
        <xsl:when test="starts-with($open, '-')">
          <cbc:CreditLineAmount currencyID="{$currency}"><xsl:value-of select="substring($open, 2)"/></cbc:CreditLineAmount>
        </xsl:when>
        <xsl:otherwise>
          <cbc:DebitLineAmount currencyID="{$currency}"><xsl:value-of select="$open"/></cbc:DebitLineAmount>
        </xsl:otherwise>
      </xsl:choose>
      <cac:ReminderPeriod>
        <cbc:StartDate><xsl:value-of select="normalize-space(x:DueDate)"/></cbc:StartDate>
      </cac:ReminderPeriod>
      <cac:BillingReference>
        <cac:InvoiceDocumentReference>
          <xsl:apply-templates select="x:InvoiceNumber" mode="id"/>
        </cac:InvoiceDocumentReference>
      </cac:BillingReference>
    </cac:ReminderLine>
  </xsl:template>

</xsl:stylesheet>
