<?xml version="1.0" encoding="UTF-8"?>
<!-- What the mappings from openTRANS have in common. Not used alone. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1"
  xmlns:o="http://www.opentrans.org/XMLSchema/2.1" xmlns:b="http://www.bmecat.org/bmecat/2005"
  exclude-result-prefixes="o b">

  <xsl:import href="common.xsl"/>

  <!-- The zone of times that name none: Z, or an offset such as +01:00. -->
  <xsl:param name="zone" select="'Z'"/>

  <!-- ISO 3166-1 code for addresses that name no country. Without it they are refused. -->
  <xsl:param name="default-country" select="''"/>

  <!-- Countries and their telephone codes, for numbers that are written without. -->
  <xsl:param name="telephone-codes" select="'AT=43 BE=32 BG=359 CH=41 CZ=420 DE=49 DK=45 EE=372 ES=34 FI=358 FR=33 GB=44 GR=30
    HR=385 HU=36 IE=353 IT=39 LI=423 LT=370 LU=352 LV=371 NL=31 NO=47 PL=48 PT=351 RO=40 SE=46 SI=386 SK=421'"/>

  <xsl:template name="refuse">
    <xsl:param name="text"/>
    <xsl:message terminate="yes"><xsl:value-of select="normalize-space(concat($subject, ': ', $text))"/></xsl:message>
  </xsl:template>

  <!-- A moment with its zone, of a day or a time with seconds and zone or without. -->
  <xsl:template name="moment">
    <xsl:param name="time"/>
    <xsl:variable name="day" select="substring($time, 1, 10)"/>
    <xsl:variable name="rest" select="substring($time, 11)"/>
    <xsl:variable name="clock">
      <xsl:choose>
        <xsl:when test="not(starts-with($rest, 'T'))">T00:00:00</xsl:when>
        <xsl:when test="substring($rest, 7, 1) = ':'">
          <xsl:value-of select="substring-before(concat(translate($rest, 'Z+-', '   '), ' '), ' ')"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="concat(substring($rest, 1, 6), ':00')"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:value-of select="concat($day, $clock)"/>
    <xsl:choose>
      <xsl:when test="contains($rest, 'Z')">Z</xsl:when>
      <xsl:when test="contains($rest, '+')"><xsl:value-of select="concat('+', substring-after($rest, '+'))"/></xsl:when>
      <xsl:when test="contains($rest, '-')"><xsl:value-of select="concat('-', substring-after($rest, '-'))"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$zone"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- When the record last changed: the time of the file, since openTRANS knows no other; else the document's own date. -->
  <xsl:template name="changed">
    <xsl:param name="control"/>
    <xsl:param name="date"/>
    <xsl:variable name="generated" select="normalize-space($control/o:GENERATION_DATE)"/>
    <xsl:attribute name="changed">
      <xsl:call-template name="moment">
        <xsl:with-param name="time">
          <xsl:choose>
            <xsl:when test="$generated != ''"><xsl:value-of select="$generated"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="normalize-space($date)"/></xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:attribute>
  </xsl:template>

  <xsl:template match="o:UDX.KONTOR.SEQUENCE">
    <xsl:attribute name="sequence"><xsl:value-of select="normalize-space()"/></xsl:attribute>
  </xsl:template>

  <!-- The keys of a party, from its PARTY_IDs. Nothing where it has neither. -->
  <xsl:template match="o:PARTY" mode="keys">
    <xsl:variable name="id" select="(b:PARTY_ID[@type = $customer-id-type or not(@type)][normalize-space() != ''])[1]"/>
    <xsl:variable name="number" select="(b:PARTY_ID[@type = $customer-number-type][normalize-space() != ''])[1]"/>
    <xsl:if test="$id"><CrmId><xsl:value-of select="normalize-space($id)"/></CrmId></xsl:if>
    <xsl:if test="$number"><ErpNumber><xsl:value-of select="normalize-space($number)"/></ErpNumber></xsl:if>
  </xsl:template>

  <xsl:template match="o:PARTY" mode="customer">
    <xsl:variable name="keys"><xsl:apply-templates select="." mode="keys"/></xsl:variable>
    <xsl:if test="$keys = ''">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text" select="concat('the buyer has no PARTY_ID of the type ', $customer-id-type, ' or ',
          $customer-number-type, ', only of ', b:PARTY_ID[1]/@type, '. Ask the sender for one, or say in customer-id-type ',
          'by which type your customers are known.')"/>
      </xsl:call-template>
    </xsl:if>
    <Customer><xsl:apply-templates select="." mode="keys"/></Customer>
  </xsl:template>

  <!-- Names and addresses -->

  <xsl:template match="o:ADDRESS" mode="name">
    <xsl:value-of select="normalize-space(concat(b:NAME[1], ' ', b:NAME2[1]))"/>
  </xsl:template>

  <xsl:template match="o:CONTACT_DETAILS" mode="name">
    <xsl:value-of select="normalize-space(concat(b:FIRST_NAME[1], ' ', b:CONTACT_NAME[1]))"/>
  </xsl:template>

  <!-- Everything of an address but its name. -->
  <xsl:template match="o:ADDRESS" mode="place">
    <xsl:variable name="street" select="normalize-space(b:STREET[1])"/>
    <xsl:variable name="box" select="normalize-space(b:BOXNO[1])"/>
    <xsl:variable name="number">
      <xsl:call-template name="last-word"><xsl:with-param name="text" select="$street"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="split" select="string-length($number) &lt; string-length($street) and string-length($number) &lt;= 20
      and translate(substring($number, 1, 1), '123456789', '') = ''"/>
    <xsl:choose>
      <xsl:when test="$street != '' and $split">
        <StreetName>
          <xsl:value-of select="substring($street, 1, string-length($street) - string-length($number) - 1)"/>
        </StreetName>
        <BuildingNumber><xsl:value-of select="$number"/></BuildingNumber>
      </xsl:when>
      <xsl:when test="$street != ''"><StreetName><xsl:value-of select="$street"/></StreetName></xsl:when>
      <xsl:when test="$box != ''"><StreetName><xsl:value-of select="concat('Postfach ', $box)"/></StreetName></xsl:when>
    </xsl:choose>
    <xsl:variable name="extra">
      <xsl:value-of select="normalize-space(b:NAME3[1])"/>
      <xsl:if test="$street != '' and $box != ''">
        <xsl:if test="normalize-space(b:NAME3[1]) != ''">, </xsl:if>
        <xsl:value-of select="concat('Postfach ', $box)"/>
      </xsl:if>
    </xsl:variable>
    <xsl:if test="$extra != ''"><AdditionalStreetName><xsl:value-of select="$extra"/></AdditionalStreetName></xsl:if>
    <xsl:variable name="zip" select="(b:ZIP[normalize-space() != ''] | b:ZIPBOX[normalize-space() != ''][not(../b:ZIP
      [normalize-space() != ''])])[1]"/>
    <xsl:if test="$zip"><PostalZone><xsl:value-of select="normalize-space($zip)"/></PostalZone></xsl:if>
    <xsl:if test="normalize-space(b:CITY[1]) != ''"><CityName><xsl:value-of select="normalize-space(b:CITY[1])"/></CityName></xsl:if>
    <xsl:if test="normalize-space(b:STATE[1]) != ''">
      <CountrySubentity><xsl:value-of select="normalize-space(b:STATE[1])"/></CountrySubentity>
    </xsl:if>
    <Country><xsl:apply-templates select="." mode="country"/></Country>
  </xsl:template>

  <xsl:template match="o:ADDRESS" mode="country">
    <xsl:variable name="coded" select="substring-before(concat(normalize-space(b:COUNTRY_CODED), '-'), '-')"/>
    <xsl:choose>
      <xsl:when test="$coded != ''"><xsl:value-of select="$coded"/></xsl:when>
      <xsl:when test="normalize-space(b:COUNTRY[1]) != ''"><xsl:value-of select="normalize-space(b:COUNTRY[1])"/></xsl:when>
      <xsl:when test="$default-country != ''"><xsl:value-of select="$default-country"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="refuse">
          <xsl:with-param name="text" select="concat('an address names no country: ', normalize-space(concat(b:STREET[1],
            ' ', b:ZIP[1], ' ', b:CITY[1])), '. Set default-country if they all lie in one.')"/>
        </xsl:call-template>
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

  <!--
    "0221/12 34 567" and "0049 (0)221 1234567" in the international form. A zero in brackets is dialled within the country only.
    What has letters in it stays as it was typed.
  -->
  <xsl:template name="number">
    <xsl:param name="text"/>
    <xsl:param name="country"/>
    <xsl:variable name="dialled">
      <xsl:choose>
        <xsl:when test="contains($text, '(0)') and (starts-with($text, '+') or starts-with($text, '00'))">
          <xsl:value-of select="concat(substring-before($text, '(0)'), substring-after($text, '(0)'))"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="digits" select="translate($dialled, ' /-().&#160;', '')"/>
    <xsl:variable name="code" select="substring-before(substring-after(concat(' ', normalize-space($telephone-codes), ' '),
      concat(' ', $country, '=')), ' ')"/>
    <xsl:choose>
      <xsl:when test="translate($digits, '+0123456789', '') != ''"><xsl:value-of select="$text"/></xsl:when>
      <xsl:when test="starts-with($digits, '00')"><xsl:value-of select="concat('+', substring($digits, 3))"/></xsl:when>
      <xsl:when test="starts-with($digits, '0') and $country != 'IT' and $code != ''">
        <xsl:value-of select="concat('+', $code, substring($digits, 2))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$digits"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The day of the delivery: the first one, where it is a span. -->
  <xsl:template match="o:DELIVERY_DATE" mode="day">
    <xsl:value-of select="substring(normalize-space((o:DELIVERY_START_DATE[normalize-space() != ''] |
      o:DELIVERY_END_DATE[normalize-space() != ''])[1]), 1, 10)"/>
  </xsl:template>

</xsl:stylesheet>
