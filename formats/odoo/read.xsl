<?xml version="1.0" encoding="UTF-8"?>
<!--
  One business object of Odoo to its canonical record. What it is, the models of its records say:

  res.partner without a parent          Customer, with its children and bank accounts
  sale.order with lines                 Order, with the partners that are its parties
  sale.order without lines              OrderStatus
  account.move, account.invoice         Invoice

  An id that our own documents gave is the CRM's key. A partner without one is known by its internal reference, and without
  that by the external id that Odoo made up for it.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1"
  xmlns:str="http://exslt.org/strings" exclude-result-prefixes="str">

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <xsl:param name="prefix" select="'crm_'"/>
  <xsl:param name="product-field" select="'default_code'"/>
  <xsl:param name="product-ids" select="''"/>
  <xsl:param name="price-lists" select="'EUR=product.list0'"/>
  <xsl:param name="delivery-field" select="'commitment_date'"/>
  <xsl:param name="incoterms" select="'account.incoterm_'"/>
  <xsl:param name="incoterm-place-field" select="'incoterm_location'"/>
  <xsl:param name="salutations" select="'mr=base.res_partner_title_mister ms=base.res_partner_title_madam'"/>
  <xsl:param name="delivery-label" select="'Delivery date:'"/>
  <xsl:param name="main-address" select="'1'"/>

  <xsl:variable name="order" select="//record[@model = 'sale.order']"/>
  <xsl:variable name="invoice" select="//record[@model = 'account.move' or @model = 'account.invoice']"/>
  <xsl:variable name="partner" select="//record[@model = 'res.partner'][not(field[@name = 'parent_id'][@ref or @search])]"/>
  <xsl:variable name="main" select="$order | $invoice | $partner[not($order or $invoice)]"/>

  <xsl:template match="/">
    <xsl:if test="count($main) != 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('A data element has to hold one partner, one order or one invoice, with what belongs to ',
          'it. This one has ', count($main), '. Let the export write a data element for each.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:for-each select="$main">
      <xsl:choose>
        <xsl:when test="@model = 'res.partner'"><xsl:call-template name="customer"/></xsl:when>
        <xsl:when test="@model != 'sale.order'"><xsl:call-template name="invoice"/></xsl:when>
        <xsl:when test="../record[@model = 'sale.order.line']"><xsl:call-template name="order"/></xsl:when>
        <xsl:otherwise><xsl:call-template name="status"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- Customers -->

  <xsl:template name="customer">
    <xsl:variable name="id" select="string(@id)"/>
    <xsl:variable name="own">
      <xsl:call-template name="key">
        <xsl:with-param name="id" select="@id"/>
        <xsl:with-param name="kind">customer</xsl:with-param>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="children"
      select="../record[@model = 'res.partner'][field[@name = 'parent_id']/@ref = $id]"/>
    <Customer>
      <xsl:call-template name="changed"/>
      <xsl:if test="field[@name = 'active']">
        <xsl:attribute name="deleted">
          <xsl:choose>
            <xsl:when test="field[@name = 'active']/@eval = 'False' or field[@name = 'active'] = 'False'">true</xsl:when>
            <xsl:otherwise>false</xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
      </xsl:if>
      <xsl:variable name="number" select="normalize-space(field[@name = 'ref'])"/>
      <xsl:if test="$own != ''"><CrmId><xsl:value-of select="$own"/></CrmId></xsl:if>
      <xsl:choose>
        <xsl:when test="$number != ''"><ErpNumber><xsl:value-of select="$number"/></ErpNumber></xsl:when>
        <xsl:when test="$own = ''"><ErpNumber><xsl:value-of select="$id"/></ErpNumber></xsl:when>
      </xsl:choose>
      <Kind>
        <xsl:choose>
          <xsl:when test="field[@name = 'is_company']/@eval = 'True' or field[@name = 'is_company'] = 'True'
            or field[@name = 'company_type'] = 'company'">organisation</xsl:when>
          <xsl:otherwise>person</xsl:otherwise>
        </xsl:choose>
      </Kind>
      <Name><xsl:value-of select="normalize-space(field[@name = 'name'])"/></Name>
      <xsl:call-template name="salutation"/>
      <xsl:if test="field[@name = 'country_id']/@ref">
        <Address type="main" id="{$main-address}"><xsl:call-template name="address"/></Address>
      </xsl:if>
      <xsl:for-each select="$children[field[@name = 'type'] = 'invoice' or field[@name = 'type'] = 'delivery']">
        <Address type="{field[@name = 'type']}">
          <xsl:attribute name="id">
            <xsl:call-template name="part">
              <xsl:with-param name="kind">address</xsl:with-param>
              <xsl:with-param name="whole" select="$own"/>
            </xsl:call-template>
          </xsl:attribute>
          <xsl:call-template name="named"><xsl:with-param name="name">Name</xsl:with-param><xsl:with-param name="field">name</xsl:with-param></xsl:call-template>
          <xsl:call-template name="address"/>
        </Address>
      </xsl:for-each>
      <xsl:variable name="points" select="$children[field[@name = 'type'] = 'other']"/>
      <xsl:call-template name="point">
        <xsl:with-param name="name">Phone</xsl:with-param>
        <xsl:with-param name="field">phone</xsl:with-param>
        <xsl:with-param name="points" select="$points"/>
        <xsl:with-param name="whole" select="$own"/>
      </xsl:call-template>
      <xsl:call-template name="point">
        <xsl:with-param name="name">Mobile</xsl:with-param>
        <xsl:with-param name="field">mobile</xsl:with-param>
        <xsl:with-param name="points" select="$points"/>
        <xsl:with-param name="whole" select="$own"/>
      </xsl:call-template>
      <xsl:call-template name="point">
        <xsl:with-param name="name">Email</xsl:with-param>
        <xsl:with-param name="field">email</xsl:with-param>
        <xsl:with-param name="points" select="$points"/>
        <xsl:with-param name="whole" select="$own"/>
      </xsl:call-template>
      <xsl:call-template name="point">
        <xsl:with-param name="name">Web</xsl:with-param>
        <xsl:with-param name="field">website</xsl:with-param>
        <xsl:with-param name="points" select="$points"/>
        <xsl:with-param name="whole" select="$own"/>
      </xsl:call-template>
      <xsl:for-each select="$children[field[@name = 'type'] = 'contact' or not(field[@name = 'type'])]">
        <ContactPerson>
          <Id>
            <xsl:call-template name="part">
              <xsl:with-param name="kind">contact</xsl:with-param>
              <xsl:with-param name="whole" select="$own"/>
            </xsl:call-template>
          </Id>
          <xsl:call-template name="salutation"/>
          <xsl:call-template name="person"><xsl:with-param name="text" select="normalize-space(field[@name = 'name'])"/></xsl:call-template>
          <xsl:call-template name="named"><xsl:with-param name="name">Function</xsl:with-param><xsl:with-param name="field">function</xsl:with-param></xsl:call-template>
          <xsl:call-template name="known"><xsl:with-param name="name">Language</xsl:with-param><xsl:with-param name="value" select="field[@name = 'lang']"/></xsl:call-template>
          <xsl:call-template name="point"><xsl:with-param name="name">Phone</xsl:with-param><xsl:with-param name="field">phone</xsl:with-param></xsl:call-template>
          <xsl:call-template name="point"><xsl:with-param name="name">Mobile</xsl:with-param><xsl:with-param name="field">mobile</xsl:with-param></xsl:call-template>
          <xsl:call-template name="point"><xsl:with-param name="name">Email</xsl:with-param><xsl:with-param name="field">email</xsl:with-param></xsl:call-template>
        </ContactPerson>
      </xsl:for-each>
      <xsl:call-template name="named"><xsl:with-param name="name">VatId</xsl:with-param><xsl:with-param name="field">vat</xsl:with-param></xsl:call-template>
      <xsl:for-each select="../record[@model = 'res.partner.bank'][field[@name = 'partner_id']/@ref = $id]">
        <BankAccount>
          <IBAN><xsl:value-of select="translate(field[@name = 'acc_number'], ' ', '')"/></IBAN>
          <xsl:variable name="bank" select="string(field[@name = 'bank_id']/@ref)"/>
          <xsl:call-template name="known">
            <xsl:with-param name="name">BIC</xsl:with-param>
            <xsl:with-param name="value" select="../record[@model = 'res.bank'][@id = $bank]/field[@name = 'bic']"/>
          </xsl:call-template>
        </BankAccount>
      </xsl:for-each>
      <xsl:call-template name="known"><xsl:with-param name="name">PaymentTerms</xsl:with-param><xsl:with-param name="value" select="field[@name = 'property_payment_term_id']/@ref"/></xsl:call-template>
      <xsl:call-template name="known"><xsl:with-param name="name">Language</xsl:with-param><xsl:with-param name="value" select="field[@name = 'lang']"/></xsl:call-template>
      <xsl:call-template name="known"><xsl:with-param name="name">PriceList</xsl:with-param><xsl:with-param name="value" select="field[@name = 'property_product_pricelist']/@ref"/></xsl:call-template>
      <xsl:call-template name="known"><xsl:with-param name="name">TaxClass</xsl:with-param><xsl:with-param name="value" select="field[@name = 'property_account_position_id']/@ref"/></xsl:call-template>
      <xsl:call-template name="known"><xsl:with-param name="name">CreditLimit</xsl:with-param><xsl:with-param name="value" select="field[@name = 'credit_limit']"/></xsl:call-template>
      <xsl:for-each select="field[@name = 'comment']"><Note><xsl:value-of select="."/></Note></xsl:for-each>
    </Customer>
  </xsl:template>

  <!-- What the context itself has is of use main, what the other partners have is of the use that their id names. -->
  <xsl:template name="point">
    <xsl:param name="name"/>
    <xsl:param name="field"/>
    <xsl:param name="points" select="/.."/>
    <xsl:param name="whole"/>
    <xsl:for-each select="field[@name = $field]">
      <xsl:element name="{$name}"><xsl:attribute name="use">main</xsl:attribute><xsl:value-of select="normalize-space()"/></xsl:element>
    </xsl:for-each>
    <xsl:for-each select="$points[field[@name = $field]]">
      <xsl:element name="{$name}">
        <xsl:attribute name="use">
          <xsl:call-template name="part">
            <xsl:with-param name="kind">point</xsl:with-param>
            <xsl:with-param name="whole" select="$whole"/>
          </xsl:call-template>
        </xsl:attribute>
        <xsl:value-of select="normalize-space(field[@name = $field])"/>
      </xsl:element>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="salutation">
    <xsl:variable name="title" select="string(field[@name = 'title']/@ref)"/>
    <xsl:if test="$title != ''">
      <xsl:choose>
        <xsl:when test="contains(concat(' ', $salutations, ' '), concat(' mr=', $title, ' '))"><Salutation>mr</Salutation></xsl:when>
        <xsl:when test="contains(concat(' ', $salutations, ' '), concat(' ms=', $title, ' '))"><Salutation>ms</Salutation></xsl:when>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <!--
    The house number is the last word if that begins with a digit ("135", "12a"), or the last two if a single letter
    follows a number ("12 a"). So "Straße des 17. Juni" has none. A post-office box is no street.
  -->
  <xsl:template name="address">
    <xsl:variable name="text" select="normalize-space(field[@name = 'street'])"/>
    <xsl:variable name="last"><xsl:call-template name="last-word"><xsl:with-param name="text" select="$text"/></xsl:call-template></xsl:variable>
    <xsl:variable name="rest" select="normalize-space(substring($text, 1, string-length($text) - string-length($last)))"/>
    <xsl:variable name="before"><xsl:call-template name="last-word"><xsl:with-param name="text" select="$rest"/></xsl:call-template></xsl:variable>
    <xsl:variable name="number">
      <xsl:choose>
        <xsl:when test="$rest = '' or starts-with($text, 'Postfach')"/>
        <xsl:when test="contains('0123456789', substring($last, 1, 1))"><xsl:value-of select="$last"/></xsl:when>
        <xsl:when test="string-length($last) = 1 and $before != '' and translate($before, '0123456789', '') = ''">
          <xsl:value-of select="concat($before, ' ', $last)"/>
        </xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="field[@name = 'street']">
      <StreetName>
        <xsl:value-of select="normalize-space(substring($text, 1, string-length($text) - string-length($number)))"/>
      </StreetName>
      <xsl:if test="$number != ''"><BuildingNumber><xsl:value-of select="translate($number, ' ', '')"/></BuildingNumber></xsl:if>
    </xsl:if>
    <xsl:call-template name="named"><xsl:with-param name="name">AdditionalStreetName</xsl:with-param><xsl:with-param name="field">street2</xsl:with-param></xsl:call-template>
    <xsl:call-template name="named"><xsl:with-param name="name">PostalZone</xsl:with-param><xsl:with-param name="field">zip</xsl:with-param></xsl:call-template>
    <xsl:call-template name="named"><xsl:with-param name="name">CityName</xsl:with-param><xsl:with-param name="field">city</xsl:with-param></xsl:call-template>
    <Country>
      <xsl:variable name="country" select="substring-after(field[@name = 'country_id']/@ref, 'base.')"/>
      <xsl:choose>
        <xsl:when test="$country = 'uk'">GB</xsl:when>
        <xsl:when test="$country = ''">
          <xsl:message terminate="yes">
            <xsl:value-of select="concat(@id, ' has no country. Give the address one in Odoo.')"/>
          </xsl:message>
        </xsl:when>
        <xsl:otherwise>
          <xsl:value-of select="translate($country, 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')"/>
        </xsl:otherwise>
      </xsl:choose>
    </Country>
  </xsl:template>

  <!--
    Odoo has one field for a person's name and does not say where the given names end: the last word is the family name,
    words in front that end in a point are a title ("Prof. Dr. Anna Maria Weiß").
  -->
  <xsl:template name="person">
    <xsl:param name="text"/>
    <xsl:param name="title" select="''"/>
    <xsl:variable name="first" select="substring-before($text, ' ')"/>
    <xsl:choose>
      <xsl:when test="$first != '' and substring($first, string-length($first)) = '.'">
        <xsl:call-template name="person">
          <xsl:with-param name="text" select="substring-after($text, ' ')"/>
          <xsl:with-param name="title" select="normalize-space(concat($title, ' ', $first))"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="family"><xsl:call-template name="last-word"><xsl:with-param name="text" select="$text"/></xsl:call-template></xsl:variable>
        <xsl:if test="$title != ''"><Title><xsl:value-of select="$title"/></Title></xsl:if>
        <xsl:if test="$first != ''">
          <FirstName><xsl:value-of select="normalize-space(substring($text, 1, string-length($text) - string-length($family)))"/></FirstName>
        </xsl:if>
        <FamilyName><xsl:value-of select="$family"/></FamilyName>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="last-word">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="contains($text, ' ')">
        <xsl:call-template name="last-word"><xsl:with-param name="text" select="substring-after($text, ' ')"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Orders -->

  <xsl:template name="order">
    <xsl:variable name="id" select="string(@id)"/>
    <Order>
      <xsl:call-template name="changed"/>
      <xsl:variable name="own"><xsl:call-template name="order-key"/></xsl:variable>
      <xsl:if test="$own = ''">
        <xsl:message terminate="yes">
          <xsl:value-of select="concat('Order ', field[@name = 'name'], ' did not come from the CRM: it has neither an external id ',
            'that begins with ', $prefix, 'order_ nor a source document (origin).')"/>
        </xsl:message>
      </xsl:if>
      <OrderId><xsl:value-of select="$own"/></OrderId>
      <xsl:call-template name="known"><xsl:with-param name="name">ErpNumber</xsl:with-param><xsl:with-param name="value" select="field[@name = 'name']"/></xsl:call-template>
      <IssueDate><xsl:value-of select="substring(normalize-space(field[@name = 'date_order']), 1, 10)"/></IssueDate>
      <Customer>
        <xsl:call-template name="customer-reference"><xsl:with-param name="field" select="field[@name = 'partner_id']"/></xsl:call-template>
      </Customer>
      <xsl:call-template name="named"><xsl:with-param name="name">CustomerReference</xsl:with-param><xsl:with-param name="field">client_order_ref</xsl:with-param></xsl:call-template>
      <xsl:call-template name="party"><xsl:with-param name="name">InvoiceParty</xsl:with-param><xsl:with-param name="field">partner_invoice_id</xsl:with-param></xsl:call-template>
      <xsl:call-template name="party"><xsl:with-param name="name">DeliveryParty</xsl:with-param><xsl:with-param name="field">partner_shipping_id</xsl:with-param></xsl:call-template>
      <Currency>
        <xsl:choose>
          <xsl:when test="field[@name = 'currency_id']/@ref">
            <xsl:value-of select="substring-after(field[@name = 'currency_id']/@ref, '.')"/>
          </xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="left-of">
              <xsl:with-param name="table" select="$price-lists"/>
              <xsl:with-param name="right" select="string(field[@name = 'pricelist_id']/@ref)"/>
            </xsl:call-template>
          </xsl:otherwise>
        </xsl:choose>
      </Currency>
      <xsl:if test="$delivery-field != '' and normalize-space(field[@name = $delivery-field]) != ''">
        <RequestedDeliveryDate><xsl:value-of select="substring(normalize-space(field[@name = $delivery-field]), 1, 10)"/></RequestedDeliveryDate>
      </xsl:if>
      <xsl:if test="field[@name = 'incoterm']/@ref">
        <DeliveryTerms>
          <Incoterms><xsl:value-of select="substring-after(field[@name = 'incoterm']/@ref, $incoterms)"/></Incoterms>
          <xsl:call-template name="named"><xsl:with-param name="name">Place</xsl:with-param><xsl:with-param name="field" select="$incoterm-place-field"/></xsl:call-template>
        </DeliveryTerms>
      </xsl:if>
      <xsl:call-template name="known"><xsl:with-param name="name">PaymentTerms</xsl:with-param><xsl:with-param name="value" select="field[@name = 'payment_term_id']/@ref"/></xsl:call-template>
      <xsl:for-each select="field[@name = 'note']"><Note><xsl:value-of select="."/></Note></xsl:for-each>
      <Lines>
        <xsl:for-each select="../record[@model = 'sale.order.line'][field[@name = 'order_id']/@ref = $id]">
          <xsl:call-template name="line"><xsl:with-param name="order" select="$own"/></xsl:call-template>
        </xsl:for-each>
      </Lines>
    </Order>
  </xsl:template>

  <xsl:template name="line">
    <xsl:param name="order"/>
    <xsl:variable name="item">
      <xsl:for-each select="field[@name = 'product_id']">
        <xsl:choose>
          <xsl:when test="@ref and $product-ids != ''">
            <xsl:call-template name="plain"><xsl:with-param name="text" select="substring-after(@ref, $product-ids)"/></xsl:call-template>
          </xsl:when>
          <xsl:when test="@search">
            <xsl:call-template name="searched">
              <xsl:with-param name="search" select="@search"/>
              <xsl:with-param name="field" select="$product-field"/>
            </xsl:call-template>
          </xsl:when>
        </xsl:choose>
      </xsl:for-each>
    </xsl:variable>
    <Line>
      <Number>
        <xsl:choose>
          <xsl:when test="starts-with(substring-after(concat('.', @id), '.'), concat($prefix, 'line_'))
            or starts-with(substring-after(@id, '.'), concat($prefix, 'line_'))">
            <xsl:call-template name="part">
              <xsl:with-param name="kind">line</xsl:with-param>
              <xsl:with-param name="whole" select="$order"/>
            </xsl:call-template>
          </xsl:when>
          <xsl:otherwise><xsl:value-of select="normalize-space(field[@name = 'sequence'])"/></xsl:otherwise>
        </xsl:choose>
      </Number>
      <xsl:if test="$item = ''">
        <xsl:message terminate="yes">
          <xsl:value-of select="concat('Line ', @id, ' names its product in another way than by ', $product-field, $product-ids,
            '. Let the export write search=&quot;[(&quot;', $product-field, '&quot;, &quot;=&quot;, ...)]&quot;.')"/>
        </xsl:message>
      </xsl:if>
      <ItemId><xsl:value-of select="$item"/></ItemId>
      <xsl:variable name="text" select="concat(field[@name = 'name'], '&#10;')"/>
      <xsl:variable name="name" select="normalize-space(substring-before($text, '&#10;'))"/>
      <xsl:variable name="after" select="substring-after($text, '&#10;')"/>
      <xsl:variable name="mark" select="concat($delivery-label, ' ')"/>
      <xsl:variable name="has-day" select="starts-with($after, $mark)"/>
      <xsl:variable name="note">
        <xsl:choose>
          <xsl:when test="$has-day"><xsl:value-of select="substring-after($after, '&#10;')"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$after"/></xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <xsl:if test="$name != '' and $name != $item"><Name><xsl:value-of select="$name"/></Name></xsl:if>
      <Quantity><xsl:value-of select="normalize-space(field[@name = 'product_uom_qty'])"/></Quantity>
      <Unit><xsl:value-of select="field[@name = 'product_uom']/@ref"/></Unit>
      <UnitPrice><xsl:value-of select="normalize-space(field[@name = 'price_unit'])"/></UnitPrice>
      <xsl:call-template name="known"><xsl:with-param name="name">DiscountPercent</xsl:with-param><xsl:with-param name="value" select="field[@name = 'discount']"/></xsl:call-template>
      <xsl:if test="$has-day">
        <DeliveryDate><xsl:value-of select="substring(substring-after($after, $mark), 1, 10)"/></DeliveryDate>
      </xsl:if>
      <xsl:if test="normalize-space($note) != ''">
        <Note><xsl:value-of select="substring($note, 1, string-length($note) - 1)"/></Note>
      </xsl:if>
    </Line>
  </xsl:template>

  <!-- A partner that this order alone has. Another one is known by itself, and the order says no more of it. -->
  <xsl:template name="party">
    <xsl:param name="name"/>
    <xsl:param name="field"/>
    <xsl:variable name="id" select="string(field[@name = $field]/@ref)"/>
    <xsl:variable name="buyer" select="field[@name = 'partner_id']"/>
    <xsl:for-each select="../record[@model = 'res.partner'][@id = $id][field[@name = 'parent_id']]">
      <xsl:variable name="parent" select="field[@name = 'parent_id']"/>
      <xsl:element name="{$name}">
        <xsl:if test="concat($parent/@ref, $parent/@search) != concat($buyer/@ref, $buyer/@search)">
          <Customer>
            <xsl:call-template name="customer-reference"><xsl:with-param name="field" select="$parent"/></xsl:call-template>
          </Customer>
        </xsl:if>
        <xsl:variable name="place" select="field[@name = 'company_name']"/>
        <xsl:if test="$place">
          <xsl:call-template name="named"><xsl:with-param name="name">ContactName</xsl:with-param><xsl:with-param name="field">name</xsl:with-param></xsl:call-template>
        </xsl:if>
        <xsl:call-template name="named"><xsl:with-param name="name">Phone</xsl:with-param><xsl:with-param name="field">phone</xsl:with-param></xsl:call-template>
        <xsl:call-template name="named"><xsl:with-param name="name">Email</xsl:with-param><xsl:with-param name="field">email</xsl:with-param></xsl:call-template>
        <Address>
          <xsl:call-template name="known">
            <xsl:with-param name="name">Name</xsl:with-param>
            <xsl:with-param name="value" select="$place | field[@name = 'name'][not($place)]"/>
          </xsl:call-template>
          <xsl:call-template name="address"/>
        </Address>
      </xsl:element>
    </xsl:for-each>
  </xsl:template>

  <!-- What became of an order: Odoo's states are draft, sent, sale, done and cancel. -->
  <xsl:template name="status">
    <OrderStatus>
      <xsl:call-template name="changed"/>
      <xsl:variable name="own"><xsl:call-template name="order-key"/></xsl:variable>
      <xsl:if test="$own != ''"><OrderId><xsl:value-of select="$own"/></OrderId></xsl:if>
      <xsl:call-template name="known"><xsl:with-param name="name">ErpNumber</xsl:with-param><xsl:with-param name="value" select="field[@name = 'name']"/></xsl:call-template>
      <xsl:if test="field[@name = 'partner_id']">
        <Customer>
          <xsl:call-template name="customer-reference"><xsl:with-param name="field" select="field[@name = 'partner_id']"/></xsl:call-template>
        </Customer>
      </xsl:if>
      <xsl:variable name="state" select="normalize-space(field[@name = 'state'])"/>
      <State>
        <xsl:choose>
          <xsl:when test="$state = 'draft' or $state = 'sent'">received</xsl:when>
          <xsl:when test="field[@name = 'invoice_status'] = 'invoiced' and $state != 'cancel'">invoiced</xsl:when>
          <xsl:when test="$state = 'sale' or $state = 'done'">accepted</xsl:when>
          <xsl:when test="$state = 'cancel'">cancelled</xsl:when>
          <xsl:otherwise>
            <xsl:message terminate="yes">
              <xsl:value-of select="concat('Order ', field[@name = 'name'], ' has the state &quot;', $state, '&quot;. Odoo knows ',
                'draft, sent, sale, done and cancel.')"/>
            </xsl:message>
          </xsl:otherwise>
        </xsl:choose>
      </State>
    </OrderStatus>
  </xsl:template>

  <!-- Invoices: account.move since Odoo 13, account.invoice before. -->
  <xsl:template name="invoice">
    <Invoice>
      <xsl:call-template name="changed"/>
      <xsl:variable name="type" select="normalize-space(field[@name = 'move_type' or @name = 'type'])"/>
      <xsl:variable name="state" select="normalize-space(field[@name = 'payment_state'])"/>
      <InvoiceNumber><xsl:value-of select="normalize-space(field[@name = 'number'] | field[@name = 'name'][not(../field[@name = 'number'])])"/></InvoiceNumber>
      <TypeCode>
        <xsl:choose>
          <xsl:when test="$type = 'out_invoice'">380</xsl:when>
          <xsl:when test="$type = 'out_refund'">381</xsl:when>
          <xsl:otherwise>
            <xsl:message terminate="yes">
              <xsl:value-of select="concat(@id, ' is of type &quot;', $type, '&quot;. Export out_invoice and out_refund only: the ',
                'others are not for customers.')"/>
            </xsl:message>
          </xsl:otherwise>
        </xsl:choose>
      </TypeCode>
      <IssueDate><xsl:value-of select="normalize-space(field[@name = 'invoice_date' or @name = 'date_invoice'])"/></IssueDate>
      <xsl:call-template name="known"><xsl:with-param name="name">DueDate</xsl:with-param><xsl:with-param name="value" select="field[@name = 'invoice_date_due' or @name = 'date_due']"/></xsl:call-template>
      <xsl:for-each select="field[@name = 'invoice_origin' or @name = 'origin'][normalize-space() != '']">
        <xsl:call-template name="origins"><xsl:with-param name="text" select="concat(normalize-space(), ', ')"/></xsl:call-template>
      </xsl:for-each>
      <Customer>
        <xsl:call-template name="customer-reference"><xsl:with-param name="field" select="field[@name = 'partner_id']"/></xsl:call-template>
      </Customer>
      <Currency><xsl:value-of select="substring-after(field[@name = 'currency_id']/@ref, '.')"/></Currency>
      <NetAmount><xsl:value-of select="normalize-space(field[@name = 'amount_untaxed'])"/></NetAmount>
      <TaxAmount><xsl:value-of select="normalize-space(field[@name = 'amount_tax'])"/></TaxAmount>
      <GrossAmount><xsl:value-of select="normalize-space(field[@name = 'amount_total'])"/></GrossAmount>
      <xsl:variable name="open" select="field[@name = 'amount_residual' or @name = 'residual']"/>
      <xsl:call-template name="known"><xsl:with-param name="name">OpenAmount</xsl:with-param><xsl:with-param name="value" select="$open"/></xsl:call-template>
      <State>
        <xsl:choose>
          <xsl:when test="field[@name = 'state'] = 'draft'">
            <xsl:message terminate="yes">
              <xsl:value-of select="concat(@id, ' is a draft. Export an invoice when it is posted.')"/>
            </xsl:message>
          </xsl:when>
          <xsl:when test="field[@name = 'state'] = 'cancel' or $state = 'reversed'">cancelled</xsl:when>
          <xsl:when test="$state = 'paid' or $state = 'in_payment' or field[@name = 'state'] = 'paid'">paid</xsl:when>
          <xsl:when test="$state = 'partial' or ($open and number($open) != number(field[@name = 'amount_total']))">partly-paid</xsl:when>
          <xsl:otherwise>open</xsl:otherwise>
        </xsl:choose>
      </State>
    </Invoice>
  </xsl:template>

  <xsl:template name="origins">
    <xsl:param name="text"/>
    <xsl:if test="contains($text, ', ')">
      <OrderReference><ErpNumber><xsl:value-of select="substring-before($text, ', ')"/></ErpNumber></OrderReference>
      <xsl:call-template name="origins"><xsl:with-param name="text" select="substring-after($text, ', ')"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- Keys and values -->

  <xsl:template name="changed">
    <xsl:variable name="time" select="normalize-space(field[@name = 'write_date'])"/>
    <xsl:if test="$time = ''">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat(@id, ' has no write_date. The export has to write it: by it the newer of two versions is known.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:attribute name="changed"><xsl:value-of select="concat(translate($time, ' ', 'T'), 'Z')"/></xsl:attribute>
  </xsl:template>

  <xsl:template name="order-key">
    <xsl:variable name="own">
      <xsl:call-template name="key">
        <xsl:with-param name="id" select="@id"/>
        <xsl:with-param name="kind">order</xsl:with-param>
      </xsl:call-template>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$own != ''"><xsl:value-of select="$own"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="normalize-space(field[@name = 'origin'])"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="customer-reference">
    <xsl:param name="field"/>
    <xsl:variable name="own">
      <xsl:call-template name="key">
        <xsl:with-param name="id" select="$field/@ref"/>
        <xsl:with-param name="kind">customer</xsl:with-param>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="number" select="normalize-space(//record[@id = $field/@ref]/field[@name = 'ref'])"/>
    <xsl:choose>
      <xsl:when test="$own != ''">
        <CrmId><xsl:value-of select="$own"/></CrmId>
        <xsl:if test="$number != ''"><ErpNumber><xsl:value-of select="$number"/></ErpNumber></xsl:if>
      </xsl:when>
      <xsl:when test="$number != ''"><ErpNumber><xsl:value-of select="$number"/></ErpNumber></xsl:when>
      <xsl:when test="$field/@search">
        <ErpNumber>
          <xsl:call-template name="searched">
            <xsl:with-param name="search" select="$field/@search"/>
            <xsl:with-param name="field">ref</xsl:with-param>
          </xsl:call-template>
        </ErpNumber>
      </xsl:when>
      <xsl:otherwise><ErpNumber><xsl:value-of select="$field/@ref"/></ErpNumber></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The CRM's key in an external id that our documents gave, with its module or without; else nothing. -->
  <xsl:template name="key">
    <xsl:param name="id"/>
    <xsl:param name="kind"/>
    <xsl:variable name="name" select="substring-after(concat(substring('.', 1, 1 - contains($id, '.')), $id), '.')"/>
    <xsl:variable name="start" select="concat($prefix, $kind, '_')"/>
    <xsl:if test="starts-with($name, $start)">
      <xsl:call-template name="plain"><xsl:with-param name="text" select="substring($name, string-length($start) + 1)"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- The key of a part, whose id begins with that of the whole; else the id as it is, with nothing that an id may not have. -->
  <xsl:template name="part">
    <xsl:param name="kind"/>
    <xsl:param name="whole"/>
    <xsl:variable name="key">
      <xsl:call-template name="key">
        <xsl:with-param name="id" select="@id"/>
        <xsl:with-param name="kind" select="$kind"/>
      </xsl:call-template>
    </xsl:variable>
    <!-- plain leaves the sign between the two keys as it is. -->
    <xsl:variable name="start" select="concat($whole, '_-')"/>
    <xsl:choose>
      <xsl:when test="$key != '' and starts-with($key, $start)">
        <xsl:value-of select="substring($key, string-length($start) + 1)"/>
      </xsl:when>
      <xsl:when test="$kind = 'point'">other</xsl:when>
      <xsl:otherwise><xsl:value-of select="@id"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A key as it was before an external id was made of it. U+E000 stands for an underscore of its own meanwhile. -->
  <xsl:template name="plain">
    <xsl:param name="text"/>
    <xsl:variable name="pieces" select="str:replace(str:replace(str:replace($text, '__', '&#xE000;'), '_d', '.'), '_s', ' ')"/>
    <xsl:value-of select="translate(str:replace(str:replace($pieces, '_q', &quot;'&quot;), '_b', '\'), '&#xE000;', '_')"/>
  </xsl:template>

  <!-- The value in a search of the form [('field', '=', 'value')], with its backslashes taken out again. -->
  <xsl:template name="searched">
    <xsl:param name="search"/>
    <xsl:param name="field"/>
    <xsl:variable name="bare" select="translate(normalize-space($search), '&quot;', &quot;'&quot;)"/>
    <xsl:variable name="tight" select="concat(&quot;[('&quot;, $field, &quot;','=','&quot;)"/>
    <xsl:variable name="loose" select="concat(&quot;[('&quot;, $field, &quot;', '=', '&quot;)"/>
    <xsl:variable name="rest">
      <xsl:choose>
        <xsl:when test="starts-with($bare, $tight)"><xsl:value-of select="substring(normalize-space($search), string-length($tight) + 1)"/></xsl:when>
        <xsl:when test="starts-with($bare, $loose)"><xsl:value-of select="substring(normalize-space($search), string-length($loose) + 1)"/></xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$rest = ''">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('Of searches only [(&quot;', $field, '&quot;, &quot;=&quot;, value)] is understood, not ', $search)"/>
      </xsl:message>
    </xsl:if>
    <xsl:variable name="inner" select="substring($rest, 1, string-length($rest) - 3)"/>
    <xsl:value-of select="translate(str:replace(str:replace($inner, '\\', '&#xE000;'), '\', ''), '&#xE000;', '\')"/>
  </xsl:template>

  <!-- What stands to the left of the equals sign in "EUR=product.list0 CHF=shop.list_chf". -->
  <xsl:template name="left-of">
    <xsl:param name="table"/>
    <xsl:param name="right"/>
    <xsl:variable name="pair" select="substring-before(concat(normalize-space($table), ' '), ' ')"/>
    <xsl:choose>
      <xsl:when test="$pair = ''">
        <xsl:message terminate="yes">
          <xsl:value-of select="concat('The price list ', $right, ' is none of those that are named in price-lists: what its currency ',
            'is, is not known. Add it there, or let the export write currency_id.')"/>
        </xsl:message>
      </xsl:when>
      <xsl:when test="substring-after($pair, '=') = $right"><xsl:value-of select="substring-before($pair, '=')"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="left-of">
          <xsl:with-param name="table" select="substring-after(normalize-space($table), ' ')"/>
          <xsl:with-param name="right" select="$right"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A text field; one without a value is written empty. -->
  <xsl:template name="named">
    <xsl:param name="name"/>
    <xsl:param name="field"/>
    <xsl:if test="field[@name = $field]">
      <xsl:element name="{$name}"><xsl:value-of select="normalize-space(field[@name = $field])"/></xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- An id, a code or a number, which may be absent but not empty. -->
  <xsl:template name="known">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:if test="normalize-space($value) != ''">
      <xsl:element name="{$name}"><xsl:value-of select="normalize-space($value)"/></xsl:element>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
