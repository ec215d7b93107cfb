<?xml version="1.0" encoding="UTF-8"?>
<!-- What the mappings to IDocs have in common. Not used alone. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  xmlns:str="http://exslt.org/strings" exclude-result-prefixes="x str">

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <!-- What is known of the file that is written. All of them may be empty. -->
  <xsl:param name="interchange" select="''"/>
  <xsl:param name="sender" select="''"/>
  <xsl:param name="control-number" select="''"/>
  <xsl:param name="document" select="''"/>

  <!-- The two ends, as the partner profile (WE20) and the port (WE21) name them. -->
  <xsl:param name="client" select="'100'"/>
  <xsl:param name="sender-port" select="'KONTOR'"/>
  <xsl:param name="sender-partner" select="'CRM'"/>
  <xsl:param name="receiver-port" select="'SAPERP'"/>
  <xsl:param name="receiver-partner" select="'ERPCLNT100'"/>
  <xsl:param name="partner-type" select="'LS'"/>

  <!-- The sales area. -->
  <xsl:param name="sales-organisation" select="'1000'"/>
  <xsl:param name="distribution-channel" select="'10'"/>
  <xsl:param name="division" select="'00'"/>

  <xsl:param name="text-id" select="'0001'"/>
  <xsl:param name="item-text-id" select="'0001'"/>
  <xsl:param name="price-decimals" select="'2'"/>

  <!--
    The control record. DOCNUM is the record's key as far as it fits into 16 characters: by it an audit (ALEAUD) is matched.
    SERIAL is the time of the change in UTC, and so are date and time.
  -->
  <xsl:template name="control">
    <xsl:param name="basic-type"/>
    <xsl:param name="message-type"/>
    <xsl:param name="key"/>
    <xsl:variable name="number" select="normalize-space($key)"/>
    <xsl:variable name="time">
      <xsl:call-template name="utc"><xsl:with-param name="time" select="normalize-space(@changed)"/></xsl:call-template>
    </xsl:variable>
    <EDI_DC40 SEGMENT="1">
      <TABNAM>EDI_DC40</TABNAM>
      <MANDT><xsl:value-of select="$client"/></MANDT>
      <xsl:choose>
        <xsl:when test="string-length($number) &gt; 16 or starts-with($number, '0')"/>
        <xsl:when test="translate($number, '0123456789', '') = ''">
          <DOCNUM><xsl:value-of select="concat(substring('0000000000000000', string-length($number) + 1), $number)"/></DOCNUM>
        </xsl:when>
        <xsl:otherwise><DOCNUM><xsl:value-of select="$number"/></DOCNUM></xsl:otherwise>
      </xsl:choose>
      <DIRECT>2</DIRECT>
      <IDOCTYP><xsl:value-of select="$basic-type"/></IDOCTYP>
      <MESTYP><xsl:value-of select="$message-type"/></MESTYP>
      <SNDPOR><xsl:value-of select="$sender-port"/></SNDPOR>
      <SNDPRT><xsl:value-of select="$partner-type"/></SNDPRT>
      <SNDPRN><xsl:value-of select="$sender-partner"/></SNDPRN>
      <RCVPOR><xsl:value-of select="$receiver-port"/></RCVPOR>
      <RCVPRT><xsl:value-of select="$partner-type"/></RCVPRT>
      <RCVPRN><xsl:value-of select="$receiver-partner"/></RCVPRN>
      <CREDAT><xsl:value-of select="substring($time, 1, 8)"/></CREDAT>
      <CRETIM><xsl:value-of select="substring($time, 9, 6)"/></CRETIM>
      <xsl:if test="$document != ''"><ARCKEY><xsl:value-of select="substring($document, 1, 70)"/></ARCKEY></xsl:if>
      <SERIAL><xsl:value-of select="$time"/></SERIAL>
    </EDI_DC40>
  </xsl:template>

  <!-- A field, left out where its source is absent, and empty where that is. How long it may be, the schema says. -->
  <xsl:template name="field">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <!-- True of an element that is there, and of a text that is not empty. -->
    <xsl:if test="$value">
      <xsl:element name="{$name}"><xsl:value-of select="normalize-space($value)"/></xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- SAP's numbers of customers have ten digits; what is not all digits stays as it is. -->
  <xsl:template name="customer-number">
    <xsl:param name="number"/>
    <xsl:variable name="text" select="normalize-space($number)"/>
    <xsl:if test="translate($text, '0123456789', '') = ''">
      <xsl:value-of select="substring('0000000000', string-length($text) + 1)"/>
    </xsl:if>
    <xsl:value-of select="$text"/>
  </xsl:template>

  <!-- The customer's number in SAP, or the CRM's id as long as there is none; and the CRM's id beside it in KNREF. -->
  <xsl:template name="number-of">
    <xsl:param name="name"/>
    <xsl:param name="customer"/>
    <xsl:if test="$customer">
      <xsl:element name="{$name}">
        <xsl:call-template name="customer-number">
          <xsl:with-param name="number" select="($customer/x:ErpNumber | $customer/x:CrmId[not(../x:ErpNumber)])[1]"/>
        </xsl:call-template>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!--
    A name in lines of 35 characters, broken between words. What does not fit, by a word that is longer or by a line too many,
    is refused: SAP would cut it without a word.
  -->
  <xsl:template name="lines">
    <xsl:param name="text"/>
    <xsl:param name="most" select="4"/>
    <xsl:param name="number" select="1"/>
    <xsl:param name="whole" select="normalize-space($text)"/>
    <xsl:variable name="rest" select="normalize-space($text)"/>
    <xsl:if test="$rest != ''">
      <xsl:if test="$number &gt; $most">
        <xsl:message terminate="yes">
          <xsl:value-of select="concat($subject, ': the name does not fit into ', $most, ' lines of 35 characters, which is what ',
            'SAP has room for. Shorten it: ', $whole)"/>
        </xsl:message>
      </xsl:if>
      <xsl:variable name="line">
        <xsl:call-template name="first-line"><xsl:with-param name="rest" select="$rest"/></xsl:call-template>
      </xsl:variable>
      <xsl:element name="NAME{$number}"><xsl:value-of select="$line"/></xsl:element>
      <xsl:call-template name="lines">
        <xsl:with-param name="text" select="substring($rest, string-length($line) + 2)"/>
        <xsl:with-param name="most" select="$most"/>
        <xsl:with-param name="number" select="$number + 1"/>
        <xsl:with-param name="whole" select="$whole"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="first-line">
    <xsl:param name="rest"/>
    <xsl:param name="line" select="''"/>
    <xsl:variable name="word" select="substring-before(concat($rest, ' '), ' ')"/>
    <xsl:variable name="longer" select="normalize-space(concat($line, ' ', $word))"/>
    <xsl:choose>
      <xsl:when test="$word = ''"><xsl:value-of select="$line"/></xsl:when>
      <xsl:when test="string-length($word) &gt; 35">
        <xsl:message terminate="yes">
          <xsl:value-of select="concat($subject, ': the name has a word of ', string-length($word), ' characters, and a line in SAP ',
            'holds 35. Put a blank into it: ', $word)"/>
        </xsl:message>
      </xsl:when>
      <xsl:when test="string-length($longer) &gt; 35"><xsl:value-of select="$line"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="first-line">
          <xsl:with-param name="rest" select="substring-after($rest, ' ')"/>
          <xsl:with-param name="line" select="$longer"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A text in lines of 70 characters, whose formats say how they belong together. -->
  <xsl:template name="text-lines">
    <xsl:param name="text"/>
    <xsl:param name="element"/>
    <xsl:param name="format" select="'*'"/>
    <xsl:variable name="line" select="substring-before(concat($text, '&#10;'), '&#10;')"/>
    <xsl:call-template name="text-line">
      <xsl:with-param name="line" select="$line"/>
      <xsl:with-param name="element" select="$element"/>
      <xsl:with-param name="format" select="$format"/>
    </xsl:call-template>
    <xsl:if test="contains($text, '&#10;')">
      <xsl:call-template name="text-lines">
        <xsl:with-param name="text" select="substring-after($text, '&#10;')"/>
        <xsl:with-param name="element" select="$element"/>
        <xsl:with-param name="format" select="'/'"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="text-line">
    <xsl:param name="line"/>
    <xsl:param name="element"/>
    <xsl:param name="format"/>
    <xsl:element name="{$element}">
      <xsl:attribute name="SEGMENT">1</xsl:attribute>
      <TDLINE><xsl:value-of select="substring($line, 1, 70)"/></TDLINE>
      <TDFORMAT><xsl:value-of select="$format"/></TDFORMAT>
    </xsl:element>
    <xsl:if test="string-length($line) &gt; 70">
      <xsl:call-template name="text-line">
        <xsl:with-param name="line" select="substring($line, 71)"/>
        <xsl:with-param name="element" select="$element"/>
        <xsl:with-param name="format" select="'='"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="day">
    <xsl:value-of select="translate(normalize-space(), '-', '')"/>
  </xsl:template>

  <xsl:template name="date">
    <xsl:param name="qualifier"/>
    <xsl:param name="day"/>
    <xsl:if test="$day">
      <E1EDK03 SEGMENT="1">
        <IDDAT><xsl:value-of select="$qualifier"/></IDDAT>
        <DATUM><xsl:apply-templates select="$day" mode="day"/></DATUM>
      </E1EDK03>
    </xsl:if>
  </xsl:template>

  <xsl:template name="reference">
    <xsl:param name="qualifier"/>
    <xsl:param name="number"/>
    <xsl:param name="place" select="''"/>
    <xsl:if test="$number">
      <E1EDK02 SEGMENT="1">
        <QUALF><xsl:value-of select="$qualifier"/></QUALF>
        <BELNR><xsl:value-of select="normalize-space($number)"/></BELNR>
        <xsl:if test="$place != ''"><POSNR><xsl:value-of select="$place"/></POSNR></xsl:if>
      </E1EDK02>
    </xsl:if>
  </xsl:template>

  <xsl:template name="sum">
    <xsl:param name="qualifier"/>
    <xsl:param name="amount"/>
    <xsl:if test="$amount">
      <E1EDS01 SEGMENT="1">
        <SUMID><xsl:value-of select="$qualifier"/></SUMID>
        <SUMME><xsl:value-of select="normalize-space($amount)"/></SUMME>
        <WAERQ><xsl:value-of select="normalize-space(x:Currency)"/></WAERQ>
      </E1EDS01>
    </xsl:if>
  </xsl:template>

  <!-- The customer of the record that is the context, as its sold-to party. -->
  <xsl:template name="sold-to">
    <xsl:if test="x:Customer">
      <E1EDKA1 SEGMENT="1">
        <PARVW>AG</PARVW>
        <xsl:call-template name="number-of">
          <xsl:with-param name="name">PARTN</xsl:with-param>
          <xsl:with-param name="customer" select="x:Customer"/>
        </xsl:call-template>
        <xsl:call-template name="field">
          <xsl:with-param name="name">KNREF</xsl:with-param>
          <xsl:with-param name="value" select="x:Customer/x:CrmId"/>
        </xsl:call-template>
      </E1EDKA1>
    </xsl:if>
  </xsl:template>

  <!--
    A price and the number of units it is for, with a blank between. SAP keeps as many decimals of a price as its currency
    has; a price that has more is written for ten times, a hundred times as many units. The price unit has five digits in SAP.
  -->
  <xsl:template name="price">
    <xsl:variable name="price" select="normalize-space(x:UnitPrice)"/>
    <xsl:variable name="decimals">
      <xsl:call-template name="without-trailing-zeros">
        <xsl:with-param name="digits" select="substring-after($price, '.')"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="base" select="number(concat(normalize-space(x:PriceBase), substring('1', 1, 1 - count(x:PriceBase))))"/>
    <xsl:variable name="surplus" select="string-length($decimals) - $price-decimals"/>
    <xsl:variable name="shift" select="$surplus * ($surplus &gt; 0)"/>
    <xsl:variable name="unit" select="concat($base, substring('000000', 1, $shift))"/>
    <xsl:if test="$base != floor($base) or string-length($unit) &gt; 5">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ', line ', normalize-space(x:Number), ': a price of ', $price, ' for ', $base,
          ' cannot be written with ', $price-decimals, ' decimals and a price unit of at most 99999, which is what SAP has.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="$shift = 0"><xsl:value-of select="$price"/></xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="format-number(number(concat(substring-before($price, '.'), substring($decimals, 1, $shift))), '0')"/>
        <xsl:if test="$price-decimals &gt; 0"><xsl:value-of select="concat('.', substring($decimals, $shift + 1))"/></xsl:if>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:value-of select="concat(' ', $unit)"/>
  </xsl:template>

  <xsl:template name="without-trailing-zeros">
    <xsl:param name="digits"/>
    <xsl:choose>
      <xsl:when test="substring($digits, string-length($digits)) = '0'">
        <xsl:call-template name="without-trailing-zeros">
          <xsl:with-param name="digits" select="substring($digits, 1, string-length($digits) - 1)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$digits"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- SAP has three decimals for a quantity. -->
  <xsl:template name="quantity">
    <xsl:param name="name"/>
    <xsl:param name="quantity"/>
    <xsl:if test="translate(substring(substring-after($quantity, '.'), 4), '0', '') != ''">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ', line ', normalize-space(x:Number), ': the quantity ', normalize-space($quantity),
          ' has more than the three decimals that SAP keeps. Use a smaller unit.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:element name="{$name}"><xsl:value-of select="normalize-space($quantity)"/></xsl:element>
  </xsl:template>

  <xsl:template name="item-number">
    <xsl:variable name="number" select="normalize-space(x:Number)"/>
    <xsl:value-of select="concat(substring('000000', string-length($number) + 1), $number)"/>
  </xsl:template>

  <!-- 2026-11-18T00:25:10+01:00 to 20261117232510. -->
  <xsl:template name="utc">
    <xsl:param name="time"/>
    <xsl:variable name="clock" select="substring($time, 12)"/>
    <xsl:variable name="zone" select="substring($time, string-length($time) - 5)"/>
    <xsl:variable name="offset">
      <xsl:choose>
        <xsl:when test="substring($time, string-length($time)) = 'Z'">0</xsl:when>
        <xsl:when test="starts-with($zone, '-')">
          <xsl:value-of select="-(substring($zone, 2, 2) * 60 + substring($zone, 5, 2))"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="substring($zone, 2, 2) * 60 + substring($zone, 5, 2)"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="minutes" select="substring($clock, 1, 2) * 60 + substring($clock, 4, 2) - $offset"/>
    <xsl:variable name="shift" select="floor($minutes div 1440)"/>
    <xsl:variable name="rest" select="$minutes - $shift * 1440"/>
    <xsl:call-template name="calendar-day">
      <xsl:with-param name="year" select="number(substring($time, 1, 4))"/>
      <xsl:with-param name="month" select="number(substring($time, 6, 2))"/>
      <xsl:with-param name="day" select="substring($time, 9, 2) + $shift"/>
    </xsl:call-template>
    <xsl:value-of select="concat(format-number(floor($rest div 60), '00'), format-number($rest mod 60, '00'),
      substring($clock, 7, 2))"/>
  </xsl:template>

  <!-- yyyyMMdd of a day that may lie one before the first of its month, or one after the last. -->
  <xsl:template name="calendar-day">
    <xsl:param name="year"/>
    <xsl:param name="month"/>
    <xsl:param name="day"/>
    <xsl:variable name="before" select="$month - 1 + 12 * ($month = 1)"/>
    <xsl:variable name="leap" select="number($year mod 4 = 0 and ($year mod 100 != 0 or $year mod 400 = 0))"/>
    <xsl:variable name="last" select="substring('312831303130313130313031', $month * 2 - 1, 2) + $leap * ($month = 2)"/>
    <xsl:choose>
      <xsl:when test="$day &lt; 1">
        <xsl:value-of select="concat(format-number($year - ($month = 1), '0000'), format-number($before, '00'),
          substring('312831303130313130313031', $before * 2 - 1, 2) + $leap * ($before = 2))"/>
      </xsl:when>
      <xsl:when test="$day &gt; $last">
        <xsl:value-of select="concat(format-number($year + ($month = 12), '0000'), format-number($month mod 12 + 1, '00'), '01')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat(format-number($year, '0000'), format-number($month, '00'), format-number($day, '00'))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
