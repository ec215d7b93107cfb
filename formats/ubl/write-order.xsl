<?xml version="1.0" encoding="UTF-8"?>
<!--
  One canonical Order, with its customer where that is known, to one UBL 2.1 Order.

  ID                          the CRM's order id. By it the ERP and the way back recognise the order.
  BuyerCustomerParty          the customer: CustomerAssignedAccountID is the CRM's id, SupplierAssignedAccountID the ERP's
                              number, which is not there yet in a lead's first order.
  AccountingCustomerParty     who gets the invoice: the order's invoice party, or the customer's address for invoices.
  PaymentTerms                those of the order, or else the customer's.
  AnticipatedMonetaryTotal    the check sums of the CRM.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" exclude-result-prefixes="x">

  <xsl:import href="common-write.xsl"/>
  <xsl:import href="party-write.xsl"/>

  <xsl:variable name="records" select="/descendant-or-self::x:Order[@changed]"/>
  <xsl:variable name="customer" select="/descendant-or-self::x:Customer[@changed]"/>
  <xsl:variable name="subject" select="concat('Order ', normalize-space($records/x:OrderId))"/>
  <xsl:variable name="currency" select="normalize-space($records/x:Currency)"/>

  <xsl:template match="/">
    <xsl:call-template name="one-record"><xsl:with-param name="entity">Order</xsl:with-param></xsl:call-template>
    <xsl:if test="count($customer) &gt; 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ' comes with ', count($customer), ' customers, but has one.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:apply-templates select="$records"/>
  </xsl:template>

  <xsl:template match="x:Order">
    <!-- Where the main address is missing, the one for invoices stands in its place and is not written twice. -->
    <xsl:variable name="invoice" select="$customer[x:Address[@type = 'main']]/x:Address[@type = 'invoice']"/>
    <xsl:variable name="own" select="$invoice[not($records/x:InvoiceParty)]"/>
    <Order>
      <xsl:call-template name="provenance"/>
      <xsl:call-template name="head"><xsl:with-param name="id" select="x:OrderId"/></xsl:call-template>
      <xsl:if test="x:ErpNumber">
        <cbc:SalesOrderID><xsl:value-of select="normalize-space(x:ErpNumber)"/></cbc:SalesOrderID>
      </xsl:if>
      <xsl:call-template name="issued"><xsl:with-param name="date" select="x:IssueDate"/></xsl:call-template>
      <xsl:apply-templates select="x:Note" mode="note"/>
      <cbc:DocumentCurrencyCode><xsl:value-of select="$currency"/></cbc:DocumentCurrencyCode>
      <xsl:if test="normalize-space(x:CustomerReference) != ''">
        <cbc:CustomerReference><xsl:value-of select="normalize-space(x:CustomerReference)"/></cbc:CustomerReference>
      </xsl:if>
      <cbc:LineCountNumeric><xsl:value-of select="count(x:Lines/x:Line)"/></cbc:LineCountNumeric>
      <xsl:call-template name="version">
        <xsl:with-param name="id" select="x:OrderId"/>
        <xsl:with-param name="date" select="x:IssueDate"/>
      </xsl:call-template>
      <cac:BuyerCustomerParty>
        <xsl:for-each select="$customer">
          <xsl:call-template name="customer"><xsl:with-param name="invoice" select="$own"/></xsl:call-template>
        </xsl:for-each>
        <xsl:for-each select="x:Customer[not($customer)]"><xsl:call-template name="account-ids"/></xsl:for-each>
      </cac:BuyerCustomerParty>
      <cac:SellerSupplierParty>
        <xsl:call-template name="supplier"/>
        <xsl:if test="normalize-space(x:SalesRepresentative) != ''">
          <cac:SellerContact>
            <cbc:Name><xsl:value-of select="normalize-space(x:SalesRepresentative)"/></cbc:Name>
          </cac:SellerContact>
        </xsl:if>
      </cac:SellerSupplierParty>
      <xsl:apply-templates select="x:InvoiceParty"/>
      <xsl:for-each select="$own">
        <cac:AccountingCustomerParty>
          <xsl:for-each select=".."><xsl:call-template name="account-ids"/></xsl:for-each>
          <cac:Party>
            <cac:PartyName>
              <cbc:Name><xsl:call-template name="address-name"/></cbc:Name>
            </cac:PartyName>
            <cac:PostalAddress><xsl:call-template name="customer-address"/></cac:PostalAddress>
          </cac:Party>
        </cac:AccountingCustomerParty>
      </xsl:for-each>
      <xsl:call-template name="delivery"/>
      <xsl:apply-templates select="x:DeliveryTerms"/>
      <xsl:apply-templates select="x:PaymentTerms | $customer[not($records/x:PaymentTerms)]/x:PaymentTerms" mode="terms"/>
      <xsl:apply-templates select="x:Totals"/>
      <xsl:apply-templates select="x:Lines/x:Line"/>
    </Order>
  </xsl:template>

  <xsl:template name="address-name">
    <xsl:choose>
      <xsl:when test="normalize-space(x:Name) != ''"><xsl:value-of select="normalize-space(x:Name)"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="normalize-space(../x:Name)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="x:InvoiceParty">
    <cac:AccountingCustomerParty>
      <xsl:for-each select="x:Customer"><xsl:call-template name="account-ids"/></xsl:for-each>
      <cac:Party>
        <xsl:call-template name="party-name"/>
        <cac:PostalAddress>
          <!-- Of the customer itself it would look like its address for invoices, in general. -->
          <xsl:if test="x:Customer/x:CrmId = ../x:Customer/x:CrmId or x:Customer/x:ErpNumber = ../x:Customer/x:ErpNumber">
            <cbc:AddressTypeCode>order</cbc:AddressTypeCode>
          </xsl:if>
          <xsl:for-each select="x:Address"><xsl:call-template name="address-fields"/></xsl:for-each>
        </cac:PostalAddress>
        <xsl:call-template name="contact"/>
      </cac:Party>
    </cac:AccountingCustomerParty>
  </xsl:template>

  <xsl:template name="party-name">
    <xsl:if test="normalize-space(x:Address/x:Name) != ''">
      <cac:PartyName>
        <cbc:Name><xsl:value-of select="normalize-space(x:Address/x:Name)"/></cbc:Name>
      </cac:PartyName>
    </xsl:if>
  </xsl:template>

  <xsl:template name="contact">
    <xsl:if test="normalize-space(concat(x:ContactName, x:Phone, x:Email)) != ''">
      <cac:Contact>
        <xsl:if test="normalize-space(x:ContactName) != ''">
          <cbc:Name><xsl:value-of select="normalize-space(x:ContactName)"/></cbc:Name>
        </xsl:if>
        <xsl:if test="normalize-space(x:Phone) != ''">
          <cbc:Telephone><xsl:value-of select="normalize-space(x:Phone)"/></cbc:Telephone>
        </xsl:if>
        <xsl:if test="normalize-space(x:Email) != ''">
          <cbc:ElectronicMail><xsl:value-of select="normalize-space(x:Email)"/></cbc:ElectronicMail>
        </xsl:if>
      </cac:Contact>
    </xsl:if>
  </xsl:template>

  <!-- Where, when and to whom. A party has no account ids here, so its identification says whose each is. -->
  <xsl:template name="delivery">
    <xsl:variable name="party" select="x:DeliveryParty"/>
    <xsl:if test="$party or x:RequestedDeliveryDate">
      <cac:Delivery>
        <xsl:for-each select="$party/x:Address">
          <cac:DeliveryLocation>
            <cac:Address><xsl:call-template name="address-fields"/></cac:Address>
          </cac:DeliveryLocation>
        </xsl:for-each>
        <xsl:apply-templates select="x:RequestedDeliveryDate" mode="period"/>
        <xsl:for-each select="$party[x:Customer or normalize-space(concat(x:ContactName, x:Phone, x:Email, x:Address/x:Name))
          != '']">
          <cac:DeliveryParty>
            <xsl:for-each select="x:Customer/x:CrmId">
              <cac:PartyIdentification>
                <cbc:ID schemeID="CustomerAssignedAccountID"><xsl:value-of select="normalize-space()"/></cbc:ID>
              </cac:PartyIdentification>
            </xsl:for-each>
            <xsl:for-each select="x:Customer/x:ErpNumber">
              <cac:PartyIdentification>
                <cbc:ID schemeID="SupplierAssignedAccountID"><xsl:value-of select="normalize-space()"/></cbc:ID>
              </cac:PartyIdentification>
            </xsl:for-each>
            <xsl:call-template name="party-name"/>
            <xsl:call-template name="contact"/>
          </cac:DeliveryParty>
        </xsl:for-each>
      </cac:Delivery>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="period">
    <cac:RequestedDeliveryPeriod>
      <cbc:StartDate><xsl:value-of select="normalize-space()"/></cbc:StartDate>
      <cbc:EndDate><xsl:value-of select="normalize-space()"/></cbc:EndDate>
    </cac:RequestedDeliveryPeriod>
  </xsl:template>

  <xsl:template match="x:DeliveryTerms">
    <cac:DeliveryTerms>
      <cbc:ID><xsl:value-of select="normalize-space(x:Incoterms)"/></cbc:ID>
      <xsl:if test="normalize-space(x:Place) != ''">
        <cac:DeliveryLocation>
          <cbc:Name><xsl:value-of select="normalize-space(x:Place)"/></cbc:Name>
        </cac:DeliveryLocation>
      </xsl:if>
    </cac:DeliveryTerms>
  </xsl:template>

  <xsl:template match="x:Totals">
    <xsl:if test="x:TaxAmount">
      <cac:TaxTotal>
        <cbc:TaxAmount currencyID="{$currency}"><xsl:value-of select="normalize-space(x:TaxAmount)"/></cbc:TaxAmount>
      </cac:TaxTotal>
    </xsl:if>
    <xsl:variable name="net" select="normalize-space(x:NetAmount)"/>
    <xsl:variable name="gross" select="normalize-space(x:GrossAmount)"/>
    <cac:AnticipatedMonetaryTotal>
      <cbc:LineExtensionAmount currencyID="{$currency}"><xsl:value-of select="$net"/></cbc:LineExtensionAmount>
      <cbc:TaxExclusiveAmount currencyID="{$currency}"><xsl:value-of select="$net"/></cbc:TaxExclusiveAmount>
      <xsl:if test="$gross != ''">
        <cbc:TaxInclusiveAmount currencyID="{$currency}"><xsl:value-of select="$gross"/></cbc:TaxInclusiveAmount>
      </xsl:if>
      <cbc:PayableAmount currencyID="{$currency}">
        <xsl:value-of select="$gross"/>
        <xsl:if test="$gross = ''"><xsl:value-of select="$net"/></xsl:if>
      </cbc:PayableAmount>
    </cac:AnticipatedMonetaryTotal>
  </xsl:template>

  <xsl:template match="x:Line">
    <xsl:variable name="unit" select="normalize-space(x:Unit)"/>
    <xsl:variable name="per">
      <xsl:value-of select="x:PriceBase"/>
      <xsl:if test="not(x:PriceBase)">1</xsl:if>
    </xsl:variable>
    <xsl:variable name="full" select="x:Quantity * x:UnitPrice div $per"/>
    <xsl:variable name="off" select="$full * sum(x:DiscountPercent) div 100"/>
    <cac:OrderLine>
      <xsl:apply-templates select="x:Note" mode="note"/>
      <cac:LineItem>
        <xsl:apply-templates select="x:Number" mode="id"/>
        <cbc:Quantity unitCode="{$unit}"><xsl:value-of select="normalize-space(x:Quantity)"/></cbc:Quantity>
        <!-- For importers that divide it by the quantity and look at no discount. It is not read. -->
        <cbc:LineExtensionAmount currencyID="{$currency}">
          <xsl:value-of select="format-number($full - $off, '0.00##')"/>
        </cbc:LineExtensionAmount>
        <xsl:if test="x:DeliveryDate">
          <cac:Delivery><xsl:apply-templates select="x:DeliveryDate" mode="period"/></cac:Delivery>
        </xsl:if>
        <xsl:apply-templates select="x:DiscountPercent">
          <xsl:with-param name="full" select="$full"/>
          <xsl:with-param name="off" select="$off"/>
        </xsl:apply-templates>
        <cac:Price>
          <cbc:PriceAmount currencyID="{$currency}"><xsl:value-of select="normalize-space(x:UnitPrice)"/></cbc:PriceAmount>
          <xsl:if test="x:PriceBase">
            <cbc:BaseQuantity unitCode="{$unit}"><xsl:value-of select="normalize-space(x:PriceBase)"/></cbc:BaseQuantity>
          </xsl:if>
        </cac:Price>
        <cac:Item>
          <xsl:if test="normalize-space(x:Name) != ''">
            <cbc:Name><xsl:value-of select="normalize-space(x:Name)"/></cbc:Name>
          </xsl:if>
          <cac:SellersItemIdentification><xsl:apply-templates select="x:ItemId" mode="id"/></cac:SellersItemIdentification>
          <xsl:if test="x:GTIN">
            <cac:StandardItemIdentification>
              <cbc:ID schemeID="0160"><xsl:value-of select="normalize-space(x:GTIN)"/></cbc:ID>
            </cac:StandardItemIdentification>
          </xsl:if>
          <xsl:if test="x:TaxCategory or x:TaxRate">
            <cac:ClassifiedTaxCategory>
              <xsl:apply-templates select="x:TaxCategory" mode="id"/>
              <xsl:if test="x:TaxRate">
                <cbc:Percent><xsl:value-of select="normalize-space(x:TaxRate)"/></cbc:Percent>
              </xsl:if>
              <cac:TaxScheme>
                <cbc:ID>VAT</cbc:ID>
              </cac:TaxScheme>
            </cac:ClassifiedTaxCategory>
          </xsl:if>
        </cac:Item>
      </cac:LineItem>
    </cac:OrderLine>
  </xsl:template>

  <!--
    The discount as a percentage, as EN 16931 and Peppol have it, with the amounts that it makes. They are rounded, and
    serve to recognise the percentage: what counts is that.
  -->
  <xsl:template match="x:DiscountPercent">
    <xsl:param name="full"/>
    <xsl:param name="off"/>
    <cac:AllowanceCharge>
      <cbc:ChargeIndicator>false</cbc:ChargeIndicator>
      <cbc:AllowanceChargeReasonCode listID="UNCL5189">95</cbc:AllowanceChargeReasonCode>
      <cbc:AllowanceChargeReason>Discount</cbc:AllowanceChargeReason>
      <cbc:MultiplierFactorNumeric><xsl:value-of select="normalize-space()"/></cbc:MultiplierFactorNumeric>
      <cbc:Amount currencyID="{$currency}"><xsl:value-of select="format-number($off, '0.00##')"/></cbc:Amount>
      <cbc:BaseAmount currencyID="{$currency}"><xsl:value-of select="format-number($full, '0.00##')"/></cbc:BaseAmount>
    </cac:AllowanceCharge>
  </xsl:template>

</xsl:stylesheet>
