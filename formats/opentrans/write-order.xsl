<?xml version="1.0" encoding="UTF-8"?>
<!--
  One canonical Order, with its Customer ahead of it, to one openTRANS ORDER.

  ORDER_ID     the CRM's order id, by which a repeat is known. The customer's own number is CUSTOMER_ORDER_REFERENCE.
  buyer        the customer, with the CRM's id and the ERP's number as PARTY_ID; name, main address and contacts where the
               customer's record comes along.
  invoice_recipient, delivery
               the order's own parties. Without one the customer's invoice address goes under the buyer's id.
  PRICE_AMOUNT the net price before discount; the discount is an allowance beside it.
  HEADER_UDX   what openTRANS has no element for, as its rules for extensions want it: UDX.KONTOR.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  xmlns="http://www.opentrans.org/XMLSchema/2.1" xmlns:bmecat="http://www.bmecat.org/bmecat/2005"
  exclude-result-prefixes="x">

  <xsl:import href="write-common.xsl"/>
  <xsl:import href="write-customer.xsl"/>

  <!-- The rates that are the reduced ones, as percentages: 7 in Germany, 10 and 13 in Austria, 2.6 in Switzerland. -->
  <xsl:param name="reduced-rates" select="'7'"/>

  <!-- The standard allows 32 characters for a supplier's item number. Raise it where the receiver takes more. -->
  <xsl:param name="longest-item-id" select="'32'"/>

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
    <xsl:apply-templates select="$records"/>
  </xsl:template>

  <xsl:template match="x:Order">
    <xsl:call-template name="refuse-deleted"/>
    <ORDER version="2.1" type="standard">
      <ORDER_HEADER>
        <xsl:call-template name="control-info"/>
        <xsl:call-template name="order-info"/>
      </ORDER_HEADER>
      <ORDER_ITEM_LIST><xsl:apply-templates select="x:Lines/x:Line"/></ORDER_ITEM_LIST>
      <ORDER_SUMMARY>
        <TOTAL_ITEM_NUM><xsl:value-of select="count(x:Lines/x:Line)"/></TOTAL_ITEM_NUM>
        <xsl:if test="x:Totals">
          <TOTAL_AMOUNT><xsl:value-of select="normalize-space(x:Totals/x:NetAmount)"/></TOTAL_AMOUNT>
        </xsl:if>
      </ORDER_SUMMARY>
    </ORDER>
  </xsl:template>

  <xsl:template name="order-info">
    <ORDER_INFO>
      <ORDER_ID><xsl:value-of select="normalize-space(x:OrderId)"/></ORDER_ID>
      <ORDER_DATE><xsl:value-of select="normalize-space(x:IssueDate)"/></ORDER_DATE>
      <xsl:if test="x:RequestedDeliveryDate">
        <xsl:call-template name="day">
          <xsl:with-param name="date" select="normalize-space(x:RequestedDeliveryDate)"/>
          <xsl:with-param name="type">optional</xsl:with-param>
        </xsl:call-template>
      </xsl:if>
      <xsl:call-template name="language"/>
      <xsl:call-template name="parties"/>
      <xsl:if test="normalize-space(x:CustomerReference) != ''">
        <CUSTOMER_ORDER_REFERENCE>
          <ORDER_ID><xsl:value-of select="normalize-space(x:CustomerReference)"/></ORDER_ID>
        </CUSTOMER_ORDER_REFERENCE>
      </xsl:if>
      <xsl:call-template name="references"/>
      <bmecat:CURRENCY><xsl:value-of select="normalize-space(x:Currency)"/></bmecat:CURRENCY>
      <xsl:if test="x:PaymentTerms">
        <xsl:call-template name="payment-terms">
          <xsl:with-param name="code" select="normalize-space(x:PaymentTerms)"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:for-each select="x:DeliveryTerms">
        <bmecat:TRANSPORT>
          <bmecat:INCOTERM><xsl:value-of select="normalize-space(x:Incoterms)"/></bmecat:INCOTERM>
          <xsl:if test="normalize-space(x:Place) != ''">
            <bmecat:LOCATION><xsl:value-of select="normalize-space(x:Place)"/></bmecat:LOCATION>
          </xsl:if>
        </bmecat:TRANSPORT>
      </xsl:for-each>
      <xsl:for-each select="x:Note[normalize-space() != '']">
        <REMARKS type="order"><xsl:value-of select="."/></REMARKS>
      </xsl:for-each>
      <xsl:call-template name="extension"/>
    </ORDER_INFO>
  </xsl:template>

  <xsl:template name="language">
    <xsl:variable name="code" select="normalize-space($customer/x:Language)"/>
    <xsl:if test="$code != '' and contains(concat(' ', normalize-space($languages), ' '), concat(' ', $code, '='))">
      <bmecat:LANGUAGE>
        <xsl:value-of select="substring-before(substring-after(concat(' ', normalize-space($languages), ' '),
          concat(' ', $code, '=')), ' ')"/>
      </bmecat:LANGUAGE>
    </xsl:if>
  </xsl:template>

  <xsl:template name="extension">
    <xsl:if test="$customer or @sequence or x:ErpNumber or normalize-space(x:SalesRepresentative) != '' or x:Totals/x:TaxAmount
        or x:Totals/x:GrossAmount">
      <HEADER_UDX>
        <xsl:if test="@sequence">
          <UDX.KONTOR.SEQUENCE><xsl:value-of select="@sequence"/></UDX.KONTOR.SEQUENCE>
        </xsl:if>
        <xsl:if test="$customer">
          <UDX.KONTOR.CUSTOMER_KIND><xsl:value-of select="normalize-space($customer/x:Kind)"/></UDX.KONTOR.CUSTOMER_KIND>
        </xsl:if>
        <xsl:if test="x:ErpNumber">
          <UDX.KONTOR.SUPPLIER_ORDER_ID><xsl:value-of select="normalize-space(x:ErpNumber)"/></UDX.KONTOR.SUPPLIER_ORDER_ID>
        </xsl:if>
        <xsl:if test="normalize-space(x:SalesRepresentative) != ''">
          <UDX.KONTOR.SALES_REPRESENTATIVE>
            <xsl:value-of select="normalize-space(x:SalesRepresentative)"/>
          </UDX.KONTOR.SALES_REPRESENTATIVE>
        </xsl:if>
        <xsl:if test="x:Totals/x:TaxAmount">
          <UDX.KONTOR.TAX_AMOUNT><xsl:value-of select="normalize-space(x:Totals/x:TaxAmount)"/></UDX.KONTOR.TAX_AMOUNT>
        </xsl:if>
        <xsl:if test="x:Totals/x:GrossAmount">
          <UDX.KONTOR.GROSS_AMOUNT><xsl:value-of select="normalize-space(x:Totals/x:GrossAmount)"/></UDX.KONTOR.GROSS_AMOUNT>
        </xsl:if>
      </HEADER_UDX>
    </xsl:if>
  </xsl:template>

  <!-- Parties -->

  <xsl:template name="parties">
    <xsl:variable name="bill-to" select="$customer/x:Address[@type = 'invoice']"/>
    <PARTIES>
      <PARTY>
        <xsl:apply-templates select="x:Customer" mode="ids"/>
        <PARTY_ROLE>buyer</PARTY_ROLE>
        <xsl:apply-templates select="$customer" mode="address"/>
      </PARTY>
      <xsl:call-template name="supplier"/>
      <xsl:if test="$bill-to and not(x:InvoiceParty)">
        <PARTY>
          <xsl:apply-templates select="x:Customer" mode="ids"/>
          <PARTY_ROLE>invoice_recipient</PARTY_ROLE>
          <ADDRESS>
            <xsl:call-template name="name">
              <xsl:with-param name="name" select="normalize-space(($bill-to/x:Name |
                $customer/x:Name[not($bill-to/x:Name)])[1])"/>
            </xsl:call-template>
            <xsl:apply-templates select="$bill-to" mode="extra"/>
            <xsl:apply-templates select="$bill-to" mode="place"/>
          </ADDRESS>
        </PARTY>
      </xsl:if>
      <xsl:apply-templates select="x:InvoiceParty">
        <xsl:with-param name="role">invoice_recipient</xsl:with-param>
      </xsl:apply-templates>
      <xsl:apply-templates select="x:DeliveryParty">
        <xsl:with-param name="role">delivery</xsl:with-param>
      </xsl:apply-templates>
    </PARTIES>
  </xsl:template>

  <!-- A party of this order has an id of this order, ahead of its own ids as a customer where it is one. -->
  <xsl:template match="x:InvoiceParty | x:DeliveryParty">
    <xsl:param name="role"/>
    <PARTY>
      <bmecat:PARTY_ID type="{$order-party}">
        <xsl:value-of select="concat(normalize-space(../x:OrderId), '-', $role)"/>
      </bmecat:PARTY_ID>
      <xsl:apply-templates select="x:Customer" mode="ids"/>
      <PARTY_ROLE><xsl:value-of select="$role"/></PARTY_ROLE>
      <ADDRESS>
        <xsl:if test="normalize-space(x:Address/x:Name) != ''">
          <xsl:call-template name="name">
            <xsl:with-param name="name" select="normalize-space(x:Address/x:Name)"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:apply-templates select="x:Address" mode="extra"/>
        <xsl:if test="normalize-space(x:ContactName) != ''">
          <CONTACT_DETAILS>
            <bmecat:CONTACT_NAME><xsl:value-of select="normalize-space(x:ContactName)"/></bmecat:CONTACT_NAME>
          </CONTACT_DETAILS>
        </xsl:if>
        <xsl:apply-templates select="x:Address" mode="place"/>
        <xsl:if test="normalize-space(x:Phone) != ''">
          <bmecat:PHONE type="office"><xsl:value-of select="normalize-space(x:Phone)"/></bmecat:PHONE>
        </xsl:if>
        <xsl:if test="normalize-space(x:Email) != ''">
          <bmecat:EMAIL><xsl:value-of select="normalize-space(x:Email)"/></bmecat:EMAIL>
        </xsl:if>
      </ADDRESS>
    </PARTY>
  </xsl:template>

  <xsl:template name="references">
    <ORDER_PARTIES_REFERENCE>
      <xsl:apply-templates select="x:Customer" mode="buyer-reference"/>
      <xsl:call-template name="supplier-reference"/>
      <xsl:if test="x:InvoiceParty">
        <INVOICE_RECIPIENT_IDREF type="{$order-party}">
          <xsl:value-of select="concat(normalize-space(x:OrderId), '-invoice_recipient')"/>
        </INVOICE_RECIPIENT_IDREF>
      </xsl:if>
      <xsl:if test="x:DeliveryParty">
        <SHIPMENT_PARTIES_REFERENCE>
          <DELIVERY_IDREF type="{$order-party}">
            <xsl:value-of select="concat(normalize-space(x:OrderId), '-delivery')"/>
          </DELIVERY_IDREF>
        </SHIPMENT_PARTIES_REFERENCE>
      </xsl:if>
    </ORDER_PARTIES_REFERENCE>
  </xsl:template>

  <!-- Lines -->

  <xsl:template match="x:Line">
    <xsl:variable name="item" select="normalize-space(x:ItemId)"/>
    <xsl:if test="string-length($item) &gt; $longest-item-id">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text" select="concat('line ', normalize-space(x:Number), ': ItemId has ',
          string-length($item), ' characters, but SUPPLIER_PID in openTRANS holds ', $longest-item-id,
          '. Shorten it, or raise longest-item-id if the receiver takes more: ', $item)"/>
      </xsl:call-template>
    </xsl:if>
    <ORDER_ITEM>
      <LINE_ITEM_ID><xsl:value-of select="normalize-space(x:Number)"/></LINE_ITEM_ID>
      <PRODUCT_ID>
        <bmecat:SUPPLIER_PID type="supplier_specific"><xsl:value-of select="$item"/></bmecat:SUPPLIER_PID>
        <xsl:if test="x:GTIN">
          <bmecat:INTERNATIONAL_PID type="gtin"><xsl:value-of select="normalize-space(x:GTIN)"/></bmecat:INTERNATIONAL_PID>
        </xsl:if>
        <xsl:if test="x:Name">
          <bmecat:DESCRIPTION_SHORT><xsl:value-of select="normalize-space(x:Name)"/></bmecat:DESCRIPTION_SHORT>
        </xsl:if>
      </PRODUCT_ID>
      <QUANTITY><xsl:value-of select="normalize-space(x:Quantity)"/></QUANTITY>
      <bmecat:ORDER_UNIT><xsl:value-of select="normalize-space(x:Unit)"/></bmecat:ORDER_UNIT>
      <PRODUCT_PRICE_FIX>
        <bmecat:PRICE_AMOUNT><xsl:value-of select="normalize-space(x:UnitPrice)"/></bmecat:PRICE_AMOUNT>
        <xsl:if test="x:DiscountPercent">
          <ALLOW_OR_CHARGES_FIX>
            <ALLOW_OR_CHARGE type="allowance">
              <ALLOW_OR_CHARGE_TYPE>rebate</ALLOW_OR_CHARGE_TYPE>
              <ALLOW_OR_CHARGE_VALUE>
                <AOC_PERCENTAGE_FACTOR>
                  <xsl:call-template name="hundredth">
                    <xsl:with-param name="value" select="normalize-space(x:DiscountPercent)"/>
                  </xsl:call-template>
                </AOC_PERCENTAGE_FACTOR>
              </ALLOW_OR_CHARGE_VALUE>
            </ALLOW_OR_CHARGE>
          </ALLOW_OR_CHARGES_FIX>
        </xsl:if>
        <xsl:if test="x:TaxCategory or x:TaxRate">
          <TAX_DETAILS_FIX>
            <xsl:if test="x:TaxCategory">
              <bmecat:TAX_CATEGORY><xsl:call-template name="tax-category"/></bmecat:TAX_CATEGORY>
            </xsl:if>
            <bmecat:TAX_TYPE>vat</bmecat:TAX_TYPE>
            <xsl:if test="x:TaxRate">
              <bmecat:TAX>
                <xsl:call-template name="hundredth">
                  <xsl:with-param name="value" select="normalize-space(x:TaxRate)"/>
                </xsl:call-template>
              </bmecat:TAX>
            </xsl:if>
          </TAX_DETAILS_FIX>
        </xsl:if>
        <xsl:if test="x:PriceBase">
          <bmecat:PRICE_QUANTITY><xsl:value-of select="normalize-space(x:PriceBase)"/></bmecat:PRICE_QUANTITY>
        </xsl:if>
      </PRODUCT_PRICE_FIX>
      <PRICE_LINE_AMOUNT><xsl:call-template name="line-amount"/></PRICE_LINE_AMOUNT>
      <xsl:if test="x:DeliveryDate">
        <xsl:call-template name="day">
          <xsl:with-param name="date" select="normalize-space(x:DeliveryDate)"/>
          <xsl:with-param name="type">optional</xsl:with-param>
        </xsl:call-template>
      </xsl:if>
      <xsl:if test="normalize-space(x:Note) != ''">
        <REMARKS type="order"><xsl:value-of select="x:Note"/></REMARKS>
      </xsl:if>
    </ORDER_ITEM>
  </xsl:template>

  <xsl:template name="tax-category">
    <xsl:variable name="code" select="normalize-space(x:TaxCategory)"/>
    <xsl:choose>
      <xsl:when test="$code = 'S' and x:TaxRate and contains(concat(' ', $reduced-rates, ' '),
          concat(' ', number(x:TaxRate), ' '))">reduced_rate</xsl:when>
      <xsl:when test="$code = 'S'">standard_rate</xsl:when>
      <xsl:when test="$code = 'Z'">zero_rate</xsl:when>
      <xsl:when test="$code = 'E'">exemption</xsl:when>
      <xsl:otherwise><xsl:value-of select="$code"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!--
    Net after discount, on two places, half up. For the receiver's comfort: it is not read back. Calculated in floating
    point; the ten-millionth on top keeps 1.005 from becoming 1.00.
  -->
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
