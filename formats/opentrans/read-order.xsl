<?xml version="1.0" encoding="UTF-8"?>
<!--
  One openTRANS ORDER to a canonical Order, with a Customer ahead of it where the buyer has an address.

  The buyer's PARTY_IDs are the customer's keys: customer-id-type and customer-number-type say which is which. An address of
  the role invoice_recipient that has the buyer's own id is the customer's invoice address; with an id of its own it is the
  order's invoice party.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1"
  xmlns:o="http://www.opentrans.org/XMLSchema/2.1" xmlns:b="http://www.bmecat.org/bmecat/2005"
  exclude-result-prefixes="o b">

  <xsl:import href="read-common.xsl"/>
  <xsl:import href="read-customer.xsl"/>

  <xsl:variable name="order" select="/descendant-or-self::o:ORDER[1]"/>
  <xsl:variable name="info" select="$order/o:ORDER_HEADER/o:ORDER_INFO"/>
  <xsl:variable name="subject" select="concat('Order ', normalize-space($info/o:ORDER_ID))"/>
  <xsl:variable name="all" select="$info/o:PARTIES/o:PARTY"/>
  <xsl:variable name="with-role" select="$all[o:PARTY_ROLE = 'buyer']"/>
  <xsl:variable name="buyer" select="($with-role | $all[not($with-role)][b:PARTY_ID =
    $info/o:ORDER_PARTIES_REFERENCE/b:BUYER_IDREF])[1]"/>
  <xsl:variable name="recipient" select="$all[o:PARTY_ROLE = 'invoice_recipient'][not(o:PARTY_ROLE = 'buyer')][1]"/>
  <xsl:variable name="bill-to" select="$recipient[not(b:PARTY_ID/@type = $order-party)][b:PARTY_ID = $buyer/b:PARTY_ID]"/>
  <xsl:variable name="delivery" select="$all[o:PARTY_ROLE = 'delivery'][not(o:PARTY_ROLE = 'buyer')][1]"/>

  <xsl:template match="/">
    <xsl:if test="not($buyer)">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text">no PARTY has the role buyer, and none the id in BUYER_IDREF.</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <Records>
      <xsl:apply-templates select="$buyer[o:ADDRESS]" mode="record">
        <xsl:with-param name="bill-to" select="$bill-to"/>
      </xsl:apply-templates>
      <xsl:apply-templates select="$order"/>
    </Records>
  </xsl:template>

  <xsl:template match="o:ORDER">
    <xsl:variable name="extension" select="$info/o:HEADER_UDX"/>
    <Order>
      <xsl:call-template name="changed">
        <xsl:with-param name="control" select="o:ORDER_HEADER/o:CONTROL_INFO"/>
        <xsl:with-param name="date" select="$info/o:ORDER_DATE"/>
      </xsl:call-template>
      <xsl:apply-templates select="$extension/o:UDX.KONTOR.SEQUENCE"/>
      <OrderId><xsl:value-of select="normalize-space($info/o:ORDER_ID)"/></OrderId>
      <xsl:for-each select="$extension/o:UDX.KONTOR.SUPPLIER_ORDER_ID">
        <ErpNumber><xsl:value-of select="normalize-space()"/></ErpNumber>
      </xsl:for-each>
      <IssueDate><xsl:value-of select="substring(normalize-space($info/o:ORDER_DATE), 1, 10)"/></IssueDate>
      <xsl:apply-templates select="$buyer" mode="customer"/>
      <xsl:if test="normalize-space($info/o:CUSTOMER_ORDER_REFERENCE/o:ORDER_ID) != ''">
        <CustomerReference>
          <xsl:value-of select="normalize-space($info/o:CUSTOMER_ORDER_REFERENCE/o:ORDER_ID)"/>
        </CustomerReference>
      </xsl:if>
      <xsl:if test="$recipient and not($bill-to)">
        <InvoiceParty>
          <xsl:apply-templates select="$recipient" mode="party"/>
        </InvoiceParty>
      </xsl:if>
      <xsl:if test="$delivery">
        <DeliveryParty>
          <xsl:apply-templates select="$delivery" mode="party"/>
        </DeliveryParty>
      </xsl:if>
      <xsl:if test="$info/b:CURRENCY">
        <Currency><xsl:value-of select="normalize-space($info/b:CURRENCY)"/></Currency>
      </xsl:if>
      <xsl:if test="normalize-space($info/o:DELIVERY_DATE) != ''">
        <RequestedDeliveryDate><xsl:apply-templates select="$info/o:DELIVERY_DATE" mode="day"/></RequestedDeliveryDate>
      </xsl:if>
      <xsl:if test="normalize-space($info/b:TRANSPORT/b:INCOTERM) != ''">
        <DeliveryTerms>
          <Incoterms><xsl:value-of select="normalize-space($info/b:TRANSPORT/b:INCOTERM)"/></Incoterms>
          <xsl:if test="normalize-space($info/b:TRANSPORT/b:LOCATION) != ''">
            <Place><xsl:value-of select="normalize-space($info/b:TRANSPORT/b:LOCATION)"/></Place>
          </xsl:if>
        </DeliveryTerms>
      </xsl:if>
      <xsl:apply-templates select="$info/o:PAYMENT/o:PAYMENT_TERMS"/>
      <xsl:if test="normalize-space($extension/o:UDX.KONTOR.SALES_REPRESENTATIVE) != ''">
        <SalesRepresentative>
          <xsl:value-of select="normalize-space($extension/o:UDX.KONTOR.SALES_REPRESENTATIVE)"/>
        </SalesRepresentative>
      </xsl:if>
      <xsl:for-each select="$info/o:REMARKS[normalize-space() != '']">
        <Note><xsl:value-of select="."/></Note>
      </xsl:for-each>
      <xsl:if test="o:ORDER_SUMMARY/o:TOTAL_AMOUNT">
        <Totals>
          <NetAmount><xsl:value-of select="normalize-space(o:ORDER_SUMMARY/o:TOTAL_AMOUNT)"/></NetAmount>
          <xsl:for-each select="$extension/o:UDX.KONTOR.TAX_AMOUNT">
            <TaxAmount><xsl:value-of select="normalize-space()"/></TaxAmount>
          </xsl:for-each>
          <xsl:for-each select="$extension/o:UDX.KONTOR.GROSS_AMOUNT">
            <GrossAmount><xsl:value-of select="normalize-space()"/></GrossAmount>
          </xsl:for-each>
        </Totals>
      </xsl:if>
      <Lines><xsl:apply-templates select="o:ORDER_ITEM_LIST/o:ORDER_ITEM"/></Lines>
    </Order>
  </xsl:template>

  <!--
    Only a party that this format wrote itself says that it is a customer of its own: with others, the id of a delivery or
    invoice address is often nothing but that of an address.
  -->
  <xsl:template match="o:PARTY" mode="party">
    <xsl:variable name="address" select="o:ADDRESS[1]"/>
    <xsl:variable name="keys"><xsl:apply-templates select="self::o:PARTY[b:PARTY_ID/@type = $order-party]" mode="keys"/></xsl:variable>
    <xsl:variable name="name"><xsl:apply-templates select="$address" mode="name"/></xsl:variable>
    <xsl:if test="not($address)">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text" select="concat('the party of the role ', o:PARTY_ROLE[1], ' has no address, only the id ',
          b:PARTY_ID[1], '. Ask the sender to write it out.')"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="$keys != ''">
      <Customer><xsl:apply-templates select="." mode="keys"/></Customer>
    </xsl:if>
    <xsl:if test="$address/o:CONTACT_DETAILS[normalize-space(b:CONTACT_NAME[1]) != '']">
      <ContactName><xsl:apply-templates select="$address/o:CONTACT_DETAILS[1]" mode="name"/></ContactName>
    </xsl:if>
    <xsl:variable name="phone" select="($address/b:PHONE | $address/o:CONTACT_DETAILS/b:PHONE)[normalize-space() != ''][1]"/>
    <xsl:if test="$phone">
      <Phone>
        <xsl:call-template name="number">
          <xsl:with-param name="text" select="normalize-space($phone)"/>
          <xsl:with-param name="country" select="substring($address/b:COUNTRY_CODED, 1, 2)"/>
        </xsl:call-template>
      </Phone>
    </xsl:if>
    <xsl:variable name="mail" select="($address/b:EMAIL | $address/o:CONTACT_DETAILS/b:EMAILS/b:EMAIL)[normalize-space() != ''][1]"/>
    <xsl:if test="$mail"><Email><xsl:value-of select="normalize-space($mail)"/></Email></xsl:if>
    <Address>
      <xsl:if test="$name != ''"><Name><xsl:value-of select="$name"/></Name></xsl:if>
      <xsl:apply-templates select="$address" mode="place"/>
    </Address>
  </xsl:template>

  <!-- The agreed code, where one is written; else one made of the days: NET30, 14D2-NET30. -->
  <xsl:template match="o:PAYMENT_TERMS">
    <xsl:variable name="agreed" select="o:PAYMENT_TERM[@type = 'other'][normalize-space() != ''][1]"/>
    <xsl:variable name="net" select="o:TIME_FOR_PAYMENT[o:DAYS][not(o:DISCOUNT_FACTOR)][not(o:ALLOW_OR_CHARGES_FIX)]"/>
    <xsl:variable name="discounted" select="o:TIME_FOR_PAYMENT[o:DAYS][o:DISCOUNT_FACTOR]"/>
    <xsl:choose>
      <xsl:when test="$agreed"><PaymentTerms><xsl:value-of select="normalize-space($agreed)"/></PaymentTerms></xsl:when>
      <xsl:when test="count($net) = 1 and count($discounted) &lt;= 1">
        <PaymentTerms>
          <xsl:if test="$discounted">
            <xsl:variable name="percent">
              <xsl:call-template name="hundredfold">
                <xsl:with-param name="value" select="normalize-space($discounted/o:DISCOUNT_FACTOR)"/>
              </xsl:call-template>
            </xsl:variable>
            <xsl:value-of select="concat(number($discounted/o:DAYS), 'D', number($percent), '-')"/>
          </xsl:if>
          <xsl:value-of select="concat('NET', number($net/o:DAYS))"/>
        </PaymentTerms>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- Lines -->

  <xsl:template match="o:ORDER_ITEM">
    <xsl:variable name="price" select="o:PRODUCT_PRICE_FIX"/>
    <xsl:variable name="tax" select="$price/o:TAX_DETAILS_FIX[1]"/>
    <xsl:variable name="gtin" select="o:PRODUCT_ID/b:INTERNATIONAL_PID[translate(normalize-space(), '0123456789', '') = ''
      and contains(' 8 12 13 14 ', concat(' ', string-length(normalize-space()), ' '))][1]"/>
    <xsl:call-template name="check-line"/>
    <Line>
      <Number><xsl:value-of select="normalize-space(o:LINE_ITEM_ID)"/></Number>
      <ItemId><xsl:value-of select="normalize-space(o:PRODUCT_ID/b:SUPPLIER_PID)"/></ItemId>
      <xsl:if test="$gtin"><GTIN><xsl:value-of select="normalize-space($gtin)"/></GTIN></xsl:if>
      <xsl:if test="normalize-space(o:PRODUCT_ID/b:DESCRIPTION_SHORT[1]) != ''">
        <Name><xsl:value-of select="normalize-space(o:PRODUCT_ID/b:DESCRIPTION_SHORT[1])"/></Name>
      </xsl:if>
      <Quantity><xsl:value-of select="normalize-space(o:QUANTITY)"/></Quantity>
      <Unit><xsl:value-of select="normalize-space(b:ORDER_UNIT)"/></Unit>
      <UnitPrice><xsl:value-of select="normalize-space($price/b:PRICE_AMOUNT)"/></UnitPrice>
      <xsl:if test="normalize-space($price/b:PRICE_QUANTITY) != ''">
        <PriceBase><xsl:value-of select="normalize-space($price/b:PRICE_QUANTITY)"/></PriceBase>
      </xsl:if>
      <xsl:for-each select="$price/o:ALLOW_OR_CHARGES_FIX/o:ALLOW_OR_CHARGE">
        <DiscountPercent>
          <xsl:call-template name="hundredfold">
            <xsl:with-param name="value" select="normalize-space(o:ALLOW_OR_CHARGE_VALUE/o:AOC_PERCENTAGE_FACTOR)"/>
          </xsl:call-template>
        </DiscountPercent>
      </xsl:for-each>
      <xsl:if test="normalize-space($tax/b:TAX_CATEGORY) != ''">
        <TaxCategory>
          <xsl:variable name="code" select="normalize-space($tax/b:TAX_CATEGORY)"/>
          <xsl:choose>
            <xsl:when test="contains(' standard_rate reduced_rate super_reduced_rate parking_rate ',
              concat(' ', $code, ' '))">S</xsl:when>
            <xsl:when test="$code = 'zero_rate'">Z</xsl:when>
            <xsl:when test="$code = 'exemption'">E</xsl:when>
            <xsl:otherwise><xsl:value-of select="$code"/></xsl:otherwise>
          </xsl:choose>
        </TaxCategory>
      </xsl:if>
      <xsl:if test="normalize-space($tax/b:TAX) != ''">
        <TaxRate>
          <xsl:call-template name="hundredfold">
            <xsl:with-param name="value" select="normalize-space($tax/b:TAX)"/>
          </xsl:call-template>
        </TaxRate>
      </xsl:if>
      <xsl:if test="normalize-space(o:DELIVERY_DATE) != ''">
        <DeliveryDate><xsl:apply-templates select="o:DELIVERY_DATE" mode="day"/></DeliveryDate>
      </xsl:if>
      <xsl:if test="o:REMARKS[normalize-space() != '']">
        <Note>
          <xsl:for-each select="o:REMARKS[normalize-space() != '']">
            <xsl:if test="position() &gt; 1"><xsl:text>&#10;</xsl:text></xsl:if>
            <xsl:value-of select="."/>
          </xsl:for-each>
        </Note>
      </xsl:if>
    </Line>
  </xsl:template>

  <!-- What a canonical line cannot hold, or what would have to be guessed. -->
  <xsl:template name="check-line">
    <xsl:variable name="charges" select="o:PRODUCT_PRICE_FIX/o:ALLOW_OR_CHARGES_FIX/o:ALLOW_OR_CHARGE"/>
    <xsl:variable name="factor" select="$charges/o:ALLOW_OR_CHARGE_VALUE/o:AOC_PERCENTAGE_FACTOR"/>
    <xsl:variable name="rate" select="o:PRODUCT_PRICE_FIX/o:TAX_DETAILS_FIX[1]/b:TAX"/>
    <xsl:variable name="problem">
      <xsl:choose>
        <xsl:when test="normalize-space(o:PRODUCT_ID/b:SUPPLIER_PID) = ''">it has no SUPPLIER_PID, which is the item number
          that the order needs.</xsl:when>
        <xsl:when test="not(o:PRODUCT_PRICE_FIX)">it has no price. Ask the sender to write the agreed one.</xsl:when>
        <xsl:when test="o:PARTIAL_DELIVERY_LIST">it is to be delivered in parts (PARTIAL_DELIVERY_LIST). Ask for a line for
          each part.</xsl:when>
        <xsl:when test="count(o:PRODUCT_PRICE_FIX/o:TAX_DETAILS_FIX) &gt; 1">it has more than one tax.</xsl:when>
        <xsl:when test="count($charges) &gt; 1 or $charges[@type = 'surcharge'] or $charges and not($factor)">it has
          surcharges, or an allowance that is not one percentage. Ask for a price with them in it.</xsl:when>
        <xsl:when test="$factor &gt; 1">the allowance is to be a factor, such as 0.1 for 10 percent, and not a
          percentage.</xsl:when>
        <xsl:when test="$rate &gt; 1">TAX is to be a factor, such as 0.19 for 19 percent, and not a percentage.</xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$problem != ''">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text" select="concat('line ', normalize-space(o:LINE_ITEM_ID), ': ', normalize-space($problem))"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
