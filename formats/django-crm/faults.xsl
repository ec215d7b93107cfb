<?xml version="1.0" encoding="UTF-8"?>
<!--
  What of an export cannot be exchanged: why a company or a deal is left out, in a sentence for those who work in the CRM.
  Nothing is said of one that is as it should be. The rest of a file is as good as without it, since nobody leaves out
  what makes another record wrong. Not used alone.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1">

  <!-- The key in crm.country that stands for "(not set)". -->
  <xsl:param name="no-country" select="'200'"/>

  <!-- Keys in crm.country that have no code; and the highest one that has. The codes of the format translate the others. -->
  <xsl:param name="countries-without-code" select="'94'"/>
  <xsl:param name="last-country" select="'199'"/>

  <!--
    What the item number of a product is: its name as far as the first blank, if there is a digit in that, else the whole
    name (word); always the whole name (name); the first line of its description (description); its key (pk).
  -->
  <xsl:param name="item-id" select="'word'"/>

  <!-- What the amount of a product in a deal is: of the whole line (line), or of one piece (piece). -->
  <xsl:param name="output-amount" select="'line'"/>

  <xsl:variable name="all" select="/django-objects/object"/>
  <xsl:variable name="companies" select="$all[@model = 'crm.company']"/>
  <xsl:variable name="contacts" select="$all[@model = 'crm.contact']"/>
  <xsl:variable name="products" select="$all[@model = 'crm.product']"/>
  <xsl:variable name="all-outputs" select="$all[@model = 'crm.output']"/>

  <!-- Companies -->

  <xsl:template name="company-fault">
    <xsl:variable name="company" select="."/>
    <xsl:variable name="number"><xsl:call-template name="number-of-customer"/></xsl:variable>
    <xsl:variable name="country" select="normalize-space(field[@name = 'country'][not(None)])"/>
    <xsl:variable name="same">
      <xsl:call-template name="entry">
        <xsl:with-param name="list" select="$same-countries"/>
        <xsl:with-param name="key" select="$country"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="lines">
      <xsl:call-template name="address-lines">
        <xsl:with-param name="text" select="field[@name = 'address'][not(None)]"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="below">
      <xsl:call-template name="lines-between">
        <xsl:with-param name="text" select="substring-after($lines, '&#10;')"/>
        <xsl:with-param name="last" select="false()"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="phone">
      <xsl:call-template name="phone">
        <xsl:with-param name="text" select="field[@name = 'phone']"/>
        <xsl:with-param name="country" select="$country"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="line"><xsl:call-template name="line-fault"/></xsl:variable>
    <xsl:variable name="person">
      <xsl:for-each select="$contacts[field[@name = 'company'] = $company/@pk]">
        <xsl:call-template name="person-fault"><xsl:with-param name="country" select="$country"/></xsl:call-template>
      </xsl:for-each>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="not(@pk) and $number = ''">it has neither a key nor a number.</xsl:when>
      <xsl:when test="normalize-space(field[@name = 'full_name']) = ''">it has no name.</xsl:when>
      <xsl:when test="string-length($number) &gt; 60">its customer number has more than 60 characters.</xsl:when>
      <xsl:when test="$country != '' and $country != $no-country and $same = ''
        and (contains(concat(' ', normalize-space($countries-without-code), ' '), concat(' ', $country, ' '))
        or not($country &gt;= 1 and $country &lt;= $last-country))">
        <xsl:value-of select="concat('its country (', $country, ' in the list of countries) has no code in ISO 3166, or ',
          'nobody has told Kontor which.')"/>
      </xsl:when>
      <xsl:when test="$country != '' and $country != $no-country
        and (string-length(substring-before(concat($lines, '&#10;'), '&#10;')) &gt; 100 or string-length($below) &gt; 100)">
        <xsl:text>its address has more than 100 characters in the first line, or below it.</xsl:text>
      </xsl:when>
      <xsl:when test="string-length($phone) &gt; 40">its first telephone number has more than 40 characters.</xsl:when>
      <xsl:when test="$line != ''"><xsl:value-of select="$line"/></xsl:when>
      <xsl:when test="$person != ''"><xsl:value-of select="$person"/></xsl:when>
      <!-- What is carried may have 65,536 bytes, and a character up to three. -->
      <xsl:when test="string-length(.) &gt; 20000">its fields have more than 20000 characters together.</xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- The ERP's number of a company. -->
  <xsl:template name="number-of-customer">
    <xsl:choose>
      <xsl:when test="$customer-number = 'registration_number'">
        <xsl:value-of select="normalize-space(field[@name = 'registration_number'])"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="labelled">
          <xsl:with-param name="text" select="field[@name = 'description']"/>
          <xsl:with-param name="label" select="$label-number"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What is wrong with the lines of a description that say something. -->
  <xsl:template name="line-fault">
    <xsl:variable name="text" select="field[@name = 'description']"/>
    <xsl:variable name="currency">
      <xsl:call-template name="labelled">
        <xsl:with-param name="text" select="$text"/>
        <xsl:with-param name="label" select="$label-currency"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="language">
      <xsl:call-template name="labelled">
        <xsl:with-param name="text" select="$text"/>
        <xsl:with-param name="label" select="$label-language"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="limit">
      <xsl:call-template name="labelled">
        <xsl:with-param name="text" select="$text"/>
        <xsl:with-param name="label" select="$label-credit-limit"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="dunning">
      <xsl:call-template name="labelled">
        <xsl:with-param name="text" select="$text"/>
        <xsl:with-param name="label" select="$label-dunning-block"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="delivery">
      <xsl:call-template name="labelled">
        <xsl:with-param name="text" select="$text"/>
        <xsl:with-param name="label" select="$label-delivery-block"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$dunning != '' and $dunning != 'yes' and $dunning != 'no'">
        <xsl:value-of select="concat('in its description, ', $label-dunning-block, ' has to be yes or no, not ', $dunning, '.')"/>
      </xsl:when>
      <xsl:when test="$delivery != '' and $delivery != 'yes' and $delivery != 'no'">
        <xsl:value-of select="concat('in its description, ', $label-delivery-block, ' has to be yes or no, not ', $delivery, '.')"/>
      </xsl:when>
      <xsl:when test="$currency != '' and not(string-length($currency) = 3
        and translate($currency, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', '') = '')">
        <xsl:value-of select="concat('in its description, ', $label-currency, ' has to be a code such as EUR, not ', $currency, '.')"/>
      </xsl:when>
      <xsl:when test="$language != '' and not(string-length($language) = 2
        and translate($language, 'abcdefghijklmnopqrstuvwxyz', '') = '')">
        <xsl:value-of select="concat('in its description, ', $label-language, ' has to be a code such as de, not ', $language, '.')"/>
      </xsl:when>
      <xsl:when test="$limit != '' and (string(number($limit)) = 'NaN' or string-length($limit) &gt; 18
        or string-length(substring-after($limit, '.')) &gt; 4)">
        <xsl:value-of select="concat('in its description, ', $label-credit-limit, ' has to be a number such as 5000.00, not ',
          $limit, '.')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="too-long">
          <xsl:call-template name="longer">
            <xsl:with-param name="label" select="$label-vat"/>
            <xsl:with-param name="longest" select="20"/>
          </xsl:call-template>
          <xsl:call-template name="longer"><xsl:with-param name="label" select="$label-terms"/></xsl:call-template>
          <xsl:call-template name="longer"><xsl:with-param name="label" select="$label-price-list"/></xsl:call-template>
          <xsl:call-template name="longer"><xsl:with-param name="label" select="$label-tax-class"/></xsl:call-template>
          <xsl:call-template name="longer">
            <xsl:with-param name="label" select="$label-register"/>
            <xsl:with-param name="longest" select="100"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:value-of select="$too-long"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="longer">
    <xsl:param name="label"/>
    <xsl:param name="longest" select="60"/>
    <xsl:variable name="value">
      <xsl:call-template name="labelled">
        <xsl:with-param name="text" select="field[@name = 'description']"/>
        <xsl:with-param name="label" select="$label"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:if test="string-length($value) &gt; $longest">
      <xsl:value-of select="concat('in its description, ', $label, ' has more than ', $longest, ' characters.')"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="person-fault">
    <xsl:param name="country"/>
    <xsl:variable name="first" select="normalize-space(concat(field[@name = 'first_name'], ' ', field[@name = 'middle_name']))"/>
    <xsl:variable name="last" select="normalize-space(field[@name = 'last_name'])"/>
    <xsl:variable name="own" select="normalize-space(field[@name = 'country'][not(None)])"/>
    <xsl:variable name="calls-from">
      <xsl:choose>
        <xsl:when test="$own != '' and $own != $no-country"><xsl:value-of select="$own"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$country"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="long-phone">
      <xsl:for-each select="field[@name = 'phone' or @name = 'other_phone' or @name = 'mobile']">
        <xsl:variable name="phone">
          <xsl:call-template name="phone">
            <xsl:with-param name="text" select="."/>
            <xsl:with-param name="country" select="string($calls-from)"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:if test="string-length($phone) &gt; 40">x</xsl:if>
      </xsl:for-each>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="concat($first, $last) = ''">
        <xsl:value-of select="concat('its contact person ', @pk, ' has no name. ')"/>
      </xsl:when>
      <xsl:when test="string-length($first) &gt; 100 or string-length($last) &gt; 100
        or string-length(normalize-space(field[@name = 'title'])) &gt; 100">
        <xsl:value-of select="concat('name or title of its contact person ', @pk, ' have more than 100 characters. ')"/>
      </xsl:when>
      <xsl:when test="$long-phone != ''">
        <xsl:value-of select="concat('a telephone number of its contact person ', @pk, ' has more than 40 characters. ')"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- Deals -->

  <xsl:template name="deal-fault">
    <xsl:variable name="deal" select="."/>
    <xsl:variable name="outputs" select="$all-outputs[field[@name = 'deal'] = $deal/@pk]"/>
    <xsl:variable name="key" select="normalize-space(field[@name = 'company'][not(None)])"/>
    <xsl:variable name="lead" select="normalize-space(field[@name = 'lead'][not(None)])"/>
    <xsl:variable name="amount" select="normalize-space(field[@name = 'amount'][not(None)])"/>
    <xsl:variable name="currency" select="normalize-space(field[@name = 'currency'][not(None)])"/>
    <xsl:variable name="code">
      <xsl:call-template name="entry">
        <xsl:with-param name="list" select="$currencies"/>
        <xsl:with-param name="key" select="$currency"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="company">
      <xsl:for-each select="$companies[@pk = $key]"><xsl:call-template name="company-fault"/></xsl:for-each>
    </xsl:variable>
    <xsl:variable name="line">
      <xsl:for-each select="$outputs">
        <xsl:sort select="@pk" data-type="number"/>
        <xsl:call-template name="output-fault"><xsl:with-param name="currency" select="$currency"/></xsl:call-template>
      </xsl:for-each>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$key = '' and $lead = ''">it is of no company and of no lead.</xsl:when>
      <xsl:when test="$company != ''"><xsl:value-of select="concat('so is its company ', $key, '.')"/></xsl:when>
      <xsl:when test="$currency = ''">it has no currency.</xsl:when>
      <xsl:when test="$code = ''">
        <xsl:value-of select="concat('nobody has told Kontor which currency ', $currency, ' is (parameter currencies).')"/>
      </xsl:when>
      <xsl:when test="not($outputs)">no products of it are in this export.</xsl:when>
      <xsl:when test="$line != ''"><xsl:value-of select="$line"/></xsl:when>
      <xsl:when test="$amount != ''">
        <xsl:variable name="sum">
          <xsl:call-template name="sum"><xsl:with-param name="outputs" select="$outputs"/></xsl:call-template>
        </xsl:variable>
        <!-- One of the two is not what was sold. Without an amount the products alone say it. -->
        <xsl:if test="$amount != 0 and round($amount * 100) != $sum">
          <xsl:value-of select="concat('its products come to ', format-number($sum div 100, '0.00'), ', and its amount is ',
            $amount, '.')"/>
        </xsl:if>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- What is wrong with one product in a deal. -->
  <xsl:template name="output-fault">
    <xsl:param name="currency"/>
    <xsl:variable name="key" select="normalize-space(field[@name = 'product'][not(None)])"/>
    <xsl:variable name="item"><xsl:call-template name="number-of-item"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="not($products[@pk = $key])">
        <xsl:value-of select="concat('its product ', $key, ' is not in this export. ')"/>
      </xsl:when>
      <xsl:when test="normalize-space($item) = '' or string-length($item) &gt; 60">
        <xsl:value-of select="concat('product ', $key, ' has no item number of up to 60 characters. ')"/>
      </xsl:when>
      <xsl:when test="normalize-space(field[@name = 'currency'][not(None)]) != $currency">
        <xsl:value-of select="concat('product ', $item, ' has another currency. ')"/>
      </xsl:when>
      <xsl:when test="not(field[@name = 'quantity'] &gt; 0)">
        <xsl:value-of select="concat('product ', $item, ' has no quantity. ')"/>
      </xsl:when>
      <xsl:when test="not(field[@name = 'amount'] &gt;= 0)">
        <xsl:value-of select="concat('product ', $item, ' has no amount, or one below zero. ')"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="number-of-item">
    <xsl:variable name="product" select="$products[@pk = current()/field[@name = 'product']]"/>
    <xsl:variable name="name" select="normalize-space($product/field[@name = 'name'])"/>
    <xsl:variable name="word" select="substring-before($name, ' ')"/>
    <xsl:choose>
      <xsl:when test="$item-id = 'word' and translate($word, '0123456789', '') != $word"><xsl:value-of select="$word"/></xsl:when>
      <xsl:when test="$item-id = 'pk'"><xsl:value-of select="$product/@pk"/></xsl:when>
      <xsl:when test="$item-id = 'description'">
        <xsl:value-of select="normalize-space(substring-before(concat($product/field[@name = 'description'], '&#10;'), '&#10;'))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$name"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What products come to, in cents. -->
  <xsl:template name="sum">
    <xsl:param name="outputs"/>
    <xsl:choose>
      <xsl:when test="$output-amount = 'line'"><xsl:value-of select="round(sum($outputs/field[@name = 'amount']) * 100)"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="sum-of-pieces"><xsl:with-param name="outputs" select="$outputs"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="sum-of-pieces">
    <xsl:param name="outputs"/>
    <xsl:param name="so-far" select="0"/>
    <xsl:choose>
      <xsl:when test="$outputs">
        <xsl:call-template name="sum-of-pieces">
          <xsl:with-param name="outputs" select="$outputs[position() &gt; 1]"/>
          <xsl:with-param name="so-far"
            select="$so-far + round($outputs[1]/field[@name = 'amount'] * 100) * $outputs[1]/field[@name = 'quantity']"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$so-far"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
