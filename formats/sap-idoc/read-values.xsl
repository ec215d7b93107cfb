<?xml version="1.0" encoding="UTF-8"?>
<!-- Values of an IDoc to canonical ones. Not used alone. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1"
  xmlns:str="http://exslt.org/strings" exclude-result-prefixes="str">

  <!-- SAP's clock: how far it is ahead of UTC in winter, and whether it goes to summer time as the European Union does. -->
  <xsl:param name="utc-offset" select="'+00:00'"/>
  <xsl:param name="summer-time" select="'none'"/>
  <xsl:param name="salutations" select="'mr=Herr ms=Frau organisation=Firma'"/>

  <!-- An id, a code or a name, which may be absent but not empty. -->
  <xsl:template name="known">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:if test="normalize-space($value) != ''">
      <xsl:element name="{$name}"><xsl:value-of select="normalize-space($value)"/></xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- A text, which is empty where its field is. -->
  <xsl:template name="text">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:if test="$value">
      <xsl:element name="{$name}"><xsl:value-of select="normalize-space($value)"/></xsl:element>
    </xsl:if>
  </xsl:template>

  <xsl:template name="point">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:param name="use" select="'main'"/>
    <xsl:if test="normalize-space($value) != ''">
      <xsl:element name="{$name}">
        <xsl:attribute name="use"><xsl:value-of select="$use"/></xsl:attribute>
        <xsl:value-of select="normalize-space($value)"/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- 20261118 to 2026-11-18; nothing where there is no day. -->
  <xsl:template name="day">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:variable name="day" select="normalize-space($value)"/>
    <xsl:if test="$day != '' and $day != '00000000'">
      <xsl:element name="{$name}">
        <xsl:value-of select="concat(substring($day, 1, 4), '-', substring($day, 5, 2), '-', substring($day, 7, 2))"/>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- A number as SAP writes it: the sign may stand behind it. -->
  <xsl:template name="amount">
    <xsl:param name="value"/>
    <xsl:variable name="text" select="normalize-space($value)"/>
    <xsl:choose>
      <xsl:when test="substring($text, string-length($text)) = '-'">
        <xsl:value-of select="concat('-', normalize-space(substring-before($text, '-')))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The price of an item; a price unit of one goes without saying. -->
  <xsl:template name="price">
    <UnitPrice><xsl:call-template name="amount"><xsl:with-param name="value" select="VPREI"/></xsl:call-template></UnitPrice>
    <xsl:if test="normalize-space(PEINH) != '' and number(PEINH) != 1">
      <PriceBase><xsl:value-of select="number(PEINH)"/></PriceBase>
    </xsl:if>
  </xsl:template>

  <!-- A line of a text, after what its format puts between it and the line before. -->
  <xsl:template name="text-line">
    <xsl:if test="position() &gt; 1">
      <xsl:choose>
        <xsl:when test="normalize-space(TDFORMAT) = '='"/>
        <xsl:when test="normalize-space(TDFORMAT) = ''"><xsl:text> </xsl:text></xsl:when>
        <xsl:otherwise><xsl:text>&#10;</xsl:text></xsl:otherwise>
      </xsl:choose>
    </xsl:if>
    <xsl:value-of select="TDLINE"/>
  </xsl:template>

  <xsl:template name="sold-to">
    <xsl:for-each select="E1EDKA1[PARVW = 'AG'][1]">
      <xsl:call-template name="customer-keys">
        <xsl:with-param name="own" select="normalize-space(KNREF)"/>
        <xsl:with-param name="number" select="normalize-space(PARTN)"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- As long as SAP has no number of its own, the CRM's id stands in both places. -->
  <xsl:template name="customer-keys">
    <xsl:param name="own"/>
    <xsl:param name="number"/>
    <xsl:if test="$own != ''"><CrmId><xsl:value-of select="$own"/></CrmId></xsl:if>
    <xsl:variable name="padded">
      <xsl:if test="translate($own, '0123456789', '') = ''"><xsl:value-of select="substring('0000000000', string-length($own) + 1)"/></xsl:if>
      <xsl:value-of select="$own"/>
    </xsl:variable>
    <xsl:if test="$number != '' and $number != $padded"><ErpNumber><xsl:value-of select="$number"/></ErpNumber></xsl:if>
  </xsl:template>

  <xsl:template name="party">
    <xsl:if test="normalize-space(concat(KNREF, PARTN)) != ''">
      <Customer>
        <xsl:call-template name="customer-keys">
          <xsl:with-param name="own" select="normalize-space(KNREF)"/>
          <xsl:with-param name="number" select="normalize-space(PARTN)"/>
        </xsl:call-template>
      </Customer>
    </xsl:if>
    <xsl:call-template name="text"><xsl:with-param name="name">ContactName</xsl:with-param><xsl:with-param name="value" select="BNAME"/></xsl:call-template>
    <xsl:call-template name="text"><xsl:with-param name="name">Phone</xsl:with-param><xsl:with-param name="value" select="TELF1"/></xsl:call-template>
    <Address>
      <xsl:call-template name="known"><xsl:with-param name="name">Name</xsl:with-param><xsl:with-param name="value" select="concat(NAME1, ' ', NAME2, ' ', NAME3, ' ', NAME4)"/></xsl:call-template>
      <xsl:call-template name="street"><xsl:with-param name="line" select="STRS2"/></xsl:call-template>
    </Address>
  </xsl:template>

  <!--
    The house number is the last word if that begins with a digit ("135", "12a"), or the last two if a single letter
    follows a number ("12 a"). So "Straße des 17. Juni" has none. A post-office box is no street.
  -->
  <xsl:template name="street">
    <xsl:param name="line"/>
    <xsl:variable name="text" select="normalize-space(STRAS)"/>
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
    <xsl:call-template name="known">
      <xsl:with-param name="name">StreetName</xsl:with-param>
      <xsl:with-param name="value" select="substring($text, 1, string-length($text) - string-length($number))"/>
    </xsl:call-template>
    <xsl:call-template name="known">
      <xsl:with-param name="name">BuildingNumber</xsl:with-param>
      <!-- A field of its own, where SAP fills it. -->
      <xsl:with-param name="value" select="concat(translate($number, ' ', ''), substring(HAUSN, 1, 20 * ($number = '')))"/>
    </xsl:call-template>
    <xsl:call-template name="text"><xsl:with-param name="name">AdditionalStreetName</xsl:with-param><xsl:with-param name="value" select="$line"/></xsl:call-template>
    <xsl:call-template name="text"><xsl:with-param name="name">PostalZone</xsl:with-param><xsl:with-param name="value" select="PSTLZ"/></xsl:call-template>
    <xsl:call-template name="text"><xsl:with-param name="name">CityName</xsl:with-param><xsl:with-param name="value" select="ORT01"/></xsl:call-template>
    <Country><xsl:value-of select="normalize-space(LAND1)"/></Country>
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

  <!-- What is no salutation, such as "Firma", says nothing here. -->
  <xsl:template name="salutation">
    <xsl:variable name="text" select="normalize-space(ANRED)"/>
    <xsl:if test="$text != ''">
      <xsl:choose>
        <xsl:when test="contains(concat(' ', $salutations, ' '), concat(' mr=', $text, ' '))"><Salutation>mr</Salutation></xsl:when>
        <xsl:when test="contains(concat(' ', $salutations, ' '), concat(' ms=', $text, ' '))"><Salutation>ms</Salutation></xsl:when>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <!-- A message of SAP, with its parameters in place of the signs &1 or &. -->
  <xsl:template name="message">
    <xsl:param name="text" select="normalize-space(STATXT)"/>
    <xsl:param name="number" select="1"/>
    <xsl:choose>
      <xsl:when test="$number &gt; 4"><xsl:value-of select="normalize-space($text)"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="name" select="concat('STAPA', $number)"/>
        <xsl:variable name="long" select="normalize-space(*[local-name() = concat($name, '_LNG')])"/>
        <xsl:variable name="value" select="concat($long, substring(normalize-space(*[local-name() = $name]), 1, 50 * ($long = '')))"/>
        <xsl:variable name="sign" select="concat('&amp;', $number)"/>
        <xsl:call-template name="message">
          <xsl:with-param name="number" select="$number + 1"/>
          <xsl:with-param name="text">
            <xsl:choose>
              <xsl:when test="contains($text, $sign)"><xsl:value-of select="concat(substring-before($text, $sign), $value, substring-after($text, $sign))"/></xsl:when>
              <xsl:when test="contains($text, '&amp;')"><xsl:value-of select="concat(substring-before($text, '&amp;'), $value, substring-after($text, '&amp;'))"/></xsl:when>
              <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
            </xsl:choose>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A key that is all digits was filled up with zeros to 16. -->
  <xsl:template name="key">
    <xsl:param name="number"/>
    <xsl:choose>
      <xsl:when test="starts-with($number, '0') and string-length($number) = 16">
        <xsl:call-template name="stripped"><xsl:with-param name="number" select="$number"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$number"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="stripped">
    <xsl:param name="number"/>
    <xsl:choose>
      <xsl:when test="starts-with($number, '0')">
        <xsl:call-template name="stripped"><xsl:with-param name="number" select="substring($number, 2)"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$number"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="changed">
    <xsl:attribute name="changed"><xsl:call-template name="time"/></xsl:attribute>
  </xsl:template>

  <!--
    When the IDoc was made, which is when the record changed: SAP makes one as soon as something changes. It says the time by
    its own clock and no zone. Summer time lasts from the last Sunday in March, 2:00, to the last Sunday in October, 3:00
    (Directive 2000/84/EC). The hour that comes twice in October counts as summer time.
  -->
  <xsl:template name="time">
    <xsl:variable name="d" select="normalize-space(EDI_DC40/CREDAT)"/>
    <xsl:variable name="t" select="normalize-space(EDI_DC40/CRETIM)"/>
    <xsl:if test="string-length($d) != 8 or $d = '00000000' or string-length($t) != 6">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('IDoc ', EDI_DC40/DOCNUM, ' does not say when it was made (CREDAT and CRETIM of EDI_DC40). By that ',
          'the newer of two versions is known.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:value-of select="concat(substring($d, 1, 4), '-', substring($d, 5, 2), '-', substring($d, 7, 2), 'T', substring($t, 1, 2), ':',
      substring($t, 3, 2), ':', substring($t, 5, 2))"/>
    <xsl:variable name="year" select="number(substring($d, 1, 4))"/>
    <xsl:variable name="march" select="31 - (floor(5 * $year div 4) + 4) mod 7"/>
    <xsl:variable name="october" select="31 - (floor(5 * $year div 4) + 1) mod 7"/>
    <xsl:variable name="now" select="number(concat(substring($d, 5, 4), substring($t, 1, 2)))"/>
    <xsl:variable name="summer" select="$summer-time = 'eu' and $now &gt;= 30000 + $march * 100 + 2 and $now &lt; 100000 + $october * 100 + 3"/>
    <xsl:variable name="hours" select="number(concat(translate(substring($utc-offset, 1, 1), '+', ''), substring($utc-offset, 2, 2))) + $summer"/>
    <xsl:choose>
      <xsl:when test="$utc-offset = '+00:00' and not($summer)">Z</xsl:when>
      <xsl:otherwise><xsl:value-of select="concat(format-number($hours, '+00;-00'), substring($utc-offset, 4))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
