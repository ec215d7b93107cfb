<?xml version="1.0" encoding="UTF-8"?>
<!--
  One canonical Order to an IDoc ORDERS05 with the message type ORDERS, which SAP makes a sales order of.

  E1EDK02 001   the CRM's order id: the purchase order number in SAP, by which it knows a repeat and which ORDRSP gives back
  E1EDK02 044   the customer's own reference: the ship-to party's purchase order number
  E1EDKA1       AG the customer, RE and WE the parties of the order
  E1EDP19       002 the item number of the ERP, 003 the GTIN
  E1EDP05       the agreed price as the customer's expected price. SAP puts its own price into the order all the same, unless
                its pricing procedure takes this condition; it compares the two, and stops the order where they differ.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  exclude-result-prefixes="x">

  <xsl:import href="common.xsl"/>

  <xsl:param name="order-type" select="'TA'"/>
  <xsl:param name="price-condition" select="'EDI1'"/>
  <xsl:param name="discount-condition" select="'KA00'"/>

  <xsl:variable name="records" select="/descendant-or-self::x:Order[@changed]"/>
  <xsl:variable name="subject" select="concat('Order ', normalize-space($records/x:OrderId))"/>

  <xsl:template match="/">
    <xsl:if test="count($records) != 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('write-order.xsl maps exactly one Order, not ', count($records), '.')"/>
      </xsl:message>
    </xsl:if>
    <ORDERS05>
      <xsl:apply-templates select="$records"/>
    </ORDERS05>
  </xsl:template>

  <xsl:template match="x:Order">
    <xsl:if test="@deleted = 'true' or @deleted = '1'">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ' was deleted, which ORDERS cannot say. Reject it in SAP.')"/>
      </xsl:message>
    </xsl:if>
    <IDOC BEGIN="1">
      <xsl:call-template name="control">
        <xsl:with-param name="basic-type">ORDERS05</xsl:with-param>
        <xsl:with-param name="message-type">ORDERS</xsl:with-param>
        <xsl:with-param name="key" select="x:OrderId"/>
      </xsl:call-template>
      <E1EDK01 SEGMENT="1">
        <CURCY><xsl:value-of select="normalize-space(x:Currency)"/></CURCY>
        <xsl:call-template name="field">
          <xsl:with-param name="name">ZTERM</xsl:with-param>
          <xsl:with-param name="value" select="x:PaymentTerms"/>
        </xsl:call-template>
        <BELNR><xsl:value-of select="normalize-space(x:OrderId)"/></BELNR>
      </E1EDK01>
      <xsl:call-template name="organisation">
        <xsl:with-param name="qualifier">008</xsl:with-param>
        <xsl:with-param name="code" select="$sales-organisation"/>
      </xsl:call-template>
      <xsl:call-template name="organisation">
        <xsl:with-param name="qualifier">007</xsl:with-param>
        <xsl:with-param name="code" select="$distribution-channel"/>
      </xsl:call-template>
      <xsl:call-template name="organisation">
        <xsl:with-param name="qualifier">006</xsl:with-param>
        <xsl:with-param name="code" select="$division"/>
      </xsl:call-template>
      <xsl:call-template name="organisation">
        <xsl:with-param name="qualifier">012</xsl:with-param>
        <xsl:with-param name="code" select="$order-type"/>
      </xsl:call-template>
      <xsl:call-template name="date">
        <xsl:with-param name="qualifier">012</xsl:with-param>
        <xsl:with-param name="day" select="x:IssueDate"/>
      </xsl:call-template>
      <xsl:call-template name="date">
        <xsl:with-param name="qualifier">022</xsl:with-param>
        <xsl:with-param name="day" select="x:IssueDate"/>
      </xsl:call-template>
      <xsl:call-template name="date">
        <xsl:with-param name="qualifier">002</xsl:with-param>
        <xsl:with-param name="day" select="x:RequestedDeliveryDate"/>
      </xsl:call-template>
      <xsl:call-template name="sold-to"/>
      <xsl:apply-templates select="x:InvoiceParty">
        <xsl:with-param name="function">RE</xsl:with-param>
      </xsl:apply-templates>
      <xsl:apply-templates select="x:DeliveryParty">
        <xsl:with-param name="function">WE</xsl:with-param>
      </xsl:apply-templates>
      <xsl:call-template name="reference">
        <xsl:with-param name="qualifier">001</xsl:with-param>
        <xsl:with-param name="number" select="x:OrderId"/>
      </xsl:call-template>
      <xsl:call-template name="reference">
        <xsl:with-param name="qualifier">002</xsl:with-param>
        <xsl:with-param name="number" select="x:ErpNumber"/>
      </xsl:call-template>
      <xsl:call-template name="reference">
        <xsl:with-param name="qualifier">044</xsl:with-param>
        <xsl:with-param name="number" select="x:CustomerReference"/>
      </xsl:call-template>
      <xsl:for-each select="x:DeliveryTerms">
        <E1EDK17 SEGMENT="1">
          <QUALF>001</QUALF>
          <LKOND><xsl:value-of select="normalize-space(x:Incoterms)"/></LKOND>
        </E1EDK17>
        <xsl:if test="x:Place">
          <E1EDK17 SEGMENT="1">
            <QUALF>002</QUALF>
            <LKTEXT><xsl:value-of select="normalize-space(x:Place)"/></LKTEXT>
          </E1EDK17>
        </xsl:if>
      </xsl:for-each>
      <xsl:for-each select="x:Note[normalize-space() != '']">
        <E1EDKT1 SEGMENT="1">
          <TDID><xsl:value-of select="$text-id"/></TDID>
          <xsl:call-template name="text-lines">
            <xsl:with-param name="text" select="string()"/>
            <xsl:with-param name="element">E1EDKT2</xsl:with-param>
          </xsl:call-template>
        </E1EDKT1>
      </xsl:for-each>
      <xsl:apply-templates select="x:Lines/x:Line"/>
      <xsl:call-template name="sum">
        <xsl:with-param name="qualifier">002</xsl:with-param>
        <xsl:with-param name="amount" select="x:Totals/x:NetAmount"/>
      </xsl:call-template>
      <xsl:call-template name="sum">
        <xsl:with-param name="qualifier">005</xsl:with-param>
        <xsl:with-param name="amount" select="x:Totals/x:TaxAmount"/>
      </xsl:call-template>
      <xsl:call-template name="sum">
        <xsl:with-param name="qualifier">003</xsl:with-param>
        <xsl:with-param name="amount" select="x:Totals/x:GrossAmount"/>
      </xsl:call-template>
    </IDOC>
  </xsl:template>

  <xsl:template name="organisation">
    <xsl:param name="qualifier"/>
    <xsl:param name="code"/>
    <xsl:if test="$code != ''">
      <E1EDK14 SEGMENT="1">
        <QUALF><xsl:value-of select="$qualifier"/></QUALF>
        <ORGID><xsl:value-of select="$code"/></ORGID>
      </E1EDK14>
    </xsl:if>
  </xsl:template>

  <xsl:template match="x:InvoiceParty | x:DeliveryParty">
    <xsl:param name="function"/>
    <E1EDKA1 SEGMENT="1">
      <PARVW><xsl:value-of select="$function"/></PARVW>
      <xsl:call-template name="number-of">
        <xsl:with-param name="name">PARTN</xsl:with-param>
        <xsl:with-param name="customer" select="x:Customer"/>
      </xsl:call-template>
      <xsl:call-template name="lines"><xsl:with-param name="text" select="x:Address/x:Name"/></xsl:call-template>
      <xsl:call-template name="field">
        <xsl:with-param name="name">STRAS</xsl:with-param>
        <xsl:with-param name="value" select="normalize-space(concat(x:Address/x:StreetName, ' ', x:Address/x:BuildingNumber))"/>
      </xsl:call-template>
      <xsl:call-template name="field">
        <xsl:with-param name="name">STRS2</xsl:with-param>
        <xsl:with-param name="value" select="x:Address/x:AdditionalStreetName"/>
      </xsl:call-template>
      <xsl:call-template name="field">
        <xsl:with-param name="name">ORT01</xsl:with-param>
        <xsl:with-param name="value" select="x:Address/x:CityName"/>
      </xsl:call-template>
      <xsl:call-template name="field">
        <xsl:with-param name="name">PSTLZ</xsl:with-param>
        <xsl:with-param name="value" select="x:Address/x:PostalZone"/>
      </xsl:call-template>
      <LAND1><xsl:value-of select="normalize-space(x:Address/x:Country)"/></LAND1>
      <xsl:call-template name="field">
        <xsl:with-param name="name">TELF1</xsl:with-param>
        <xsl:with-param name="value" select="x:Phone"/>
      </xsl:call-template>
      <xsl:call-template name="field">
        <xsl:with-param name="name">BNAME</xsl:with-param>
        <xsl:with-param name="value" select="x:ContactName"/>
      </xsl:call-template>
      <xsl:call-template name="field">
        <xsl:with-param name="name">KNREF</xsl:with-param>
        <xsl:with-param name="value" select="x:Customer/x:CrmId"/>
      </xsl:call-template>
    </E1EDKA1>
  </xsl:template>

  <xsl:template match="x:Line">
    <xsl:variable name="unit" select="normalize-space(x:Unit)"/>
    <xsl:variable name="price"><xsl:call-template name="price"/></xsl:variable>
    <E1EDP01 SEGMENT="1">
      <POSEX><xsl:call-template name="item-number"/></POSEX>
      <xsl:call-template name="quantity">
        <xsl:with-param name="name">MENGE</xsl:with-param>
        <xsl:with-param name="quantity" select="x:Quantity"/>
      </xsl:call-template>
      <MENEE><xsl:value-of select="$unit"/></MENEE>
      <PMENE><xsl:value-of select="$unit"/></PMENE>
      <VPREI><xsl:value-of select="substring-before($price, ' ')"/></VPREI>
      <PEINH><xsl:value-of select="substring-after($price, ' ')"/></PEINH>
      <CURCY><xsl:value-of select="normalize-space(../../x:Currency)"/></CURCY>
      <xsl:if test="x:TaxCategory or x:TaxRate">
        <E1EDP04 SEGMENT="1">
          <xsl:call-template name="field">
            <xsl:with-param name="name">MWSKZ</xsl:with-param>
            <xsl:with-param name="value" select="x:TaxCategory"/>
          </xsl:call-template>
          <xsl:call-template name="field">
            <xsl:with-param name="name">MSATZ</xsl:with-param>
            <xsl:with-param name="value" select="x:TaxRate"/>
          </xsl:call-template>
        </E1EDP04>
      </xsl:if>
      <xsl:if test="$price-condition != ''">
        <E1EDP05 SEGMENT="1">
          <ALCKZ>+</ALCKZ>
          <KSCHL><xsl:value-of select="$price-condition"/></KSCHL>
          <KRATE><xsl:value-of select="substring-before($price, ' ')"/></KRATE>
          <UPRBS><xsl:value-of select="substring-after($price, ' ')"/></UPRBS>
          <MEAUN><xsl:value-of select="$unit"/></MEAUN>
          <KOEIN><xsl:value-of select="normalize-space(../../x:Currency)"/></KOEIN>
        </E1EDP05>
      </xsl:if>
      <xsl:if test="x:DiscountPercent">
        <E1EDP05 SEGMENT="1">
          <ALCKZ>-</ALCKZ>
          <KSCHL><xsl:value-of select="$discount-condition"/></KSCHL>
          <KPERC><xsl:value-of select="normalize-space(x:DiscountPercent)"/></KPERC>
        </E1EDP05>
      </xsl:if>
      <xsl:if test="x:DeliveryDate">
        <E1EDP20 SEGMENT="1">
          <WMENG><xsl:value-of select="normalize-space(x:Quantity)"/></WMENG>
          <EDATU><xsl:apply-templates select="x:DeliveryDate" mode="day"/></EDATU>
        </E1EDP20>
      </xsl:if>
      <E1EDP19 SEGMENT="1">
        <QUALF>002</QUALF>
        <IDTNR><xsl:value-of select="normalize-space(x:ItemId)"/></IDTNR>
        <xsl:call-template name="field">
          <xsl:with-param name="name">KTEXT</xsl:with-param>
          <xsl:with-param name="value" select="x:Name"/>
        </xsl:call-template>
      </E1EDP19>
      <xsl:if test="x:GTIN">
        <E1EDP19 SEGMENT="1">
          <QUALF>003</QUALF>
          <IDTNR><xsl:value-of select="normalize-space(x:GTIN)"/></IDTNR>
        </E1EDP19>
      </xsl:if>
      <xsl:if test="normalize-space(x:Note) != ''">
        <E1EDPT1 SEGMENT="1">
          <TDID><xsl:value-of select="$item-text-id"/></TDID>
          <xsl:call-template name="text-lines">
            <xsl:with-param name="text" select="string(x:Note)"/>
            <xsl:with-param name="element">E1EDPT2</xsl:with-param>
          </xsl:call-template>
        </E1EDPT1>
      </xsl:if>
    </E1EDP01>
  </xsl:template>

</xsl:stylesheet>
