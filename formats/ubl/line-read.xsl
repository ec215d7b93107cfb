<?xml version="1.0" encoding="UTF-8"?>
<!-- Item, price, discount and tax of an order line out of UBL. Not used alone; the context is a LineItem. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" exclude-result-prefixes="cac cbc">

  <!-- Answers name lines by their number, so it cannot be made up here. -->
  <xsl:template name="line-number">
    <xsl:param name="id"/>
    <xsl:variable name="text" select="normalize-space($id)"/>
    <xsl:if test="$text = '' or translate($text, '0123456789', '') != '' or number($text) = 0">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ': the id of a line has to be a whole number, and is &quot;', $text, '&quot;.')"/>
      </xsl:message>
    </xsl:if>
    <Number><xsl:value-of select="$text"/></Number>
  </xsl:template>

  <!-- Our own item number, else the worldwide one. The customer's number says nothing to the ERP. -->
  <xsl:template name="item">
    <xsl:variable name="own" select="normalize-space(cac:Item/cac:SellersItemIdentification/cbc:ID)"/>
    <xsl:variable name="standard" select="translate(normalize-space(cac:Item/cac:StandardItemIdentification/cbc:ID), ' ', '')"/>
    <xsl:variable name="length" select="string-length($standard)"/>
    <xsl:variable name="gtin" select="translate($standard, '0123456789', '') = ''
      and ($length = 8 or $length = 12 or $length = 13 or $length = 14)"/>
    <xsl:choose>
      <xsl:when test="$own != ''"><ItemId><xsl:value-of select="$own"/></ItemId></xsl:when>
      <xsl:when test="$standard != ''"><ItemId><xsl:value-of select="$standard"/></ItemId></xsl:when>
      <xsl:otherwise>
        <xsl:message terminate="yes">
          <xsl:value-of select="concat($subject, ', line ', normalize-space(cbc:ID), ' (', normalize-space(cac:Item/cbc:Name),
            ') names no item number of the seller (SellersItemIdentification) and no GTIN (StandardItemIdentification).')"/>
        </xsl:message>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:if test="$gtin"><GTIN><xsl:value-of select="$standard"/></GTIN></xsl:if>
    <xsl:call-template name="text">
      <xsl:with-param name="name">Name</xsl:with-param>
      <xsl:with-param name="source" select="cac:Item/cbc:Name | cac:Item[not(cbc:Name)]/cbc:Description[1]"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="unit-price">
    <xsl:variable name="price" select="cac:Price/cbc:PriceAmount"/>
    <xsl:variable name="line" select="concat($subject, ', line ', normalize-space(cbc:ID))"/>
    <xsl:variable name="unit" select="normalize-space(cac:Price/cbc:BaseQuantity/@unitCode)"/>
    <xsl:choose>
      <xsl:when test="not($price)">
        <xsl:message terminate="yes">
          <xsl:value-of select="concat($line, ' has no price (Price/PriceAmount).')"/>
        </xsl:message>
      </xsl:when>
      <xsl:when test="normalize-space($price/@currencyID) != $currency">
        <xsl:message terminate="yes">
          <xsl:value-of select="concat($line, ' has its price in ', $price/@currencyID, ', but the order is in ', $currency, '.')"/>
        </xsl:message>
      </xsl:when>
      <xsl:when test="$unit != '' and cbc:Quantity/@unitCode and $unit != normalize-space(cbc:Quantity/@unitCode)">
        <xsl:message terminate="yes">
          <xsl:value-of select="concat($line, ' is ordered in ', cbc:Quantity/@unitCode, ', but its price is per ', $unit, '.')"/>
        </xsl:message>
      </xsl:when>
    </xsl:choose>
    <xsl:call-template name="number">
      <xsl:with-param name="name">UnitPrice</xsl:with-param>
      <xsl:with-param name="source" select="$price"/>
    </xsl:call-template>
    <xsl:call-template name="number">
      <xsl:with-param name="name">PriceBase</xsl:with-param>
      <xsl:with-param name="source" select="cac:Price/cbc:BaseQuantity"/>
    </xsl:call-template>
  </xsl:template>

  <!--
    A discount on the line, as percent. MultiplierFactorNumeric is a factor by UBL's own words (0.05) and a percentage
    by EN 16931 and Peppol (5): the amounts tell which. A discount inside Price is in PriceAmount already.
  -->
  <xsl:template name="discount">
    <xsl:variable name="allowances" select="cac:AllowanceCharge[normalize-space(cbc:ChargeIndicator) = 'false'
      or normalize-space(cbc:ChargeIndicator) = '0']"/>
    <xsl:variable name="line" select="concat($subject, ', line ', normalize-space(cbc:ID))"/>
    <xsl:variable name="base" select="$allowances/cbc:BaseAmount"/>
    <xsl:variable name="factor" select="$allowances/cbc:MultiplierFactorNumeric"/>
    <xsl:variable name="amount" select="number($allowances/cbc:Amount)"/>
    <xsl:variable name="per-unit">
      <xsl:choose>
        <xsl:when test="cac:Price/cbc:BaseQuantity"><xsl:value-of select="number(cac:Price/cbc:BaseQuantity)"/></xsl:when>
        <xsl:otherwise>1</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="full">
      <xsl:choose>
        <xsl:when test="$base"><xsl:value-of select="number($base)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="cbc:Quantity * cac:Price/cbc:PriceAmount div $per-unit"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="as-percent" select="$full * $factor div 100 - $amount"/>
    <xsl:variable name="as-factor" select="$full * $factor - $amount"/>
    <!-- To the cent, and to what doubles can hold of a very large amount. -->
    <xsl:variable name="near" select="0.0101 + $full * 0.000000000001"/>
    <xsl:variable name="ratio" select="round($amount * 1000000 div $full) div 10000"/>
    <xsl:choose>
      <xsl:when test="not($allowances) or (not($factor) and $amount = 0)"/>
      <xsl:when test="count($allowances) &gt; 1">
        <xsl:message terminate="yes">
          <xsl:value-of select="concat($line, ' has ', count($allowances), ' discounts. Let them be put together into one.')"/>
        </xsl:message>
      </xsl:when>
      <xsl:when test="$factor and $as-percent &lt; $near and $as-percent &gt; -$near
        and $as-percent * $as-percent &lt;= $as-factor * $as-factor">
        <DiscountPercent><xsl:value-of select="normalize-space($factor)"/></DiscountPercent>
      </xsl:when>
      <xsl:when test="$factor and $as-factor &lt; $near and $as-factor &gt; -$near">
        <DiscountPercent><xsl:value-of select="format-number($factor * 100, '0.####')"/></DiscountPercent>
      </xsl:when>
      <xsl:when test="not($factor) and $full &gt; 0 and $full * $ratio div 100 - $amount &lt; 0.0051
        and $full * $ratio div 100 - $amount &gt; -0.0051">
        <DiscountPercent><xsl:value-of select="format-number($ratio, '0.####')"/></DiscountPercent>
      </xsl:when>
      <xsl:otherwise>
        <xsl:message terminate="yes">
          <xsl:value-of select="concat($line, ' has a discount of ', normalize-space($allowances/cbc:Amount),
            ', which is not a percentage of its price. Let the price be written as it is after the discount.')"/>
        </xsl:message>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- UBL has the tax of a line at its item; some write it into the line's TaxTotal. -->
  <xsl:template name="tax">
    <xsl:variable name="item" select="cac:Item/cac:ClassifiedTaxCategory[1]"/>
    <xsl:variable name="category"
      select="$item | cac:TaxTotal[not($item)][1]/cac:TaxSubtotal[1]/cac:TaxCategory"/>
    <xsl:call-template name="text">
      <xsl:with-param name="name">TaxCategory</xsl:with-param>
      <xsl:with-param name="source" select="$category/cbc:ID"/>
    </xsl:call-template>
    <xsl:call-template name="number">
      <xsl:with-param name="name">TaxRate</xsl:with-param>
      <xsl:with-param name="source" select="$category/cbc:Percent"/>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
