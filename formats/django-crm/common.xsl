<?xml version="1.0" encoding="UTF-8"?>
<!--
  What reading and writing have in common: the text of a field, addresses, telephone numbers, the lines in a description
  in which the CRM keeps what it has no field for. Not used alone.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1">

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <!--
    The field of crm.company in which the ERP's customer number stands: registration_number (30 characters, on the
    form, in the list and in the search), or description: then as a line of its own, and registration_number is
    the entry in the trade register.
  -->
  <xsl:param name="customer-number" select="'registration_number'"/>

  <!-- Calling codes by the key of the country in crm.country, for numbers that are written without one. -->
  <xsl:param name="calling-codes" select="''"/>

  <!-- Keys of crm.country that stand for a country which has another key already. -->
  <xsl:param name="same-countries" select="''"/>

  <!-- The keys of crm.currency. These two are what the CRM is delivered with; others are entered on its page. -->
  <xsl:param name="currencies" select="'1=USD 2=EUR'"/>

  <!--
    Lines in the description of a company, such as "Payment terms: NET30". Each is one canonical field for which the CRM has
    none of its own.
  -->
  <xsl:param name="label-number" select="'Customer number'"/>
  <xsl:param name="label-register" select="'Register number'"/>
  <xsl:param name="label-vat" select="'VAT ID'"/>
  <xsl:param name="label-terms" select="'Payment terms'"/>
  <xsl:param name="label-currency" select="'Currency'"/>
  <xsl:param name="label-language" select="'Language'"/>
  <xsl:param name="label-price-list" select="'Price list'"/>
  <xsl:param name="label-tax-class" select="'Tax class'"/>
  <xsl:param name="label-credit-limit" select="'Credit limit'"/>
  <xsl:param name="label-dunning-block" select="'Dunning block'"/>
  <xsl:param name="label-delivery-block" select="'Delivery block'"/>

  <xsl:variable name="labels" select="concat('&#10;', $label-number, '&#10;', $label-register, '&#10;', $label-vat, '&#10;',
    $label-terms, '&#10;', $label-currency, '&#10;', $label-language, '&#10;', $label-price-list, '&#10;',
    $label-tax-class, '&#10;', $label-credit-limit, '&#10;',
    $label-dunning-block, '&#10;', $label-delivery-block, '&#10;')"/>

  <!-- One value of a list such as "66=49 11=43", by its key. -->
  <xsl:template name="entry">
    <xsl:param name="list"/>
    <xsl:param name="key"/>
    <xsl:variable name="rest" select="substring-after(concat(' ', normalize-space($list), ' '), concat(' ', $key, '='))"/>
    <xsl:if test="$key != ''"><xsl:value-of select="substring-before($rest, ' ')"/></xsl:if>
  </xsl:template>

  <!-- The key in such a list, by its value. -->
  <xsl:template name="key-of">
    <xsl:param name="list"/>
    <xsl:param name="value"/>
    <xsl:variable name="entries" select="concat(' ', normalize-space($list), ' ')"/>
    <xsl:if test="$value != '' and contains($entries, concat('=', $value, ' '))">
      <xsl:call-template name="last-word">
        <xsl:with-param name="text" select="substring-before($entries, concat('=', $value, ' '))"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- Text, one line of it at a time -->

  <xsl:template name="last-line">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="contains($text, '&#10;')">
        <xsl:call-template name="last-line">
          <xsl:with-param name="text" select="substring-after($text, '&#10;')"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="normalize-space($text)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="last-word">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="contains($text, ' ')">
        <xsl:call-template name="last-word">
          <xsl:with-param name="text" select="substring-after($text, ' ')"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The value of the line that begins with a label. -->
  <xsl:template name="labelled">
    <xsl:param name="text"/>
    <xsl:param name="label"/>
    <xsl:variable name="lines" select="concat('&#10;', translate($text, '&#13;', ''), '&#10;')"/>
    <xsl:value-of select="normalize-space(substring-before(
      substring-after($lines, concat('&#10;', $label, ':')), '&#10;'))"/>
  </xsl:template>

  <!-- A description without its labelled lines: what people wrote. -->
  <xsl:template name="free-text">
    <xsl:param name="text"/>
    <xsl:param name="first" select="true()"/>
    <xsl:variable name="all" select="concat(translate($text, '&#13;', ''), '&#10;')"/>
    <xsl:variable name="line" select="substring-before($all, '&#10;')"/>
    <xsl:variable name="rest" select="substring($text, string-length($line) + 2)"/>
    <xsl:variable name="is-labelled" select="contains($line, ':')
      and contains($labels, concat('&#10;', substring-before($line, ':'), '&#10;'))"/>
    <xsl:if test="not($is-labelled)">
      <xsl:if test="not($first)"><xsl:text>&#10;</xsl:text></xsl:if>
      <xsl:value-of select="$line"/>
    </xsl:if>
    <xsl:if test="contains($text, '&#10;')">
      <xsl:call-template name="free-text">
        <xsl:with-param name="text" select="$rest"/>
        <xsl:with-param name="first" select="$first and $is-labelled"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- The first member of a list with commas: the CRM keeps several numbers or mail addresses in one field. -->
  <xsl:template name="first-of">
    <xsl:param name="text"/>
    <xsl:value-of select="normalize-space(substring-before(concat($text, ','), ','))"/>
  </xsl:template>

  <!--
    A telephone number in international form. "0451/70 01-00" gets the calling code of the country; where that is not
    known, or the number has letters in it, it stays as it was typed.
  -->
  <xsl:template name="phone">
    <xsl:param name="text"/>
    <xsl:param name="country"/>
    <xsl:variable name="typed">
      <xsl:call-template name="first-of"><xsl:with-param name="text" select="$text"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="code">
      <xsl:call-template name="entry">
        <xsl:with-param name="list" select="$calling-codes"/>
        <xsl:with-param name="key" select="$country"/>
      </xsl:call-template>
    </xsl:variable>
    <!-- "+49 (0)451": the zero in brackets is for callers within the country. -->
    <xsl:variable name="plain">
      <xsl:choose>
        <xsl:when test="contains($typed, '(0)') and (starts-with($typed, '+') or starts-with($typed, '00'))">
          <xsl:value-of select="concat(substring-before($typed, '(0)'), substring-after($typed, '(0)'))"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="$typed"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="number" select="translate($plain, ' -/().&#160;&#8209;&#8211;', '')"/>
    <xsl:choose>
      <xsl:when test="translate($number, '+0123456789', '') != ''"><xsl:value-of select="$typed"/></xsl:when>
      <xsl:when test="starts-with($number, '+')"><xsl:value-of select="$number"/></xsl:when>
      <xsl:when test="starts-with($number, '00')"><xsl:value-of select="concat('+', substring($number, 3))"/></xsl:when>
      <xsl:when test="starts-with($number, '0') and $code != ''">
        <xsl:value-of select="concat('+', $code, substring($number, 2))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$typed"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Addresses: the CRM has one text, a city (of its list, or as text), a region and a country. It has no zip code. -->

  <!-- Lines; where it is one line only, commas part it. -->
  <xsl:template name="address-lines">
    <xsl:param name="text"/>
    <xsl:variable name="trimmed">
      <xsl:call-template name="trim">
        <xsl:with-param name="text" select="translate($text, '&#13;', '')"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="contains($trimmed, '&#10;')"><xsl:value-of select="$trimmed"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="translate($trimmed, ',', '&#10;')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Without line breaks and blanks at the end, as Django itself strips what it loads. -->
  <xsl:template name="trim">
    <xsl:param name="text"/>
    <xsl:variable name="length" select="string-length($text)"/>
    <xsl:variable name="end" select="substring($text, $length)"/>
    <xsl:choose>
      <xsl:when test="$length &gt; 0 and normalize-space($end) = ''">
        <xsl:call-template name="trim">
          <xsl:with-param name="text" select="substring($text, 1, $length - 1)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!--
    "23552 Lübeck" to "23552": what stands ahead of the city, or else a first word of four characters or more, with a digit
    in it. Country prefixes (D-23552) go.
  -->
  <xsl:template name="zip-of">
    <xsl:param name="line"/>
    <xsl:param name="city"/>
    <xsl:variable name="before-city" select="substring($line, 1, string-length($line) - string-length($city) - 1)"/>
    <xsl:variable name="found">
      <xsl:choose>
        <xsl:when test="$city != '' and concat($before-city, ' ', $city) = $line"><xsl:value-of select="$before-city"/></xsl:when>
        <xsl:when test="$line = $city"/>
        <xsl:when test="$city != '' and string-length($line) &lt;= 12 and translate($line, '0123456789', '') != $line">
          <xsl:value-of select="$line"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="substring-before(concat($line, ' '), ' ')"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <!-- Without a city behind it, three digits are rather a floor or a box. -->
    <xsl:if test="translate($found, '0123456789', '') != $found and string-length($found) &lt;= 12 and (string-length($found) &gt;= 4
      or ($city != '' and concat($found, ' ', $city) = $line))">
      <xsl:choose>
        <xsl:when test="substring($found, 2, 1) = '-'"><xsl:value-of select="substring($found, 3)"/></xsl:when>
        <xsl:when test="substring($found, 3, 1) = '-' and translate(substring($found, 1, 2), '0123456789', '')
          = substring($found, 1, 2)"><xsl:value-of select="substring($found, 4)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$found"/></xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <!-- The house number at the end of a street: a last word that begins with a digit, with a single letter behind it. -->
  <xsl:template name="house-number">
    <xsl:param name="street"/>
    <xsl:variable name="last">
      <xsl:call-template name="last-word"><xsl:with-param name="text" select="$street"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="ahead" select="substring($street, 1, string-length($street) - string-length($last) - 1)"/>
    <xsl:variable name="before">
      <xsl:call-template name="last-word"><xsl:with-param name="text" select="$ahead"/></xsl:call-template>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$ahead = '' or string-length($last) &gt; 20"/>
      <xsl:when test="contains('0123456789', substring($last, 1, 1))"><xsl:value-of select="$last"/></xsl:when>
      <xsl:when test="string-length($last) = 1 and contains('0123456789', substring($before, 1, 1)) and $before != ''
        and $before != $ahead and string-length($before) &lt;= 18"><xsl:value-of select="concat($before, ' ', $last)"/></xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- The city of an object that has one: that of the list, or else the text beside it. -->
  <xsl:template name="city-of">
    <xsl:param name="object"/>
    <xsl:variable name="key" select="$object/field[@name = 'city'][not(None)]"/>
    <xsl:variable name="listed" select="$object/../object[@model = 'crm.city' and @pk = $key]/field[@name = 'name']"/>
    <xsl:choose>
      <xsl:when test="$listed"><xsl:value-of select="normalize-space($listed)"/></xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="normalize-space($object/field[@name = 'city_name'][not(None)])"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The canonical parts of an object's address, in their order. Nothing where the CRM names no country. -->
  <xsl:template name="address-parts">
    <xsl:param name="object"/>
    <xsl:variable name="lines">
      <xsl:call-template name="address-lines">
        <xsl:with-param name="text" select="$object/field[@name = 'address'][not(None)]"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="named-city">
      <xsl:call-template name="city-of"><xsl:with-param name="object" select="$object"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="last">
      <xsl:call-template name="last-line"><xsl:with-param name="text" select="$lines"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="zip">
      <xsl:if test="contains($lines, '&#10;')">
        <xsl:call-template name="zip-of">
          <xsl:with-param name="line" select="$last"/>
          <xsl:with-param name="city" select="$named-city"/>
        </xsl:call-template>
      </xsl:if>
    </xsl:variable>
    <xsl:variable name="has-place" select="contains($lines, '&#10;') and ($zip != '' or $last = $named-city)"/>
    <xsl:variable name="street" select="normalize-space(substring-before(concat($lines, '&#10;'), '&#10;'))"/>
    <xsl:variable name="number">
      <xsl:call-template name="house-number"><xsl:with-param name="street" select="$street"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="middle" select="substring-after($lines, '&#10;')"/>
    <xsl:variable name="extra">
      <xsl:call-template name="lines-between">
        <xsl:with-param name="text" select="$middle"/>
        <xsl:with-param name="last" select="$has-place"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="city">
      <xsl:choose>
        <xsl:when test="$named-city != ''"><xsl:value-of select="$named-city"/></xsl:when>
        <xsl:when test="$zip != ''"><xsl:value-of select="substring-after($last, ' ')"/></xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="region" select="normalize-space($object/field[@name = 'region'][not(None)])"/>
    <xsl:if test="$street != ''">
      <StreetName>
        <xsl:choose>
          <xsl:when test="$number != ''">
            <xsl:value-of select="substring($street, 1, string-length($street) - string-length($number) - 1)"/>
          </xsl:when>
          <xsl:otherwise><xsl:value-of select="$street"/></xsl:otherwise>
        </xsl:choose>
      </StreetName>
    </xsl:if>
    <xsl:if test="$number != ''">
      <BuildingNumber><xsl:value-of select="$number"/></BuildingNumber>
    </xsl:if>
    <xsl:if test="$extra != ''">
      <AdditionalStreetName><xsl:value-of select="$extra"/></AdditionalStreetName>
    </xsl:if>
    <xsl:if test="$zip != ''">
      <PostalZone><xsl:value-of select="$zip"/></PostalZone>
    </xsl:if>
    <xsl:if test="$city != ''">
      <CityName><xsl:value-of select="$city"/></CityName>
    </xsl:if>
    <xsl:if test="$region != ''">
      <CountrySubentity><xsl:value-of select="$region"/></CountrySubentity>
    </xsl:if>
    <xsl:variable name="country" select="normalize-space($object/field[@name = 'country'])"/>
    <xsl:variable name="same">
      <xsl:call-template name="entry">
        <xsl:with-param name="list" select="$same-countries"/>
        <xsl:with-param name="key" select="$country"/>
      </xsl:call-template>
    </xsl:variable>
    <Country>
      <xsl:value-of select="$same"/>
      <xsl:if test="$same = ''"><xsl:value-of select="$country"/></xsl:if>
    </Country>
  </xsl:template>

  <!-- Lines joined with commas, without the last one where that is the place. -->
  <xsl:template name="lines-between">
    <xsl:param name="text"/>
    <xsl:param name="last"/>
    <xsl:param name="first" select="true()"/>
    <xsl:variable name="line" select="normalize-space(substring-before(concat($text, '&#10;'), '&#10;'))"/>
    <xsl:variable name="is-last" select="not(contains($text, '&#10;'))"/>
    <xsl:if test="$line != '' and not($is-last and $last)">
      <xsl:if test="not($first)">, </xsl:if>
      <xsl:value-of select="$line"/>
    </xsl:if>
    <xsl:if test="not($is-last)">
      <xsl:call-template name="lines-between">
        <xsl:with-param name="text" select="substring-after($text, '&#10;')"/>
        <xsl:with-param name="last" select="$last"/>
        <xsl:with-param name="first" select="$first and $line = ''"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
