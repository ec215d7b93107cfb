<?xml version="1.0" encoding="UTF-8"?>
<!--
  One canonical Order to one SAP Business One sales order, as the DI API and the DI Server import it.

  CardCode     the ERP's number of the customer where the order names it, else the CRM's id; as in customer.xsl.
  NumAtCard    the CRM's order id. By it the ERP and the way back recognise the order.
  DocDate      the day on which the customer ordered.
  DocDueDate   which SAP demands: the requested delivery date, else the earliest one of the lines, else DocDate.
  UnitPrice    for one unit: SAP knows no price base, so a price per 100 is divided by 100.
  Totals       are not written: SAP calculates its own. They serve to compare with what comes back.

  The price that was agreed is written with each line. SAP keeps it; only lines without a price get the list price.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  exclude-result-prefixes="x">

  <xsl:import href="common.xsl"/>

  <!--
    Tax category and rate to SAP's tax group: "S:19=A3" for category S at 19 percent, "K=A4" for category K at any rate.
    The groups are those of one company, as format.yaml has them.
    A line without a tax category gets the group that SAP finds for customer and item.
  -->
  <xsl:param name="tax-groups" select="'S:19=A3 S:7=A2 Z=A0 E=A0 O=A0 K=A4 AE=A5 G=A6'"/>

  <xsl:variable name="records" select="/descendant-or-self::x:Order[@changed]"/>
  <xsl:variable name="subject" select="concat('Order ', $records/x:OrderId)"/>

  <xsl:template match="/">
    <xsl:if test="count($records) != 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('order.xsl maps exactly one Order, not ', count($records), '.')"/>
      </xsl:message>
    </xsl:if>
    <BOM>
      <xsl:call-template name="provenance"/>
      <BO>
        <AdmInfo>
          <Object>oOrders</Object>
          <Version>2</Version>
        </AdmInfo>
        <xsl:apply-templates select="$records"/>
      </BO>
    </BOM>
  </xsl:template>

  <xsl:template match="x:Order">
    <Documents>
      <row>
        <DocDate><xsl:apply-templates select="x:IssueDate" mode="day"/></DocDate>
        <DocDueDate><xsl:call-template name="due-date"/></DocDueDate>
        <TaxDate><xsl:apply-templates select="x:IssueDate" mode="day"/></TaxDate>
        <xsl:call-template name="card-code">
          <xsl:with-param name="customer" select="x:Customer"/>
        </xsl:call-template>
        <xsl:call-template name="field">
          <xsl:with-param name="name">NumAtCard</xsl:with-param>
          <xsl:with-param name="source" select="x:OrderId"/>
          <xsl:with-param name="longest" select="100"/>
        </xsl:call-template>
        <xsl:call-template name="field">
          <xsl:with-param name="name">DocCurrency</xsl:with-param>
          <xsl:with-param name="source" select="x:Currency"/>
          <xsl:with-param name="longest" select="3"/>
        </xsl:call-template>
        <xsl:call-template name="payment-terms">
          <xsl:with-param name="name">PaymentGroupCode</xsl:with-param>
          <xsl:with-param name="source" select="x:PaymentTerms"/>
        </xsl:call-template>
        <xsl:variable name="comments"><xsl:call-template name="comments"/></xsl:variable>
        <xsl:if test="$comments != ''">
          <xsl:call-template name="check">
            <xsl:with-param name="name">Comments</xsl:with-param>
            <xsl:with-param name="value" select="$comments"/>
            <xsl:with-param name="longest" select="254"/>
            <xsl:with-param name="from">Note with the customer's reference and the delivery terms</xsl:with-param>
          </xsl:call-template>
          <Comments><xsl:value-of select="$comments"/></Comments>
        </xsl:if>
      </row>
    </Documents>
    <Document_Lines>
      <xsl:apply-templates select="x:Lines/x:Line"/>
    </Document_Lines>
    <xsl:if test="x:DeliveryParty or x:InvoiceParty">
      <AddressExtension>
        <row>
          <xsl:apply-templates select="x:DeliveryParty">
            <xsl:with-param name="prefix">ShipTo</xsl:with-param>
          </xsl:apply-templates>
          <xsl:apply-templates select="x:InvoiceParty">
            <xsl:with-param name="prefix">BillTo</xsl:with-param>
          </xsl:apply-templates>
        </row>
      </AddressExtension>
    </xsl:if>
  </xsl:template>

  <!-- NumAtCard holds the CRM's id, so the customer's own number and the delivery terms go before the notes. -->
  <xsl:template name="comments">
    <xsl:variable name="reference" select="normalize-space(x:CustomerReference)"/>
    <xsl:if test="$reference != ''">
      <xsl:value-of select="$reference"/>
      <xsl:if test="x:DeliveryTerms or x:Note[normalize-space() != '']"><xsl:text>&#10;</xsl:text></xsl:if>
    </xsl:if>
    <xsl:if test="x:DeliveryTerms">
      <xsl:value-of select="normalize-space(concat(x:DeliveryTerms/x:Incoterms, ' ', x:DeliveryTerms/x:Place))"/>
      <xsl:if test="x:Note[normalize-space() != '']"><xsl:text>&#10;</xsl:text></xsl:if>
    </xsl:if>
    <xsl:call-template name="notes"/>
  </xsl:template>

  <xsl:template match="x:DeliveryParty | x:InvoiceParty">
    <xsl:param name="prefix"/>
    <xsl:for-each select="x:Address">
      <xsl:call-template name="field">
        <xsl:with-param name="name" select="concat($prefix, 'Address2')"/>
        <xsl:with-param name="source" select="x:Name"/>
        <xsl:with-param name="longest" select="50"/>
      </xsl:call-template>
      <xsl:call-template name="field">
        <xsl:with-param name="name" select="concat($prefix, 'Address3')"/>
        <xsl:with-param name="source" select="../x:ContactName"/>
        <xsl:with-param name="longest" select="50"/>
      </xsl:call-template>
      <xsl:call-template name="street">
        <xsl:with-param name="prefix" select="$prefix"/>
        <xsl:with-param name="building" select="'Building'"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="x:Line">
    <row>
      <xsl:call-template name="field">
        <xsl:with-param name="name">ItemCode</xsl:with-param>
        <xsl:with-param name="source" select="x:ItemId"/>
        <xsl:with-param name="longest" select="50"/>
      </xsl:call-template>
      <xsl:call-template name="field">
        <xsl:with-param name="name">ItemDescription</xsl:with-param>
        <xsl:with-param name="source" select="x:Name"/>
        <xsl:with-param name="longest" select="200"/>
      </xsl:call-template>
      <xsl:call-template name="field">
        <xsl:with-param name="name">BarCode</xsl:with-param>
        <xsl:with-param name="source" select="x:GTIN"/>
        <xsl:with-param name="longest" select="254"/>
      </xsl:call-template>
      <Quantity><xsl:value-of select="normalize-space(x:Quantity)"/></Quantity>
      <MeasureUnit><xsl:value-of select="normalize-space(x:Unit)"/></MeasureUnit>
      <UnitPrice><xsl:call-template name="unit-price"/></UnitPrice>
      <xsl:call-template name="field">
        <xsl:with-param name="name">Currency</xsl:with-param>
        <xsl:with-param name="source" select="../../x:Currency"/>
        <xsl:with-param name="longest" select="3"/>
      </xsl:call-template>
      <xsl:if test="x:DiscountPercent">
        <DiscountPercent><xsl:value-of select="normalize-space(x:DiscountPercent)"/></DiscountPercent>
      </xsl:if>
      <xsl:call-template name="tax-group"/>
      <xsl:variable name="day"
        select="x:DeliveryDate | ../../x:RequestedDeliveryDate[not(current()/x:DeliveryDate)]"/>
      <xsl:if test="$day">
        <ShipDate><xsl:apply-templates select="$day" mode="day"/></ShipDate>
      </xsl:if>
      <xsl:call-template name="field">
        <xsl:with-param name="name">FreeText</xsl:with-param>
        <xsl:with-param name="source" select="x:Note"/>
        <xsl:with-param name="longest" select="100"/>
      </xsl:call-template>
    </row>
  </xsl:template>

  <xsl:template match="*" mode="day">
    <xsl:value-of select="translate(normalize-space(), '-', '')"/>
  </xsl:template>

  <xsl:template name="due-date">
    <xsl:variable name="days" select="x:RequestedDeliveryDate | x:Lines/x:Line/x:DeliveryDate[not(current()
      /x:RequestedDeliveryDate)] | x:IssueDate[not(../x:RequestedDeliveryDate or ../x:Lines/x:Line/x:DeliveryDate)]"/>
    <xsl:for-each select="$days">
      <xsl:sort select="normalize-space()"/>
      <xsl:if test="position() = 1">
        <xsl:apply-templates select="." mode="day"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="tax-group">
    <xsl:variable name="category" select="normalize-space(x:TaxCategory)"/>
    <xsl:if test="$category != ''">
      <xsl:variable name="table" select="concat(' ', $tax-groups, ' ')"/>
      <xsl:variable name="rate">
        <xsl:if test="x:TaxRate"><xsl:value-of select="concat(':', number(x:TaxRate))"/></xsl:if>
      </xsl:variable>
      <xsl:variable name="exact"
        select="substring-before(substring-after($table, concat(' ', $category, $rate, '=')), ' ')"/>
      <xsl:variable name="any" select="substring-before(substring-after($table, concat(' ', $category, '=')), ' ')"/>
      <xsl:choose>
        <xsl:when test="$exact != ''"><VatGroup><xsl:value-of select="$exact"/></VatGroup></xsl:when>
        <xsl:when test="$any != ''"><VatGroup><xsl:value-of select="$any"/></VatGroup></xsl:when>
        <xsl:otherwise>
          <xsl:message terminate="yes">
            <xsl:value-of select="concat($subject, ', line ', normalize-space(x:Number), ': no tax group of SAP ',
              'Business One is named for tax category and rate ', $category, $rate, '. Put the line right, or add ',
              'the group to the parameter tax-groups: ', $tax-groups)"/>
          </xsl:message>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <!--
    The price of one unit. Without a price base it is copied as it stands. For 10, 100, 1000 ... the decimal point
    moves, which is exact. Only another base is divided in floating point, to the six decimals that SAP keeps.
  -->
  <xsl:template name="unit-price">
    <xsl:variable name="price" select="normalize-space(x:UnitPrice)"/>
    <xsl:variable name="base" select="number(x:PriceBase)"/>
    <xsl:variable name="zeros" select="substring(string($base), 2)"/>
    <xsl:choose>
      <xsl:when test="not(x:PriceBase) or $base = 1"><xsl:value-of select="$price"/></xsl:when>
      <xsl:when test="$base &gt; 1 and starts-with(string($base), '1') and translate($zeros, '0', '') = ''">
        <xsl:variable name="whole" select="concat('000000000000000000', substring-before(concat($price, '.'), '.'))"/>
        <xsl:variable name="cut" select="string-length($whole) - string-length($zeros)"/>
        <xsl:variable name="left">
          <xsl:call-template name="without-leading-zeros">
            <xsl:with-param name="digits" select="substring($whole, 1, $cut)"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:value-of select="concat($left, '.', substring($whole, $cut + 1), substring-after($price, '.'))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="format-number(x:UnitPrice div $base, '0.######')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="without-leading-zeros">
    <xsl:param name="digits"/>
    <xsl:choose>
      <xsl:when test="string-length($digits) &gt; 1 and starts-with($digits, '0')">
        <xsl:call-template name="without-leading-zeros">
          <xsl:with-param name="digits" select="substring($digits, 2)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$digits"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
