<?xml version="1.0" encoding="UTF-8"?>
<!--
  One UBL Order to the customer who orders and one canonical Order.

  Where the document names the customer, it becomes a record of its own ahead of the order; with nothing but account ids
  the order alone is read.

  What would change a price in silence is refused: lines with prices that include tax, in another currency, or for another
  unit than the ordered one. Charges, for which the canonical order has no place, are refused too, or become a note with
  the parameter charges=note.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1"
  xmlns:u="urn:oasis:names:specification:ubl:schema:xsd:Order-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" exclude-result-prefixes="u cac cbc">

  <xsl:import href="common-read.xsl"/>
  <xsl:import href="party-read.xsl"/>
  <xsl:import href="line-read.xsl"/>

  <!-- What becomes of charges and of discounts on the whole order: refuse, or note. -->
  <xsl:param name="charges" select="'refuse'"/>

  <xsl:variable name="subject" select="concat('Order ', normalize-space(/u:Order/cbc:ID))"/>

  <!-- The currency of the document; older documents say it with the amounts only. -->
  <xsl:variable name="currency" select="normalize-space(/u:Order/cbc:DocumentCurrencyCode
    | /u:Order[not(cbc:DocumentCurrencyCode)]/cac:OrderLine[1]/cac:LineItem/cac:Price/cbc:PriceAmount/@currencyID)"/>

  <xsl:template match="/">
    <xsl:apply-templates select="u:Order"/>
  </xsl:template>

  <xsl:template match="u:Order">
    <xsl:variable name="changed"><xsl:call-template name="moment"/></xsl:variable>
    <xsl:variable name="buyer" select="cac:BuyerCustomerParty"/>
    <xsl:variable name="name">
      <xsl:call-template name="party-name"><xsl:with-param name="party" select="$buyer/cac:Party"/></xsl:call-template>
    </xsl:variable>
    <!-- Invoices of the same account go to another address of the customer, those of another one to another party. -->
    <xsl:variable name="payer" select="cac:AccountingCustomerParty"/>
    <xsl:variable name="same" select="$name != '' and not($payer/cac:Party/cac:PostalAddress/cbc:AddressTypeCode = 'order')
      and ($payer/cbc:CustomerAssignedAccountID[normalize-space() != ''] = $buyer/cbc:CustomerAssignedAccountID
        or $payer/cbc:SupplierAssignedAccountID[normalize-space() != ''] = $buyer/cbc:SupplierAssignedAccountID)"/>
    <xsl:call-template name="checks"/>
    <Records>
      <xsl:if test="$name != ''">
        <xsl:for-each select="$buyer">
          <xsl:call-template name="customer">
            <xsl:with-param name="changed" select="$changed"/>
            <xsl:with-param name="name" select="$name"/>
            <xsl:with-param name="invoice" select="$payer[$same]/cac:Party/cac:PostalAddress"/>
          </xsl:call-template>
        </xsl:for-each>
      </xsl:if>
      <Order>
        <xsl:call-template name="record-attributes"/>
        <xsl:call-template name="text">
          <xsl:with-param name="name">OrderId</xsl:with-param>
          <xsl:with-param name="source" select="cbc:ID"/>
        </xsl:call-template>
        <xsl:call-template name="text">
          <xsl:with-param name="name">ErpNumber</xsl:with-param>
          <xsl:with-param name="source" select="cbc:SalesOrderID"/>
        </xsl:call-template>
        <xsl:call-template name="day">
          <xsl:with-param name="name">IssueDate</xsl:with-param>
          <xsl:with-param name="source" select="cbc:IssueDate"/>
        </xsl:call-template>
        <Customer>
          <xsl:call-template name="customer-keys">
            <xsl:with-param name="party" select="$buyer"/>
            <xsl:with-param name="own">CrmId</xsl:with-param>
          </xsl:call-template>
        </Customer>
        <xsl:call-template name="text">
          <xsl:with-param name="name">CustomerReference</xsl:with-param>
          <xsl:with-param name="source" select="cbc:CustomerReference"/>
        </xsl:call-template>
        <xsl:for-each select="$payer[not($same)]/cac:Party[cac:PostalAddress]">
          <InvoiceParty>
            <xsl:if test="normalize-space(concat(../cbc:CustomerAssignedAccountID, ../cbc:SupplierAssignedAccountID)) != ''">
              <Customer>
                <xsl:call-template name="customer-keys"><xsl:with-param name="party" select=".."/></xsl:call-template>
              </Customer>
            </xsl:if>
            <xsl:call-template name="contact"/>
            <Address>
              <xsl:variable name="party"><xsl:call-template name="other-name"/></xsl:variable>
              <xsl:for-each select="cac:PostalAddress">
                <xsl:call-template name="address"><xsl:with-param name="name" select="$party"/></xsl:call-template>
              </xsl:for-each>
            </Address>
          </InvoiceParty>
        </xsl:for-each>
        <xsl:apply-templates select="cac:Delivery" mode="party"/>
        <Currency><xsl:value-of select="$currency"/></Currency>
        <xsl:call-template name="day">
          <xsl:with-param name="name">RequestedDeliveryDate</xsl:with-param>
          <xsl:with-param name="source" select="cac:Delivery/cac:RequestedDeliveryPeriod/cbc:EndDate
            | cac:Delivery/cac:RequestedDeliveryPeriod[not(cbc:EndDate)]/cbc:StartDate
            | cac:Delivery[not(cac:RequestedDeliveryPeriod)]/cbc:LatestDeliveryDate"/>
        </xsl:call-template>
        <xsl:for-each select="cac:DeliveryTerms[normalize-space(cbc:ID) != ''][1]">
          <DeliveryTerms>
            <Incoterms><xsl:value-of select="normalize-space(cbc:ID)"/></Incoterms>
            <xsl:call-template name="text">
              <xsl:with-param name="name">Place</xsl:with-param>
              <xsl:with-param name="source" select="cac:DeliveryLocation/cbc:Name
                | cac:DeliveryLocation[not(cbc:Name)]/cbc:Description
                | cac:DeliveryLocation[not(cbc:Name or cbc:Description)]/cbc:ID
                | cac:DeliveryLocation[not(cbc:Name or cbc:Description or cbc:ID)]/cac:Address/cbc:CityName"/>
            </xsl:call-template>
          </DeliveryTerms>
        </xsl:for-each>
        <!-- A code of both sides; a sentence in Note is none. -->
        <xsl:variable name="terms" select="cac:PaymentTerms/cbc:ID | cac:PaymentTerms[not(cbc:ID)]
          /cbc:Note[not(contains(normalize-space(), ' '))]"/>
        <xsl:call-template name="text">
          <xsl:with-param name="name">PaymentTerms</xsl:with-param>
          <xsl:with-param name="source" select="$terms"/>
        </xsl:call-template>
        <xsl:call-template name="text">
          <xsl:with-param name="name">SalesRepresentative</xsl:with-param>
          <xsl:with-param name="source" select="cac:SellerSupplierParty/cac:SellerContact/cbc:Name"/>
        </xsl:call-template>
        <xsl:apply-templates select="cbc:Note" mode="note"/>
        <xsl:apply-templates select="cac:DeliveryTerms/cbc:SpecialTerms" mode="note">
          <xsl:with-param name="label">Delivery terms: </xsl:with-param>
        </xsl:apply-templates>
        <xsl:apply-templates select="cac:PaymentTerms[not(cbc:ID)]/cbc:Note[contains(normalize-space(), ' ')]" mode="note">
          <xsl:with-param name="label">Payment terms: </xsl:with-param>
        </xsl:apply-templates>
        <xsl:apply-templates select="cac:Delivery/cac:DeliveryLocation[not(cac:Address)]/cbc:ID" mode="note">
          <xsl:with-param name="label">Delivery location: </xsl:with-param>
        </xsl:apply-templates>
        <xsl:if test="$payer[not($same)]/cac:Party[not(cac:PostalAddress)]">
          <xsl:variable name="other">
            <xsl:call-template name="party-name"><xsl:with-param name="party" select="$payer/cac:Party"/></xsl:call-template>
          </xsl:variable>
          <xsl:if test="$other != ''"><Note>Invoice to: <xsl:value-of select="$other"/></Note></xsl:if>
        </xsl:if>
        <xsl:apply-templates select="cac:AllowanceCharge" mode="charge"/>
        <xsl:apply-templates select="cac:OrderLine/cac:LineItem/cac:AllowanceCharge" mode="charge"/>
        <xsl:apply-templates select="cac:AnticipatedMonetaryTotal"/>
        <Lines>
          <xsl:apply-templates select="cac:OrderLine"/>
        </Lines>
      </Order>
    </Records>
  </xsl:template>

  <xsl:template name="checks">
    <xsl:variable name="count" select="count(cac:OrderLine)"/>
    <xsl:if test="cbc:LineCountNumeric and number(cbc:LineCountNumeric) != $count">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ' says that it has ', normalize-space(cbc:LineCountNumeric),
          ' lines, but has ', $count, '. Let it be written again.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:if test="cac:TaxTotal/cbc:TaxIncludedIndicator[normalize-space() = 'true' or normalize-space() = '1']">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ' has prices with tax in them (TaxIncludedIndicator). Switch the other ',
          'system to net prices: tax cannot be taken out to the cent.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:if test="count(cac:Delivery[cac:DeliveryLocation/cac:Address or cac:DeliveryAddress]) &gt; 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ' is to be delivered to more than one address. Make an order of each.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:if test="count(cac:Delivery/cac:RequestedDeliveryPeriod) &gt; 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ' is to be delivered on more than one day. Give each line its own day.')"/>
      </xsl:message>
    </xsl:if>
  </xsl:template>

  <xsl:template match="cac:Delivery" mode="party">
    <xsl:variable name="location" select="cac:DeliveryLocation/cac:Address | cac:DeliveryAddress[not(../cac:DeliveryLocation
      /cac:Address)] | cac:DeliveryParty[not(../cac:DeliveryLocation/cac:Address or ../cac:DeliveryAddress)]
      /cac:PostalAddress"/>
    <xsl:variable name="party">
      <xsl:for-each select="cac:DeliveryParty"><xsl:call-template name="other-name"/></xsl:for-each>
    </xsl:variable>
    <xsl:variable name="name">
      <xsl:value-of select="$party"/>
      <xsl:if test="$party = ''"><xsl:value-of select="normalize-space(cac:DeliveryLocation/cbc:Name)"/></xsl:if>
    </xsl:variable>
    <xsl:if test="$location">
      <DeliveryParty>
        <xsl:variable name="crm" select="normalize-space(cac:DeliveryParty/cac:PartyIdentification
          /cbc:ID[@schemeID = 'CustomerAssignedAccountID'])"/>
        <xsl:variable name="erp" select="normalize-space(cac:DeliveryParty/cac:PartyIdentification
          /cbc:ID[@schemeID = 'SupplierAssignedAccountID'])"/>
        <xsl:if test="$crm != '' or $erp != ''">
          <Customer>
            <xsl:if test="$crm != ''"><CrmId><xsl:value-of select="$crm"/></CrmId></xsl:if>
            <xsl:if test="$erp != ''"><ErpNumber><xsl:value-of select="$erp"/></ErpNumber></xsl:if>
          </Customer>
        </xsl:if>
        <xsl:for-each select="cac:DeliveryParty"><xsl:call-template name="contact"/></xsl:for-each>
        <Address>
          <xsl:for-each select="$location">
            <xsl:call-template name="address"><xsl:with-param name="name" select="$name"/></xsl:call-template>
          </xsl:for-each>
        </Address>
      </DeliveryParty>
    </xsl:if>
  </xsl:template>

  <!-- The name of a party at its address: the one in use, else the registered one. -->
  <xsl:template name="other-name">
    <xsl:value-of select="normalize-space(cac:PartyName/cbc:Name
      | cac:PartyLegalEntity[not(../cac:PartyName)]/cbc:RegistrationName)"/>
  </xsl:template>

  <xsl:template name="contact">
    <xsl:call-template name="text">
      <xsl:with-param name="name">ContactName</xsl:with-param>
      <xsl:with-param name="source" select="cac:Contact/cbc:Name"/>
    </xsl:call-template>
    <xsl:if test="normalize-space(cac:Contact/cbc:Telephone) != ''">
      <Phone>
        <xsl:call-template name="point">
          <xsl:with-param name="value" select="cac:Contact/cbc:Telephone"/>
          <xsl:with-param name="country" select="normalize-space(cac:PostalAddress/cac:Country/cbc:IdentificationCode
            | ../cac:DeliveryLocation/cac:Address/cac:Country/cbc:IdentificationCode)"/>
        </xsl:call-template>
      </Phone>
    </xsl:if>
    <xsl:call-template name="text">
      <xsl:with-param name="name">Email</xsl:with-param>
      <xsl:with-param name="source" select="cac:Contact/cbc:ElectronicMail"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="*" mode="note">
    <xsl:param name="label"/>
    <xsl:if test="normalize-space() != ''">
      <Note><xsl:value-of select="concat($label, .)"/></Note>
    </xsl:if>
  </xsl:template>

  <!-- A discount on a line is read with the line; everything else changes what is to be paid and has no place. -->
  <xsl:template match="cac:AllowanceCharge" mode="charge">
    <xsl:variable name="charge" select="normalize-space(cbc:ChargeIndicator) = 'true'
      or normalize-space(cbc:ChargeIndicator) = '1'"/>
    <xsl:if test="$charge or not(parent::cac:LineItem)">
      <xsl:variable name="kind">
        <xsl:choose>
          <xsl:when test="$charge">charge</xsl:when>
          <xsl:otherwise>discount</xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <xsl:variable name="line" select="normalize-space(parent::cac:LineItem/cbc:ID)"/>
      <xsl:variable name="where">
        <xsl:if test="$line != ''"><xsl:value-of select="concat(' on line ', $line)"/></xsl:if>
      </xsl:variable>
      <xsl:variable name="text" select="normalize-space(concat($kind, $where, ' of ', normalize-space(cbc:Amount), ' ',
        cbc:Amount/@currencyID, ' ', cbc:AllowanceChargeReason))"/>
      <xsl:choose>
        <xsl:when test="$charges = 'note'"><Note><xsl:value-of select="concat('There is a ', $text)"/></Note></xsl:when>
        <xsl:otherwise>
          <xsl:message terminate="yes">
            <xsl:value-of select="concat($subject, ' has a ', $text, ', for which an order has no place here. Make a line ',
              'of it, or set the parameter charges to note: then the order bears it as a note.')"/>
          </xsl:message>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <!-- PayableAmount may be with tax or without, so it is not taken for either. -->
  <xsl:template match="cac:AnticipatedMonetaryTotal">
    <xsl:variable name="net" select="cbc:TaxExclusiveAmount
      | cbc:LineExtensionAmount[not(../cbc:TaxExclusiveAmount) and not(../../cac:AllowanceCharge)]"/>
    <xsl:if test="$net">
      <Totals>
        <xsl:call-template name="number">
          <xsl:with-param name="name">NetAmount</xsl:with-param>
          <xsl:with-param name="source" select="$net"/>
        </xsl:call-template>
        <xsl:call-template name="number">
          <xsl:with-param name="name">TaxAmount</xsl:with-param>
          <xsl:with-param name="source" select="../cac:TaxTotal[cbc:TaxAmount/@currencyID = $currency]/cbc:TaxAmount"/>
        </xsl:call-template>
        <xsl:call-template name="number">
          <xsl:with-param name="name">GrossAmount</xsl:with-param>
          <xsl:with-param name="source" select="cbc:TaxInclusiveAmount"/>
        </xsl:call-template>
      </Totals>
    </xsl:if>
  </xsl:template>

  <xsl:template match="cac:OrderLine">
    <xsl:variable name="notes">
      <xsl:for-each select="(cbc:Note | cac:LineItem/cbc:Note)[normalize-space() != '']">
        <xsl:if test="position() &gt; 1"><xsl:text>&#10;</xsl:text></xsl:if>
        <xsl:value-of select="."/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:for-each select="cac:LineItem">
      <Line>
        <xsl:call-template name="line-number"><xsl:with-param name="id" select="cbc:ID"/></xsl:call-template>
        <xsl:call-template name="item"/>
        <xsl:call-template name="number">
          <xsl:with-param name="name">Quantity</xsl:with-param>
          <xsl:with-param name="source" select="cbc:Quantity"/>
        </xsl:call-template>
        <xsl:call-template name="text">
          <xsl:with-param name="name">Unit</xsl:with-param>
          <xsl:with-param name="source" select="cbc:Quantity/@unitCode"/>
        </xsl:call-template>
        <xsl:call-template name="unit-price"/>
        <xsl:call-template name="discount"/>
        <xsl:call-template name="tax"/>
        <xsl:call-template name="day">
          <xsl:with-param name="name">DeliveryDate</xsl:with-param>
          <xsl:with-param name="source" select="cac:Delivery/cac:RequestedDeliveryPeriod/cbc:EndDate
            | cac:Delivery/cac:RequestedDeliveryPeriod[not(cbc:EndDate)]/cbc:StartDate
            | cac:Delivery[not(cac:RequestedDeliveryPeriod)]/cbc:LatestDeliveryDate"/>
        </xsl:call-template>
        <xsl:call-template name="note">
          <xsl:with-param name="name">Note</xsl:with-param>
          <xsl:with-param name="source" select="$notes"/>
        </xsl:call-template>
      </Line>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
