<?xml version="1.0" encoding="UTF-8"?>
<!--
  A file of dumpdata to canonical records. The whole file is one record, since a customer or an order is spread over
  several objects in it.

  Customer   crm.company with its crm.contact. A crm.lead is none: it has no key that lasts, for "Convert" deletes it and
             makes a company.
  Order      crm.deal that is won, with its crm.output and their crm.product. Won is what has a win_closing_date, which the CRM
             sets by its own rules; unless the file says that it was closed for a reason that is no success.

  Countries are the CRM's keys here; the codes of the format translate them.

  What cannot be exchanged is left out and named, and the rest of the export goes: faults.xsl says what that is. A deal of a
  company that is left out is left out too, for what the receiver knows of that company may not hold any more.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1">

  <xsl:import href="common.xsl"/>
  <xsl:import href="copies.xsl"/>
  <xsl:import href="faults.xsl"/>

  <!-- The id of a company's address, of which the CRM has only one. -->
  <xsl:param name="main-address" select="'main'"/>

  <!-- The CRM counts pieces only. -->
  <xsl:param name="unit" select="'C62'"/>

  <!-- The CRM enters M for every person until somebody changes it. So it says nothing, unless this is "mr". -->
  <xsl:param name="sex-m" select="''"/>

  <xsl:template match="/">
    <Records>
      <xsl:for-each select="$companies">
        <xsl:variable name="fault"><xsl:call-template name="company-fault"/></xsl:variable>
        <xsl:choose>
          <xsl:when test="$fault = ''"><xsl:call-template name="customer"/></xsl:when>
          <xsl:otherwise>
            <xsl:message>
              <xsl:value-of select="concat('Company ', @pk)"/>
              <xsl:if test="normalize-space(field[@name = 'full_name']) != ''">
                <xsl:value-of select="concat(' (', normalize-space(field[@name = 'full_name']), ')')"/>
              </xsl:if>
              <xsl:value-of select="concat(' is left out, with its deals: ', $fault)"/>
            </xsl:message>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
      <xsl:for-each select="$all[@model = 'crm.deal' and field[@name = 'win_closing_date'][not(None)]]">
        <xsl:variable name="reason" select="field[@name = 'closing_reason'][not(None)]"/>
        <xsl:variable name="success"
          select="$all[@model = 'crm.closingreason' and @pk = $reason]/field[@name = 'success_reason']"/>
        <xsl:if test="not($success = 'False')">
          <xsl:variable name="fault"><xsl:call-template name="deal-fault"/></xsl:variable>
          <xsl:choose>
            <xsl:when test="$fault = ''"><xsl:call-template name="order"/></xsl:when>
            <xsl:otherwise>
              <xsl:message>
                <xsl:value-of select="concat('Deal ', @pk, ' (', normalize-space(field[@name = 'name']),
                  ') is left out: ', $fault)"/>
              </xsl:message>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:if>
      </xsl:for-each>
    </Records>
  </xsl:template>

  <!-- Customers -->

  <xsl:template name="customer">
    <xsl:variable name="company" select="."/>
    <xsl:variable name="description" select="field[@name = 'description']"/>
    <xsl:variable name="registered" select="normalize-space(field[@name = 'registration_number'])"/>
    <xsl:variable name="number"><xsl:call-template name="number-of-customer"/></xsl:variable>
    <xsl:variable name="country" select="normalize-space(field[@name = 'country'][not(None)])"/>
    <!-- A change of a contact person is one of the customer, and the CRM notes it with the person only. -->
    <xsl:variable name="changed">
      <xsl:for-each select="field[@name = 'update_date']
        | $contacts[field[@name = 'company'] = $company/@pk]/field[@name = 'update_date']">
        <xsl:sort select="translate(substring(., 1, 19), '-T:', '')" data-type="number"/>
        <xsl:sort select="concat('0', translate(substring-before(concat(substring(., 20), '+'), '+'), 'Z', ''))" data-type="number"/>
        <xsl:if test="position() = last()"><xsl:value-of select="."/></xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <Customer changed="{$changed}">
      <!-- A company that begins in the ERP has no key ahead of its import. -->
      <xsl:if test="@pk"><CrmId><xsl:value-of select="@pk"/></CrmId></xsl:if>
      <xsl:if test="$number != ''"><ErpNumber><xsl:value-of select="$number"/></ErpNumber></xsl:if>
      <Stage>
        <xsl:choose>
          <xsl:when test="$number != ''">customer</xsl:when>
          <xsl:otherwise>lead</xsl:otherwise>
        </xsl:choose>
      </Stage>
      <Kind>organisation</Kind>
      <Name><xsl:value-of select="normalize-space(field[@name = 'full_name'])"/></Name>
      <xsl:if test="$country != '' and $country != $no-country">
        <Address type="main" id="{$main-address}">
          <xsl:call-template name="address-parts"><xsl:with-param name="object" select="."/></xsl:call-template>
        </Address>
      </xsl:if>
      <Phone use="main">
        <xsl:call-template name="phone">
          <xsl:with-param name="text" select="field[@name = 'phone']"/>
          <xsl:with-param name="country" select="$country"/>
        </xsl:call-template>
      </Phone>
      <Email use="main">
        <xsl:call-template name="first-of"><xsl:with-param name="text" select="field[@name = 'email']"/></xsl:call-template>
      </Email>
      <Web use="main"><xsl:value-of select="normalize-space(field[@name = 'website'])"/></Web>
      <xsl:for-each select="$contacts[field[@name = 'company'] = $company/@pk]">
        <xsl:call-template name="person">
          <xsl:with-param name="country" select="$country"/>
        </xsl:call-template>
      </xsl:for-each>
      <xsl:call-template name="line">
        <xsl:with-param name="name">VatId</xsl:with-param>
        <xsl:with-param name="label" select="$label-vat"/>
      </xsl:call-template>
      <xsl:choose>
        <xsl:when test="$customer-number = 'registration_number'">
          <xsl:call-template name="line">
            <xsl:with-param name="name">RegisterNumber</xsl:with-param>
            <xsl:with-param name="label" select="$label-register"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:when test="$registered != ''"><RegisterNumber><xsl:value-of select="$registered"/></RegisterNumber></xsl:when>
      </xsl:choose>
      <xsl:call-template name="line">
        <xsl:with-param name="name">PaymentTerms</xsl:with-param>
        <xsl:with-param name="label" select="$label-terms"/>
      </xsl:call-template>
      <xsl:call-template name="line">
        <xsl:with-param name="name">Currency</xsl:with-param>
        <xsl:with-param name="label" select="$label-currency"/>
      </xsl:call-template>
      <xsl:call-template name="line">
        <xsl:with-param name="name">Language</xsl:with-param>
        <xsl:with-param name="label" select="$label-language"/>
      </xsl:call-template>
      <xsl:call-template name="line">
        <xsl:with-param name="name">PriceList</xsl:with-param>
        <xsl:with-param name="label" select="$label-price-list"/>
      </xsl:call-template>
      <xsl:call-template name="line">
        <xsl:with-param name="name">TaxClass</xsl:with-param>
        <xsl:with-param name="label" select="$label-tax-class"/>
      </xsl:call-template>
      <xsl:call-template name="line">
        <xsl:with-param name="name">CreditLimit</xsl:with-param>
        <xsl:with-param name="label" select="$label-credit-limit"/>
      </xsl:call-template>
      <xsl:call-template name="block">
        <xsl:with-param name="name">DunningBlock</xsl:with-param>
        <xsl:with-param name="label" select="$label-dunning-block"/>
      </xsl:call-template>
      <xsl:call-template name="block">
        <xsl:with-param name="name">DeliveryBlock</xsl:with-param>
        <xsl:with-param name="label" select="$label-delivery-block"/>
      </xsl:call-template>
      <xsl:call-template name="owner"/>
      <xsl:variable name="industry" select="$all[@model = 'crm.industry'
        and @pk = $company/field[@name = 'industry']/object/@pk]/field[@name = 'name']"/>
      <xsl:if test="$industry"><Segment><xsl:value-of select="$industry"/></Segment></xsl:if>
      <xsl:variable name="source" select="$all[@model = 'crm.leadsource'
        and @pk = $company/field[@name = 'lead_source']]/field[@name = 'name']"/>
      <xsl:if test="$source"><Source><xsl:value-of select="$source"/></Source></xsl:if>
      <xsl:variable name="free">
        <xsl:call-template name="free-text"><xsl:with-param name="text" select="$description"/></xsl:call-template>
      </xsl:variable>
      <xsl:choose>
        <xsl:when test="normalize-space($free) = ''"/>
        <xsl:when test="string-length($free) &lt;= 4000"><Note><xsl:value-of select="$free"/></Note></xsl:when>
        <xsl:otherwise>
          <xsl:message>
            <xsl:value-of select="concat('The description of company ', @pk, ' (', normalize-space(field[@name = 'full_name']),
              ') has more than 4000 characters and is not sent; the rest of the company is.')"/>
          </xsl:message>
        </xsl:otherwise>
      </xsl:choose>
    </Customer>
    <!-- The CRM's own record, for the way back. -->
    <xsl:if test="@pk">
      <Carried>
        <xsl:apply-templates select=". | $all[@model = 'crm.city' and @pk = $company/field[@name = 'city']]" mode="copy"/>
      </Carried>
    </xsl:if>
  </xsl:template>

  <xsl:template name="person">
    <xsl:param name="country"/>
    <!-- Django fills only the first name for sure. -->
    <xsl:variable name="last" select="normalize-space(field[@name = 'last_name'])"/>
    <xsl:variable name="first" select="normalize-space(concat(field[@name = 'first_name'], ' ', field[@name = 'middle_name']))"/>
    <xsl:variable name="function" select="normalize-space(field[@name = 'title'][not(None)])"/>
    <xsl:variable name="own" select="normalize-space(field[@name = 'country'][not(None)])"/>
    <xsl:variable name="calls-from">
      <xsl:choose>
        <xsl:when test="$own != '' and $own != $no-country"><xsl:value-of select="$own"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$country"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <ContactPerson>
      <Id><xsl:value-of select="@pk"/></Id>
      <xsl:choose>
        <xsl:when test="field[@name = 'sex'] = 'F'"><Salutation>ms</Salutation></xsl:when>
        <xsl:when test="field[@name = 'sex'] = 'O'"><Salutation>neutral</Salutation></xsl:when>
        <xsl:when test="field[@name = 'sex'] = 'M' and $sex-m != ''">
          <Salutation><xsl:value-of select="$sex-m"/></Salutation>
        </xsl:when>
      </xsl:choose>
      <xsl:choose>
        <xsl:when test="$last != ''">
          <xsl:if test="$first != ''"><FirstName><xsl:value-of select="$first"/></FirstName></xsl:if>
          <FamilyName><xsl:value-of select="$last"/></FamilyName>
        </xsl:when>
        <xsl:otherwise><FamilyName><xsl:value-of select="$first"/></FamilyName></xsl:otherwise>
      </xsl:choose>
      <xsl:if test="$function != ''"><Function><xsl:value-of select="$function"/></Function></xsl:if>
      <xsl:call-template name="number">
        <xsl:with-param name="name">Phone</xsl:with-param>
        <xsl:with-param name="use">main</xsl:with-param>
        <xsl:with-param name="text" select="field[@name = 'phone']"/>
        <xsl:with-param name="country" select="string($calls-from)"/>
      </xsl:call-template>
      <xsl:call-template name="number">
        <xsl:with-param name="name">Phone</xsl:with-param>
        <xsl:with-param name="use">other</xsl:with-param>
        <xsl:with-param name="text" select="field[@name = 'other_phone']"/>
        <xsl:with-param name="country" select="string($calls-from)"/>
      </xsl:call-template>
      <xsl:call-template name="number">
        <xsl:with-param name="name">Mobile</xsl:with-param>
        <xsl:with-param name="use">main</xsl:with-param>
        <xsl:with-param name="text" select="field[@name = 'mobile']"/>
        <xsl:with-param name="country" select="string($calls-from)"/>
      </xsl:call-template>
      <xsl:variable name="email">
        <xsl:call-template name="first-of"><xsl:with-param name="text" select="field[@name = 'email']"/></xsl:call-template>
      </xsl:variable>
      <xsl:if test="$email != ''"><Email use="main"><xsl:value-of select="$email"/></Email></xsl:if>
      <xsl:variable name="secondary" select="normalize-space(field[@name = 'secondary_email'])"/>
      <xsl:if test="$secondary != ''"><Email use="other"><xsl:value-of select="$secondary"/></Email></xsl:if>
    </ContactPerson>
  </xsl:template>

  <xsl:template name="number">
    <xsl:param name="name"/>
    <xsl:param name="use"/>
    <xsl:param name="text"/>
    <xsl:param name="country"/>
    <xsl:if test="normalize-space($text) != ''">
      <xsl:element name="{$name}">
        <xsl:attribute name="use"><xsl:value-of select="$use"/></xsl:attribute>
        <xsl:call-template name="phone">
          <xsl:with-param name="text" select="$text"/>
          <xsl:with-param name="country" select="$country"/>
        </xsl:call-template>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- A field that is a line of the description. -->
  <xsl:template name="line">
    <xsl:param name="name"/>
    <xsl:param name="label"/>
    <xsl:variable name="value">
      <xsl:call-template name="labelled">
        <xsl:with-param name="text" select="field[@name = 'description']"/>
        <xsl:with-param name="label" select="$label"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="$value != ''">
      <xsl:element name="{$name}"><xsl:value-of select="$value"/></xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- A block is a line that says yes or no. -->
  <xsl:template name="block">
    <xsl:param name="name"/>
    <xsl:param name="label"/>
    <xsl:variable name="value">
      <xsl:call-template name="labelled">
        <xsl:with-param name="text" select="field[@name = 'description']"/>
        <xsl:with-param name="label" select="$label"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="$value != ''">
      <xsl:element name="{$name}">
        <xsl:choose>
          <xsl:when test="$value = 'yes'">true</xsl:when>
          <xsl:otherwise>false</xsl:otherwise>
        </xsl:choose>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- The user who has the record: a name with natural keys, else a number. -->
  <xsl:template name="owner">
    <xsl:variable name="owner" select="normalize-space(field[@name = 'owner'][not(None)])"/>
    <xsl:if test="$owner != ''"><SalesRepresentative><xsl:value-of select="$owner"/></SalesRepresentative></xsl:if>
  </xsl:template>

  <!-- Orders -->

  <xsl:template name="order">
    <xsl:variable name="deal" select="."/>
    <xsl:variable name="outputs" select="$all-outputs[field[@name = 'deal'] = $deal/@pk]"/>
    <xsl:variable name="lead" select="normalize-space(field[@name = 'lead'][not(None)])"/>
    <xsl:variable name="company" select="normalize-space(field[@name = 'company'][not(None)])"/>
    <xsl:variable name="amount" select="field[@name = 'amount'][not(None)]"/>
    <xsl:variable name="currency" select="field[@name = 'currency'][not(None)]"/>
    <Order changed="{field[@name = 'update_date']}">
      <OrderId><xsl:value-of select="@pk"/></OrderId>
      <IssueDate><xsl:value-of select="substring(field[@name = 'win_closing_date'], 1, 10)"/></IssueDate>
      <Customer>
        <!-- An order of a lead waits for a customer of this name, and goes when the deal is exported with its company. -->
        <CrmId>
          <xsl:choose>
            <xsl:when test="$company != ''"><xsl:value-of select="$company"/></xsl:when>
            <xsl:when test="$lead != ''"><xsl:value-of select="concat('lead-', $lead)"/></xsl:when>
          </xsl:choose>
        </CrmId>
      </Customer>
      <Currency>
        <xsl:call-template name="entry">
          <xsl:with-param name="list" select="$currencies"/>
          <xsl:with-param name="key" select="normalize-space($currency)"/>
        </xsl:call-template>
      </Currency>
      <xsl:call-template name="owner"/>
      <xsl:if test="normalize-space(field[@name = 'name']) != ''">
        <Note><xsl:value-of select="field[@name = 'name']"/></Note>
      </xsl:if>
      <xsl:if test="$amount != '' and $amount != 0">
        <Totals><NetAmount><xsl:value-of select="$amount"/></NetAmount></Totals>
      </xsl:if>
      <Lines>
        <xsl:for-each select="$outputs">
          <xsl:sort select="@pk" data-type="number"/>
          <Line>
            <Number><xsl:value-of select="@pk"/></Number>
            <xsl:call-template name="item"/>
            <Quantity><xsl:value-of select="field[@name = 'quantity']"/></Quantity>
            <Unit><xsl:value-of select="$unit"/></Unit>
            <xsl:call-template name="price"/>
            <xsl:if test="field[@name = 'shipping_date'][not(None)]">
              <DeliveryDate><xsl:value-of select="field[@name = 'shipping_date']"/></DeliveryDate>
            </xsl:if>
          </Line>
        </xsl:for-each>
      </Lines>
    </Order>
  </xsl:template>

  <xsl:template name="item">
    <xsl:variable name="product" select="$products[@pk = current()/field[@name = 'product']]"/>
    <xsl:variable name="name" select="normalize-space($product/field[@name = 'name'])"/>
    <xsl:variable name="number"><xsl:call-template name="number-of-item"/></xsl:variable>
    <ItemId><xsl:value-of select="$number"/></ItemId>
    <xsl:if test="$name != ''">
      <Name>
        <xsl:choose>
          <xsl:when test="$item-id = 'word' and $number != $name"><xsl:value-of select="substring-after($name, ' ')"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$name"/></xsl:otherwise>
        </xsl:choose>
      </Name>
    </xsl:if>
  </xsl:template>

  <!--
    The price of one. 100.00 for three is no price of one in decimals: it is the price of three then. Amounts are whole cents here,
    so that nothing is lost in division.
  -->
  <xsl:template name="price">
    <xsl:variable name="quantity" select="number(field[@name = 'quantity'])"/>
    <xsl:variable name="cents" select="round(field[@name = 'amount'] * 100)"/>
    <xsl:choose>
      <xsl:when test="$output-amount != 'line' or $quantity = 1">
        <UnitPrice><xsl:value-of select="field[@name = 'amount']"/></UnitPrice>
      </xsl:when>
      <!-- Four more places than cents: what Price may have at most. -->
      <xsl:when test="($cents * 10000) mod $quantity = 0">
        <UnitPrice><xsl:value-of select="format-number($cents * 10000 div $quantity div 1000000, '0.00####')"/></UnitPrice>
      </xsl:when>
      <xsl:otherwise>
        <UnitPrice><xsl:value-of select="field[@name = 'amount']"/></UnitPrice>
        <PriceBase><xsl:value-of select="field[@name = 'quantity']"/></PriceBase>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
