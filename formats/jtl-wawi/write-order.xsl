<?xml version="1.0" encoding="UTF-8"?>
<!--
  One canonical Order, with its Customer ahead of it, to one tBestellung of JTL-Wawi.

  cExterneBestellNr  the CRM's order id, by which JTL knows a repeat. cBestellNr is JTL's own number.
  fPreisEinzelNetto  the net price of one, before discount; fPreis the same with tax.
  tkunde             the customer at its main address; the invoice and the delivery have addresses of their own where they
                     go elsewhere.

  Every element of a group is written, also where it is empty.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  exclude-result-prefixes="x">

  <xsl:import href="write-parties.xsl"/>

  <xsl:output method="xml" indent="yes"/>

  <xsl:param name="company" select="'1'"/>
  <xsl:param name="user" select="'1'"/>
  <xsl:param name="language" select="'ger'"/>
  <xsl:param name="shipping-method" select="'Standard'"/>
  <xsl:param name="payment-methods" select="''"/>
  <xsl:param name="payment-days" select="''"/>
  <xsl:param name="payment-method" select="''"/>
  <xsl:param name="shipping-items" select="''"/>
  <xsl:param name="reference-label" select="'Ihre Bestellung:'"/>
  <xsl:param name="line-label" select="'Position'"/>
  <xsl:param name="delivery-label" select="'Lieferung am'"/>

  <xsl:variable name="records" select="/descendant-or-self::x:Order[@changed]"/>
  <!-- Of the customers that come along, the one who ordered. -->
  <xsl:variable name="customer" select="/descendant-or-self::x:Customer[@changed][x:CrmId = $records/x:Customer/x:CrmId
    or x:ErpNumber = $records/x:Customer/x:ErpNumber][1]"/>
  <xsl:variable name="subject" select="concat('Order ', normalize-space($records/x:OrderId))"/>

  <xsl:template match="/">
    <xsl:if test="count($records) != 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('write-order.xsl maps exactly one Order, not ', count($records), '.')"/>
      </xsl:message>
    </xsl:if>
    <tBestellungen><xsl:apply-templates select="$records"/></tBestellungen>
  </xsl:template>

  <xsl:template match="x:Order">
    <xsl:if test="@deleted = 'true' or @deleted = '1'">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text">it was deleted, and an import cannot cancel an order. Cancel it in JTL.</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="not($customer/x:Address[@type = 'main'])">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text">JTL wants name and address of the customer in the order, and no main address of the customer
          is known. Export the customer with it.</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <tBestellung kFirma="{$company}" kBenutzer="{$user}">
      <cSprache><xsl:call-template name="language"/></cSprache>
      <cWaehrung><xsl:value-of select="normalize-space(x:Currency)"/></cWaehrung>
      <fGuthaben>0</fGuthaben>
      <cBestellNr><xsl:value-of select="normalize-space(x:ErpNumber)"/></cBestellNr>
      <cExterneBestellNr><xsl:value-of select="normalize-space(x:OrderId)"/></cExterneBestellNr>
      <cVersandartName><xsl:value-of select="$shipping-method"/></cVersandartName>
      <cVersandInfo>
        <xsl:value-of select="normalize-space(concat(x:DeliveryTerms/x:Incoterms, ' ', x:DeliveryTerms/x:Place))"/>
      </cVersandInfo>
      <dVersandDatum/>
      <cTracking/>
      <dLieferDatum><xsl:value-of select="normalize-space(x:RequestedDeliveryDate)"/></dLieferDatum>
      <cKommentar>
        <xsl:if test="normalize-space(x:CustomerReference) != ''">
          <xsl:value-of select="concat($reference-label, ' ', normalize-space(x:CustomerReference))"/>
        </xsl:if>
      </cKommentar>
      <cBemerkung><xsl:call-template name="notes"/></cBemerkung>
      <dErstellt><xsl:value-of select="normalize-space(x:IssueDate)"/></dErstellt>
      <xsl:call-template name="payment"/>
      <cVerwendungszweck><xsl:value-of select="normalize-space(x:OrderId)"/></cVerwendungszweck>
      <xsl:apply-templates select="x:Lines/x:Line"/>
      <xsl:apply-templates select="$customer" mode="customer"/>
      <xsl:call-template name="addresses"/>
      <xsl:apply-templates select="$customer/x:BankAccount[1]" mode="bank"/>
    </tBestellung>
  </xsl:template>

  <xsl:template name="language">
    <xsl:value-of select="normalize-space($customer/x:Language)"/>
    <xsl:if test="not($customer/x:Language)"><xsl:value-of select="$language"/></xsl:if>
  </xsl:template>

  <!-- The terms of the order, else those of the customer. -->
  <xsl:template name="payment">
    <xsl:variable name="terms" select="(x:PaymentTerms | $customer/x:PaymentTerms[not($records/x:PaymentTerms)])[1]"/>
    <xsl:variable name="code" select="normalize-space($terms)"/>
    <xsl:variable name="methods" select="concat('; ', normalize-space($payment-methods), ';')"/>
    <xsl:variable name="method">
      <xsl:choose>
        <xsl:when test="$code = ''"><xsl:value-of select="$payment-method"/></xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="substring-before(substring-after($methods, concat('; ', $code, '=')), ';')"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$method = '' and $code = ''">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text">neither the order nor its customer says PaymentTerms. Say them, or name the payment method of
          such orders in the parameter payment-method.</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="$method = ''">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text" select="concat('no payment method of JTL is named for PaymentTerms ', $code,
          '. Use one of the known codes, or add it to the parameter payment-methods: ', $payment-methods)"/>
      </xsl:call-template>
    </xsl:if>
    <cZahlungsartName><xsl:value-of select="$method"/></cZahlungsartName>
    <dBezahltDatum/>
    <xsl:variable name="days" select="substring-before(substring-after(concat(' ', normalize-space($payment-days), ' '),
      concat(' ', $code, '=')), ' ')"/>
    <xsl:if test="$code != '' and $days != ''">
      <nZahlungsziel><xsl:value-of select="$days"/></nZahlungsziel>
    </xsl:if>
  </xsl:template>

  <!-- What JTL has no field for in a line stands in the remark, below the notes of the order. -->
  <xsl:template name="notes">
    <xsl:variable name="lines" select="x:Lines/x:Line[x:DeliveryDate or normalize-space(x:Note) != '']"/>
    <xsl:for-each select="x:Note[normalize-space() != ''] | $lines">
      <xsl:if test="position() &gt; 1"><xsl:text>&#10;</xsl:text></xsl:if>
      <xsl:if test="self::x:Note"><xsl:value-of select="."/></xsl:if>
      <xsl:if test="self::x:Line">
        <xsl:value-of select="concat($line-label, ' ', normalize-space(x:Number), ':')"/>
        <xsl:if test="x:DeliveryDate">
          <xsl:value-of select="concat(' ', $delivery-label, ' ', normalize-space(x:DeliveryDate))"/>
        </xsl:if>
        <xsl:if test="normalize-space(x:Note) != ''"><xsl:value-of select="concat(' ', x:Note)"/></xsl:if>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- Lines -->

  <xsl:template match="x:Line">
    <xsl:variable name="item" select="normalize-space(x:ItemId)"/>
    <xsl:variable name="name" select="normalize-space(x:Name)"/>
    <xsl:variable name="rate"><xsl:call-template name="rate"/></xsl:variable>
    <xsl:variable name="net">
      <xsl:choose>
        <xsl:when test="x:PriceBase">
          <xsl:value-of select="format-number(x:UnitPrice div x:PriceBase, '0.00########')"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="normalize-space(x:UnitPrice)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <twarenkorbpos>
      <cName>
        <xsl:value-of select="$name"/>
        <xsl:if test="$name = ''"><xsl:value-of select="$item"/></xsl:if>
      </cName>
      <cArtNr><xsl:value-of select="$item"/></cArtNr>
      <cBarcode><xsl:value-of select="normalize-space(x:GTIN)"/></cBarcode>
      <cSeriennummer/>
      <cEinheit><xsl:value-of select="normalize-space(x:Unit)"/></cEinheit>
      <fPreisEinzelNetto><xsl:value-of select="$net"/></fPreisEinzelNetto>
      <!-- Not rounded to cents: 2500 screws for 0.100674 each are not 250. -->
      <fPreis><xsl:value-of select="format-number($net * (100 + $rate) div 100, '0.00########')"/></fPreis>
      <fMwSt><xsl:value-of select="$rate"/></fMwSt>
      <fAnzahl><xsl:value-of select="normalize-space(x:Quantity)"/></fAnzahl>
      <cPosTyp>
        <xsl:choose>
          <xsl:when test="contains(concat(' ', normalize-space($shipping-items), ' '), concat(' ', $item, ' '))"
            >versandkosten</xsl:when>
          <xsl:otherwise>standard</xsl:otherwise>
        </xsl:choose>
      </cPosTyp>
      <fRabatt>
        <xsl:value-of select="normalize-space(x:DiscountPercent)"/>
        <xsl:if test="not(x:DiscountPercent)">0</xsl:if>
      </fRabatt>
    </twarenkorbpos>
  </xsl:template>

  <!-- Without a rate there is no gross price. Only categories that have no tax need none. -->
  <xsl:template name="rate">
    <xsl:variable name="category" select="normalize-space(x:TaxCategory)"/>
    <xsl:choose>
      <xsl:when test="x:TaxRate"><xsl:value-of select="normalize-space(x:TaxRate)"/></xsl:when>
      <xsl:when test="$category != '' and $category != 'S'">0</xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="refuse">
          <xsl:with-param name="text" select="concat('line ', normalize-space(x:Number),
            ' has no TaxRate, and JTL wants the price with tax as well. Say the rate.')"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="refuse">
    <xsl:param name="text"/>
    <xsl:message terminate="yes"><xsl:value-of select="normalize-space(concat($subject, ': ', $text))"/></xsl:message>
  </xsl:template>

</xsl:stylesheet>
