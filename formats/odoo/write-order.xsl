<?xml version="1.0" encoding="UTF-8"?>
<!--
  One canonical Order to a quotation of Odoo (sale.order), with its lines.

  crm_order_SO-1         the order; origin has the CRM's id too, where people see it
  crm_line_SO-1_-10      a line, the sequence is its number
  crm_party_SO-1_-invoice, crm_party_SO-1_-delivery
                         partners for an invoice or delivery address that the order alone has
  delete                 takes out the lines that an earlier version of the order had. Odoo refuses that once the order is
                         confirmed, and then the whole document.

  Totals are not written, Odoo calculates its own; neither is the price list's price put in place of the agreed one.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  exclude-result-prefixes="x">

  <xsl:import href="common.xsl"/>

  <xsl:param name="product-field" select="'default_code'"/>
  <xsl:param name="product-ids" select="''"/>
  <xsl:param name="price-lists" select="'EUR=product.list0'"/>
  <xsl:param name="taxes" select="''"/>
  <xsl:param name="price-decimals" select="'2'"/>
  <xsl:param name="delivery-field" select="'commitment_date'"/>
  <xsl:param name="incoterms" select="'account.incoterm_'"/>
  <xsl:param name="incoterm-place-field" select="'incoterm_location'"/>
  <xsl:param name="delivery-label" select="'Delivery date:'"/>

  <xsl:variable name="records" select="/descendant-or-self::x:Order[@changed]"/>
  <xsl:variable name="subject" select="concat('Order ', normalize-space($records/x:OrderId))"/>

  <xsl:template match="/">
    <xsl:if test="count($records) != 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('write-order.xsl maps exactly one Order, not ', count($records), '.')"/>
      </xsl:message>
    </xsl:if>
    <odoo>
      <xsl:apply-templates select="$records"/>
    </odoo>
  </xsl:template>

  <xsl:template match="x:Order">
    <xsl:if test="@deleted = 'true' or @deleted = '1'">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ' was deleted. An import cannot cancel an order: cancel it in Odoo.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:variable name="id">
      <xsl:value-of select="concat($prefix, 'order_')"/>
      <xsl:call-template name="id"><xsl:with-param name="key" select="x:OrderId"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="currency" select="normalize-space(x:Currency)"/>
    <xsl:variable name="price-list" select="substring-before(substring-after(concat(' ', $price-lists, ' '),
      concat(' ', $currency, '=')), ' ')"/>
    <xsl:if test="$price-list = ''">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ': no price list of Odoo is named for ', $currency, ', and there the currency ',
          'is that of the price list. Add it to the parameter price-lists: ', $price-lists)"/>
      </xsl:message>
    </xsl:if>
    <data>
      <xsl:call-template name="provenance"/>
      <xsl:apply-templates select="x:InvoiceParty | x:DeliveryParty"/>
      <record id="{$id}" model="sale.order">
        <xsl:call-template name="text">
          <xsl:with-param name="name">name</xsl:with-param>
          <xsl:with-param name="source" select="x:ErpNumber"/>
        </xsl:call-template>
        <field name="origin"><xsl:value-of select="normalize-space(x:OrderId)"/></field>
        <xsl:call-template name="customer">
          <xsl:with-param name="name">partner_id</xsl:with-param>
          <xsl:with-param name="reference" select="x:Customer"/>
        </xsl:call-template>
        <xsl:if test="x:InvoiceParty">
          <field name="partner_invoice_id">
            <xsl:attribute name="ref"><xsl:apply-templates select="x:InvoiceParty" mode="id"/></xsl:attribute>
          </field>
        </xsl:if>
        <xsl:if test="x:DeliveryParty">
          <field name="partner_shipping_id">
            <xsl:attribute name="ref"><xsl:apply-templates select="x:DeliveryParty" mode="id"/></xsl:attribute>
          </field>
        </xsl:if>
        <field name="pricelist_id" ref="{$price-list}"/>
        <!-- Noon in UTC is the same day nearly everywhere. -->
        <field name="date_order"><xsl:value-of select="concat(normalize-space(x:IssueDate), ' 12:00:00')"/></field>
        <xsl:call-template name="text">
          <xsl:with-param name="name">client_order_ref</xsl:with-param>
          <xsl:with-param name="source" select="x:CustomerReference"/>
        </xsl:call-template>
        <xsl:if test="x:RequestedDeliveryDate">
          <xsl:if test="$delivery-field = ''">
            <xsl:message terminate="yes">
              <xsl:value-of select="concat($subject, ': no field is named for RequestedDeliveryDate. Name it in the parameter ',
                'delivery-field.')"/>
            </xsl:message>
          </xsl:if>
          <field name="{$delivery-field}">
            <xsl:value-of select="concat(normalize-space(x:RequestedDeliveryDate), ' 12:00:00')"/>
          </field>
        </xsl:if>
        <xsl:call-template name="reference">
          <xsl:with-param name="name">payment_term_id</xsl:with-param>
          <xsl:with-param name="source" select="x:PaymentTerms"/>
        </xsl:call-template>
        <xsl:for-each select="x:DeliveryTerms">
          <field name="incoterm" ref="{$incoterms}{normalize-space(x:Incoterms)}"/>
          <xsl:if test="$incoterm-place-field != ''">
            <xsl:call-template name="text">
              <xsl:with-param name="name" select="$incoterm-place-field"/>
              <xsl:with-param name="source" select="x:Place"/>
            </xsl:call-template>
          </xsl:if>
        </xsl:for-each>
        <xsl:variable name="place" select="normalize-space(x:DeliveryTerms/x:Place)"/>
        <xsl:variable name="notes">
          <xsl:if test="$incoterm-place-field = '' and $place != ''">
            <xsl:value-of select="concat(normalize-space(x:DeliveryTerms/x:Incoterms), ' ', $place)"/>
            <xsl:if test="x:Note[normalize-space() != '']"><xsl:text>&#10;</xsl:text></xsl:if>
          </xsl:if>
          <xsl:call-template name="notes"/>
        </xsl:variable>
        <xsl:if test="x:Note or $notes != ''">
          <xsl:call-template name="value">
            <xsl:with-param name="name">note</xsl:with-param>
            <xsl:with-param name="value" select="string($notes)"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:call-template name="changed"/>
      </record>
      <xsl:apply-templates select="x:Lines/x:Line">
        <xsl:with-param name="order" select="string($id)"/>
      </xsl:apply-templates>
      <delete model="sale.order.line">
        <xsl:attribute name="search">
          <xsl:value-of select="concat(&quot;[('order_id', '=', ref('&quot;, $id, &quot;')), ('id', 'not in', [&quot;)"/>
          <xsl:for-each select="x:Lines/x:Line">
            <xsl:if test="position() &gt; 1">, </xsl:if>
            <xsl:text>ref('</xsl:text>
            <xsl:apply-templates select="." mode="id"/>
            <xsl:text>')</xsl:text>
          </xsl:for-each>
          <xsl:text>])]</xsl:text>
        </xsl:attribute>
      </delete>
    </data>
  </xsl:template>

  <!-- A partner below the one who is named, or below the customer. The name of the place and that of the person share a field. -->
  <xsl:template match="x:InvoiceParty | x:DeliveryParty">
    <record model="res.partner">
      <xsl:attribute name="id"><xsl:apply-templates select="." mode="id"/></xsl:attribute>
      <xsl:call-template name="customer">
        <xsl:with-param name="name">parent_id</xsl:with-param>
        <xsl:with-param name="reference" select="x:Customer | ../x:Customer[not(current()/x:Customer)]"/>
      </xsl:call-template>
      <field name="type">
        <xsl:choose>
          <xsl:when test="self::x:InvoiceParty">invoice</xsl:when>
          <xsl:otherwise>delivery</xsl:otherwise>
        </xsl:choose>
      </field>
      <xsl:choose>
        <xsl:when test="normalize-space(x:ContactName) != ''">
          <field name="name"><xsl:value-of select="normalize-space(x:ContactName)"/></field>
          <xsl:call-template name="value">
            <xsl:with-param name="name">company_name</xsl:with-param>
            <xsl:with-param name="value" select="normalize-space(x:Address/x:Name)"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="text">
            <xsl:with-param name="name">name</xsl:with-param>
            <xsl:with-param name="source" select="x:Address/x:Name"/>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:for-each select="x:Address"><xsl:call-template name="address"/></xsl:for-each>
      <xsl:call-template name="text">
        <xsl:with-param name="name">phone</xsl:with-param>
        <xsl:with-param name="source" select="x:Phone"/>
      </xsl:call-template>
      <xsl:call-template name="text">
        <xsl:with-param name="name">email</xsl:with-param>
        <xsl:with-param name="source" select="x:Email"/>
      </xsl:call-template>
    </record>
  </xsl:template>

  <xsl:template match="x:InvoiceParty" mode="id">
    <xsl:call-template name="part-id">
      <xsl:with-param name="kind">party</xsl:with-param>
      <xsl:with-param name="whole" select="../x:OrderId"/>
      <xsl:with-param name="part">invoice</xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="x:DeliveryParty" mode="id">
    <xsl:call-template name="part-id">
      <xsl:with-param name="kind">party</xsl:with-param>
      <xsl:with-param name="whole" select="../x:OrderId"/>
      <xsl:with-param name="part">delivery</xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="x:Line" mode="id">
    <xsl:call-template name="part-id">
      <xsl:with-param name="kind">line</xsl:with-param>
      <xsl:with-param name="whole" select="../../x:OrderId"/>
      <xsl:with-param name="part" select="x:Number"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="x:Line">
    <xsl:param name="order"/>
    <record model="sale.order.line">
      <xsl:attribute name="id"><xsl:apply-templates select="." mode="id"/></xsl:attribute>
      <field name="order_id" ref="{$order}"/>
      <field name="sequence"><xsl:value-of select="normalize-space(x:Number)"/></field>
      <field name="product_id">
        <xsl:choose>
          <xsl:when test="$product-ids != ''">
            <xsl:attribute name="ref">
              <xsl:value-of select="$product-ids"/>
              <xsl:call-template name="id"><xsl:with-param name="key" select="x:ItemId"/></xsl:call-template>
            </xsl:attribute>
          </xsl:when>
          <xsl:otherwise>
            <xsl:attribute name="search">
              <xsl:value-of select="concat(&quot;[('&quot;, $product-field, &quot;', '=', &quot;)"/>
              <xsl:call-template name="literal"><xsl:with-param name="text" select="x:ItemId"/></xsl:call-template>
              <xsl:text>)]</xsl:text>
            </xsl:attribute>
          </xsl:otherwise>
        </xsl:choose>
      </field>
      <xsl:call-template name="description"/>
      <field name="product_uom_qty"><xsl:value-of select="normalize-space(x:Quantity)"/></field>
      <field name="product_uom" ref="{normalize-space(x:Unit)}"/>
      <field name="price_unit"><xsl:call-template name="price"/></field>
      <xsl:if test="x:DiscountPercent">
        <field name="discount"><xsl:value-of select="normalize-space(x:DiscountPercent)"/></field>
      </xsl:if>
      <xsl:call-template name="tax"/>
    </record>
  </xsl:template>

  <!-- What is printed for a line: its name, then a day of its own, then its note, each in a line. -->
  <xsl:template name="description">
    <xsl:variable name="more" select="x:DeliveryDate | x:Note[normalize-space() != '']"/>
    <xsl:if test="x:Name or $more">
      <field name="name">
        <xsl:value-of select="normalize-space(x:Name | x:ItemId[not(../x:Name)])"/>
        <xsl:if test="x:DeliveryDate">
          <xsl:value-of select="concat('&#10;', $delivery-label, ' ', normalize-space(x:DeliveryDate))"/>
        </xsl:if>
        <xsl:if test="normalize-space(x:Note) != ''"><xsl:value-of select="concat('&#10;', x:Note)"/></xsl:if>
      </field>
    </xsl:if>
  </xsl:template>

  <!--
    For one, since Odoo knows no price base. Odoo rounds a price to its decimals without a word: a price that has more is
    refused here.
  -->
  <xsl:template name="price">
    <xsl:variable name="price">
      <xsl:choose>
        <xsl:when test="x:PriceBase"><xsl:value-of select="format-number(x:UnitPrice div x:PriceBase, '0.##########')"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="normalize-space(x:UnitPrice)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="surplus" select="substring(substring-after($price, '.'), $price-decimals + 1)"/>
    <xsl:if test="translate($surplus, '0', '') != ''">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ', line ', normalize-space(x:Number), ': a unit costs ', $price, ', but Odoo keeps ',
          $price-decimals, ' decimals of a price. Raise the decimal accuracy of Product Price in Odoo and the parameter ',
          'price-decimals with it.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:value-of select="$price"/>
  </xsl:template>

  <xsl:template name="tax">
    <xsl:variable name="category" select="normalize-space(x:TaxCategory)"/>
    <xsl:if test="$taxes != '' and $category != ''">
      <xsl:variable name="table" select="concat(' ', $taxes, ' ')"/>
      <xsl:variable name="rate">
        <xsl:if test="x:TaxRate"><xsl:value-of select="concat(':', number(x:TaxRate))"/></xsl:if>
      </xsl:variable>
      <xsl:variable name="exact"
        select="substring-before(substring-after($table, concat(' ', $category, $rate, '=')), ' ')"/>
      <xsl:variable name="any" select="substring-before(substring-after($table, concat(' ', $category, '=')), ' ')"/>
      <xsl:if test="concat($exact, $any) = ''">
        <xsl:message terminate="yes">
          <xsl:value-of select="concat($subject, ', line ', normalize-space(x:Number), ': no tax of Odoo is named for category ',
            $category, $rate, '. Add it to the parameter taxes: ', $taxes)"/>
        </xsl:message>
      </xsl:if>
      <xsl:variable name="tax" select="concat($exact, substring($any, 1, string-length($any) * ($exact = '')))"/>
      <field name="tax_id" eval="{concat(&quot;[(6, 0, [ref('&quot;, $tax, &quot;')])]&quot;)}"/>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
