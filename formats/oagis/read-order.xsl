<?xml version="1.0" encoding="UTF-8"?>
<!-- One OAGIS SalesOrder of a ProcessSalesOrder or SyncSalesOrder to a canonical Order. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1"
  xmlns:o="http://www.openapplications.org/oagis/10" xmlns:x="urn:kontor:exchange:1" exclude-result-prefixes="o x">

  <xsl:import href="read-common.xsl"/>

  <xsl:variable name="orders" select="//o:SalesOrder[parent::o:DataArea]"/>
  <xsl:variable name="subject" select="concat('Order ', normalize-space($orders[1]/o:SalesOrderHeader/o:ID[1]))"/>

  <xsl:template match="/">
    <xsl:call-template name="refuse-tests"/>
    <xsl:if test="/*/o:DataArea/*/o:ActionCriteria/o:ActionExpression/@actionCode = 'Delete' or $orders/@actionCode = 'Delete'">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text">it is to be deleted. Cancel it by hand, where it has got to.</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <Records><xsl:apply-templates select="$orders"/></Records>
  </xsl:template>

  <xsl:template match="o:SalesOrder">
    <xsl:apply-templates select="o:SalesOrderHeader"/>
  </xsl:template>

  <xsl:template match="o:SalesOrderHeader">
    <xsl:variable name="more" select="o:Extension/o:AnyExtension"/>
    <xsl:variable name="lines" select="../o:SalesOrderLine"/>
    <xsl:variable name="priced" select="(o:ExtendedAmount | o:TotalAmount | $lines/o:UnitPrice/o:ChargeAmount
      | $lines/o:UnitPrice/o:Amount | $lines/o:UnitPrice/o:UnitAmount)[normalize-space(concat(@currencyCode, @currencyID)) != '']"/>
    <xsl:variable name="currency" select="concat($priced[1]/@currencyCode, $priced[1]/@currencyID)"/>
    <xsl:variable name="id" select="(o:ID | o:DocumentReference/o:ID)[@schemeID = $crm-scheme or not(@schemeID)
      and parent::o:SalesOrderHeader][1]"/>
    <xsl:variable name="number" select="(o:ID | o:DocumentReference/o:ID)[@schemeID = $erp-scheme][1]"/>
    <xsl:variable name="other" select="$priced[concat(@currencyCode, @currencyID) != $currency][1]"/>
    <xsl:if test="$other">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text" select="concat('one amount is in ', $currency, ', another in ', $other/@currencyCode,
          $other/@currencyID, '. An order has one currency.')"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="not($id)">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text" select="concat('its header has no ID with the schemeID ', $crm-scheme, ', by which a repeat is ',
          'known.')"/>
      </xsl:call-template>
    </xsl:if>
    <Order>
      <xsl:call-template name="changed"><xsl:with-param name="modified" select="o:LastModificationDateTime"/></xsl:call-template>
      <xsl:variable name="revision" select="normalize-space(o:RevisionID)"/>
      <xsl:if test="$revision != '' and translate($revision, '0123456789', '') = ''">
        <xsl:attribute name="sequence"><xsl:value-of select="$revision"/></xsl:attribute>
      </xsl:if>
      <OrderId><xsl:value-of select="normalize-space($id)"/></OrderId>
      <xsl:if test="$number"><ErpNumber><xsl:value-of select="normalize-space($number)"/></ErpNumber></xsl:if>
      <IssueDate>
        <xsl:value-of select="substring(normalize-space((o:DocumentDateTime | $area/o:CreationDateTime[not(current()/o:DocumentDateTime)])[1]), 1, 10)"/>
      </IssueDate>
      <xsl:for-each select="o:CustomerParty">
        <xsl:call-template name="check-keys"/>
        <Customer><xsl:apply-templates select="." mode="keys"/></Customer>
      </xsl:for-each>
      <xsl:for-each select="o:PurchaseOrderReference[1]">
        <CustomerReference><xsl:value-of select="normalize-space(o:ID[1])"/></CustomerReference>
      </xsl:for-each>
      <xsl:for-each select="o:BillToParty[o:Location]"><InvoiceParty><xsl:apply-templates select="." mode="party"/></InvoiceParty></xsl:for-each>
      <xsl:for-each select="o:ShipToParty[o:Location][1]"><DeliveryParty><xsl:apply-templates select="." mode="party"/></DeliveryParty></xsl:for-each>
      <Currency><xsl:value-of select="normalize-space($currency)"/></Currency>
      <xsl:for-each select="$more/x:RequestedDeliveryDate">
        <RequestedDeliveryDate><xsl:value-of select="normalize-space()"/></RequestedDeliveryDate>
      </xsl:for-each>
      <xsl:for-each select="o:TransportationTerm[o:IncotermsCode][1]">
        <DeliveryTerms>
          <Incoterms><xsl:value-of select="normalize-space(o:IncotermsCode)"/></Incoterms>
          <xsl:for-each select="o:PlaceOfOwnershipTransferLocation/o:Name[1]"><Place><xsl:value-of select="normalize-space()"/></Place></xsl:for-each>
        </DeliveryTerms>
      </xsl:for-each>
      <xsl:for-each select="o:PaymentTerm/o:ID[1]"><PaymentTerms><xsl:value-of select="normalize-space()"/></PaymentTerms></xsl:for-each>
      <xsl:for-each select="$more/x:SalesRepresentative"><SalesRepresentative><xsl:value-of select="normalize-space()"/></SalesRepresentative></xsl:for-each>
      <xsl:for-each select="o:Note"><Note><xsl:value-of select="."/></Note></xsl:for-each>
      <xsl:if test="o:ExtendedAmount">
        <Totals>
          <NetAmount><xsl:value-of select="normalize-space(o:ExtendedAmount)"/></NetAmount>
          <xsl:for-each select="$more/x:TaxAmount"><TaxAmount><xsl:value-of select="normalize-space()"/></TaxAmount></xsl:for-each>
          <xsl:for-each select="o:TotalAmount"><GrossAmount><xsl:value-of select="normalize-space()"/></GrossAmount></xsl:for-each>
        </Totals>
      </xsl:if>
      <Lines>
        <xsl:apply-templates select="$lines"><xsl:with-param name="requested" select="normalize-space($more/x:RequestedDeliveryDate)"/></xsl:apply-templates>
      </Lines>
    </Order>
  </xsl:template>

  <xsl:template match="o:BillToParty | o:ShipToParty" mode="party">
    <xsl:variable name="keys"><xsl:apply-templates select="." mode="keys"/></xsl:variable>
    <xsl:variable name="contact" select="o:Contact[1]"/>
    <xsl:variable name="person" select="$contact/o:PersonName[1]"/>
    <xsl:if test="$keys != ''"><Customer><xsl:apply-templates select="." mode="keys"/></Customer></xsl:if>
    <xsl:choose>
      <xsl:when test="$person/o:FormattedName">
        <ContactName><xsl:value-of select="normalize-space($person/o:FormattedName)"/></ContactName>
      </xsl:when>
      <xsl:when test="$person">
        <ContactName><xsl:value-of select="normalize-space(concat($person/o:GivenName, ' ', $person/o:FamilyName))"/></ContactName>
      </xsl:when>
    </xsl:choose>
    <xsl:for-each select="$contact/o:TelephoneCommunication/o:FormattedNumber">
      <xsl:if test="position() = 1"><Phone><xsl:value-of select="normalize-space()"/></Phone></xsl:if>
    </xsl:for-each>
    <xsl:for-each select="$contact/o:EMailAddressCommunication/o:EMailAddressID">
      <xsl:if test="position() = 1"><Email><xsl:value-of select="normalize-space()"/></Email></xsl:if>
    </xsl:for-each>
    <xsl:variable name="address" select="(o:Location/o:Address | o:Location/o:PostalAddress)[1]"/>
    <xsl:if test="not($address)">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text" select="concat(local-name(), ' has no address.')"/>
      </xsl:call-template>
    </xsl:if>
    <Address><xsl:apply-templates select="$address" mode="fields"/></Address>
  </xsl:template>

  <xsl:template match="o:SalesOrderLine">
    <xsl:param name="requested"/>
    <xsl:variable name="more" select="o:Extension/o:AnyExtension"/>
    <xsl:variable name="item" select="(o:Item/o:ID | o:Item/o:SupplierItemIdentification/o:ID[not(ancestor::o:Item/o:ID)])[1]"/>
    <xsl:variable name="day" select="substring(normalize-space(o:RequiredDeliveryDateTime), 1, 10)"/>
    <xsl:if test="not($item) or not(o:Quantity) or not(o:UnitPrice/o:ChargeAmount | o:UnitPrice/o:Amount | o:UnitPrice/o:UnitAmount)">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text" select="concat('line ', normalize-space(o:LineNumberID), ' lacks item, quantity or unit price.')"/>
      </xsl:call-template>
    </xsl:if>
    <Line>
      <Number><xsl:value-of select="normalize-space(o:LineNumberID)"/></Number>
      <ItemId><xsl:value-of select="normalize-space($item)"/></ItemId>
      <xsl:if test="o:Item/o:GTINID"><GTIN><xsl:value-of select="normalize-space(o:Item/o:GTINID)"/></GTIN></xsl:if>
      <xsl:if test="o:Item/o:Description"><Name><xsl:value-of select="normalize-space(o:Item/o:Description[1])"/></Name></xsl:if>
      <Quantity><xsl:value-of select="normalize-space(o:Quantity[1])"/></Quantity>
      <Unit><xsl:value-of select="normalize-space(o:Quantity[1]/@unitCode)"/></Unit>
      <xsl:apply-templates select="o:UnitPrice" mode="price"/>
      <xsl:for-each select="$more/x:DiscountPercent"><DiscountPercent><xsl:value-of select="normalize-space()"/></DiscountPercent></xsl:for-each>
      <xsl:for-each select="$more/x:TaxCategory"><TaxCategory><xsl:value-of select="normalize-space()"/></TaxCategory></xsl:for-each>
      <xsl:for-each select="$more/x:TaxRate"><TaxRate><xsl:value-of select="normalize-space()"/></TaxRate></xsl:for-each>
      <xsl:if test="$day != '' and ($day != $requested or $more/x:DeliveryDate)"><DeliveryDate><xsl:value-of select="$day"/></DeliveryDate></xsl:if>
      <xsl:if test="o:Note"><Note><xsl:value-of select="o:Note[1]"/></Note></xsl:if>
    </Line>
  </xsl:template>

</xsl:stylesheet>
