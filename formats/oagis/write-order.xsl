<?xml version="1.0" encoding="UTF-8"?>
<!--
  One canonical Order to one OAGIS ProcessSalesOrder.

  The id of the header is the CRM's order id, by which a repeat is known; a number of the ERP is a DocumentReference. Amounts
  carry the currency, quantities the unit. A requested delivery date stands in each line that has none of its own, because only
  lines have one in OAGIS. Discount and tax stand in the Extension of the line, and the ExtendedAmount is net after discount.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.openapplications.org/oagis/10"
  xmlns:x="urn:kontor:exchange:1">

  <xsl:import href="write-common.xsl"/>

  <xsl:variable name="records" select="/descendant-or-self::x:Order[@changed]"/>
  <xsl:variable name="subject" select="concat('Order ', normalize-space($records/x:OrderId))"/>
  <!-- Where the customer's record comes along, its name helps whoever reads the document. -->
  <xsl:variable name="customer" select="/descendant-or-self::x:Customer[@changed][x:CrmId = $records/x:Customer/x:CrmId
    or x:ErpNumber = $records/x:Customer/x:ErpNumber][1]"/>
  <xsl:variable name="currency" select="normalize-space($records/x:Currency)"/>

  <xsl:template match="/">
    <xsl:if test="count($records) != 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('write-order.xsl maps exactly one Order, not ', count($records), '.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:apply-templates select="$records"/>
  </xsl:template>

  <xsl:template match="x:Order">
    <xsl:if test="@deleted = 'true' or @deleted = '1'">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text">a ProcessSalesOrder cannot say that it was deleted, and would be delivered. Cancel it with the
          receiver by other means, or let the agreement ignore deletions.</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <ProcessSalesOrder releaseID="{$release}">
      <xsl:call-template name="application-area"/>
      <DataArea>
        <Process acknowledgeCode="Always">
          <ActionCriteria>
            <ActionExpression actionCode="Replace">/ProcessSalesOrder/DataArea/SalesOrder</ActionExpression>
          </ActionCriteria>
        </Process>
        <SalesOrder>
          <SalesOrderHeader><xsl:call-template name="header"/></SalesOrderHeader>
          <xsl:apply-templates select="x:Lines/x:Line"/>
        </SalesOrder>
      </DataArea>
    </ProcessSalesOrder>
  </xsl:template>

  <xsl:template name="header">
    <ID schemeID="{$crm-scheme}"><xsl:value-of select="normalize-space(x:OrderId)"/></ID>
    <xsl:if test="@sequence"><RevisionID><xsl:value-of select="@sequence"/></RevisionID></xsl:if>
    <LastModificationDateTime><xsl:value-of select="@changed"/></LastModificationDateTime>
    <DocumentDateTime><xsl:value-of select="normalize-space(x:IssueDate)"/></DocumentDateTime>
    <xsl:for-each select="x:Note"><Note><xsl:value-of select="."/></Note></xsl:for-each>
    <xsl:if test="x:ErpNumber">
      <DocumentReference typeCode="SalesOrder">
        <ID schemeID="{$erp-scheme}"><xsl:value-of select="normalize-space(x:ErpNumber)"/></ID>
      </DocumentReference>
    </xsl:if>
    <CustomerParty>
      <xsl:apply-templates select="x:Customer" mode="ids"/>
      <xsl:if test="$customer"><Name><xsl:value-of select="normalize-space($customer/x:Name)"/></Name></xsl:if>
    </CustomerParty>
    <xsl:if test="x:DeliveryParty">
      <ShipToParty><xsl:apply-templates select="x:DeliveryParty"/></ShipToParty>
    </xsl:if>
    <xsl:if test="x:Totals">
      <ExtendedAmount currencyCode="{$currency}"><xsl:value-of select="normalize-space(x:Totals/x:NetAmount)"/></ExtendedAmount>
    </xsl:if>
    <xsl:if test="x:Totals/x:GrossAmount">
      <TotalAmount currencyCode="{$currency}"><xsl:value-of select="normalize-space(x:Totals/x:GrossAmount)"/></TotalAmount>
    </xsl:if>
    <xsl:if test="x:InvoiceParty">
      <BillToParty><xsl:apply-templates select="x:InvoiceParty"/></BillToParty>
    </xsl:if>
    <xsl:for-each select="x:DeliveryTerms">
      <TransportationTerm>
        <IncotermsCode><xsl:value-of select="normalize-space(x:Incoterms)"/></IncotermsCode>
        <xsl:if test="x:Place">
          <PlaceOfOwnershipTransferLocation><Name><xsl:value-of select="normalize-space(x:Place)"/></Name></PlaceOfOwnershipTransferLocation>
        </xsl:if>
      </TransportationTerm>
    </xsl:for-each>
    <xsl:if test="x:PaymentTerms">
      <PaymentTerm><ID><xsl:value-of select="normalize-space(x:PaymentTerms)"/></ID></PaymentTerm>
    </xsl:if>
    <xsl:if test="x:CustomerReference">
      <PurchaseOrderReference><ID><xsl:value-of select="normalize-space(x:CustomerReference)"/></ID></PurchaseOrderReference>
    </xsl:if>
    <xsl:if test="x:RequestedDeliveryDate or x:SalesRepresentative or x:Totals/x:TaxAmount">
      <Extension>
        <AnyExtension>
          <xsl:if test="x:RequestedDeliveryDate">
            <x:RequestedDeliveryDate><xsl:value-of select="normalize-space(x:RequestedDeliveryDate)"/></x:RequestedDeliveryDate>
          </xsl:if>
          <xsl:if test="x:SalesRepresentative">
            <x:SalesRepresentative><xsl:value-of select="normalize-space(x:SalesRepresentative)"/></x:SalesRepresentative>
          </xsl:if>
          <xsl:if test="x:Totals/x:TaxAmount">
            <x:TaxAmount><xsl:value-of select="normalize-space(x:Totals/x:TaxAmount)"/></x:TaxAmount>
          </xsl:if>
        </AnyExtension>
      </Extension>
    </xsl:if>
  </xsl:template>

  <xsl:template match="x:DeliveryParty | x:InvoiceParty">
    <xsl:apply-templates select="x:Customer" mode="ids"/>
    <Location><xsl:apply-templates select="x:Address"/></Location>
    <xsl:if test="x:ContactName or x:Phone or x:Email">
      <Contact>
        <xsl:if test="x:ContactName">
          <PersonName><FormattedName><xsl:value-of select="normalize-space(x:ContactName)"/></FormattedName></PersonName>
        </xsl:if>
        <xsl:if test="x:Phone">
          <TelephoneCommunication>
            <FormattedNumber><xsl:value-of select="normalize-space(x:Phone)"/></FormattedNumber>
          </TelephoneCommunication>
        </xsl:if>
        <xsl:if test="x:Email">
          <EMailAddressCommunication>
            <EMailAddressID><xsl:value-of select="normalize-space(x:Email)"/></EMailAddressID>
          </EMailAddressCommunication>
        </xsl:if>
      </Contact>
    </xsl:if>
  </xsl:template>

  <xsl:template match="x:Line">
    <xsl:variable name="day" select="(x:DeliveryDate | ../../x:RequestedDeliveryDate[not(current()/x:DeliveryDate)])[1]"/>
    <SalesOrderLine>
      <LineNumberID><xsl:value-of select="normalize-space(x:Number)"/></LineNumberID>
      <xsl:if test="x:Note"><Note><xsl:value-of select="x:Note"/></Note></xsl:if>
      <Item>
        <ID><xsl:value-of select="normalize-space(x:ItemId)"/></ID>
        <xsl:if test="x:GTIN"><GTINID><xsl:value-of select="normalize-space(x:GTIN)"/></GTINID></xsl:if>
        <xsl:if test="x:Name"><Description><xsl:value-of select="normalize-space(x:Name)"/></Description></xsl:if>
      </Item>
      <Quantity unitCode="{normalize-space(x:Unit)}"><xsl:value-of select="normalize-space(x:Quantity)"/></Quantity>
      <xsl:call-template name="unit-price"><xsl:with-param name="currency" select="$currency"/></xsl:call-template>
      <ExtendedAmount currencyCode="{$currency}"><xsl:call-template name="line-amount"/></ExtendedAmount>
      <xsl:if test="$day">
        <RequiredDeliveryDateTime><xsl:value-of select="normalize-space($day)"/></RequiredDeliveryDateTime>
      </xsl:if>
      <!-- Said in so many words only where it could be taken for that of the order. -->
      <xsl:variable name="same" select="x:DeliveryDate and normalize-space(x:DeliveryDate) = normalize-space(../../x:RequestedDeliveryDate)"/>
      <xsl:if test="x:DiscountPercent or x:TaxCategory or x:TaxRate or $same">
        <Extension>
          <AnyExtension>
            <xsl:if test="x:DiscountPercent">
              <x:DiscountPercent><xsl:value-of select="normalize-space(x:DiscountPercent)"/></x:DiscountPercent>
            </xsl:if>
            <xsl:if test="x:TaxCategory">
              <x:TaxCategory><xsl:value-of select="normalize-space(x:TaxCategory)"/></x:TaxCategory>
            </xsl:if>
            <xsl:if test="x:TaxRate"><x:TaxRate><xsl:value-of select="normalize-space(x:TaxRate)"/></x:TaxRate></xsl:if>
            <xsl:if test="$same"><x:DeliveryDate><xsl:value-of select="normalize-space(x:DeliveryDate)"/></x:DeliveryDate></xsl:if>
          </AnyExtension>
        </Extension>
      </xsl:if>
    </SalesOrderLine>
  </xsl:template>

  <!-- Net after discount, on two places, half up; not read back. The ten-millionth keeps 1.005 from becoming 1.00. -->
  <xsl:template name="line-amount">
    <xsl:variable name="base">
      <xsl:choose>
        <xsl:when test="x:PriceBase"><xsl:value-of select="x:PriceBase"/></xsl:when>
        <xsl:otherwise>1</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="share">
      <xsl:choose>
        <xsl:when test="x:DiscountPercent"><xsl:value-of select="100 - x:DiscountPercent"/></xsl:when>
        <xsl:otherwise>100</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:value-of select="format-number(floor(x:Quantity * x:UnitPrice * $share div $base + 0.5000001) div 100, '0.00')"/>
  </xsl:template>

</xsl:stylesheet>
