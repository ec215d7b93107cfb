<?xml version="1.0" encoding="UTF-8"?>
<!-- What the mappings to Odoo have in common. Not used alone. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  xmlns:str="http://exslt.org/strings" exclude-result-prefixes="x str">

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <!-- What is known of the file that is written. All of them may be empty. -->
  <xsl:param name="interchange" select="''"/>
  <xsl:param name="sender" select="''"/>
  <xsl:param name="control-number" select="''"/>
  <xsl:param name="document" select="''"/>

  <!-- What all external ids of this exchange begin with. -->
  <xsl:param name="prefix" select="'crm_'"/>

  <!-- Says in the document itself where it comes from, for the one who finds it in a folder. -->
  <xsl:template name="provenance">
    <xsl:if test="$interchange != ''">
      <xsl:variable name="text" select="concat(' Document ', $document, ' of interchange ', $interchange,
        substring(': control number ', 1, 17 * ($control-number != '')), $control-number, ' from ', $sender, ' ')"/>
      <!-- XML allows no double hyphen in a comment. Twice, since three of them leave one the first time. -->
      <xsl:comment>
        <xsl:value-of select="str:replace(str:replace($text, '--', '- -'), '--', '- -')"/>
      </xsl:comment>
    </xsl:if>
  </xsl:template>

  <!--
    A key of ours as part of an external id. Odoo gives a point, and since version 16 a blank, a meaning of its own, and an
    id also stands in expressions of Python, where a quote or a backslash would end it. Each of these becomes an underscore
    and a letter, and an underscore two, so that no two keys look alike and read.xsl gets them back.
  -->
  <xsl:template name="id">
    <xsl:param name="key"/>
    <xsl:variable name="plain" select="str:replace(str:replace(str:replace(normalize-space($key), '_', '__'), '.', '_d'),
      ' ', '_s')"/>
    <xsl:value-of select="str:replace(str:replace($plain, &quot;'&quot;, '_q'), '\', '_b')"/>
  </xsl:template>

  <!-- What belongs to another record: the two keys with a sign between them that neither can have. -->
  <xsl:template name="part-id">
    <xsl:param name="kind"/>
    <xsl:param name="whole"/>
    <xsl:param name="part"/>
    <xsl:value-of select="concat($prefix, $kind, '_')"/>
    <xsl:call-template name="id"><xsl:with-param name="key" select="$whole"/></xsl:call-template>
    <xsl:text>_-</xsl:text>
    <xsl:call-template name="id"><xsl:with-param name="key" select="$part"/></xsl:call-template>
  </xsl:template>

  <!-- A text as a literal of Python. -->
  <xsl:template name="literal">
    <xsl:param name="text"/>
    <xsl:value-of select="concat(&quot;'&quot;, str:replace(str:replace(normalize-space($text), '\', '\\'), &quot;'&quot;,
      &quot;\'&quot;), &quot;'&quot;)"/>
  </xsl:template>

  <!--
    A reference to a customer: by the external id that the CRM's id gives, or, where the CRM does not know the customer, by
    the internal reference, which is where the customer number stands in Odoo.
  -->
  <xsl:template name="customer">
    <xsl:param name="name"/>
    <xsl:param name="reference"/>
    <field name="{$name}">
      <xsl:choose>
        <xsl:when test="$reference/x:CrmId">
          <xsl:attribute name="ref">
            <xsl:value-of select="concat($prefix, 'customer_')"/>
            <xsl:call-template name="id"><xsl:with-param name="key" select="$reference/x:CrmId"/></xsl:call-template>
          </xsl:attribute>
        </xsl:when>
        <xsl:otherwise>
          <xsl:attribute name="search">
            <xsl:text>[('ref', '=', </xsl:text>
            <xsl:call-template name="literal">
              <xsl:with-param name="text" select="$reference/x:ErpNumber"/>
            </xsl:call-template>
            <xsl:text>)]</xsl:text>
          </xsl:attribute>
        </xsl:otherwise>
      </xsl:choose>
    </field>
  </xsl:template>

  <!-- A text field: left out where its source is absent, and set to no value where that is empty. -->
  <xsl:template name="text">
    <xsl:param name="name"/>
    <xsl:param name="source"/>
    <xsl:if test="$source">
      <xsl:call-template name="value">
        <xsl:with-param name="name" select="$name"/>
        <xsl:with-param name="value" select="normalize-space($source)"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="value">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:choose>
      <xsl:when test="$value = ''"><field name="{$name}" eval="False"/></xsl:when>
      <xsl:otherwise><field name="{$name}"><xsl:value-of select="$value"/></field></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="reference">
    <xsl:param name="name"/>
    <xsl:param name="source"/>
    <xsl:if test="normalize-space($source) != ''">
      <field name="{$name}" ref="{normalize-space($source)}"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="salutation">
    <xsl:param name="salutations"/>
    <xsl:variable name="title" select="substring-before(substring-after(concat(' ', $salutations, ' '),
      concat(' ', normalize-space(x:Salutation), '=')), ' ')"/>
    <xsl:if test="x:Salutation and $title != ''">
      <field name="title" ref="{$title}"/>
    </xsl:if>
  </xsl:template>

  <!-- The address that is the context: Odoo has one line for street and number, and one more. -->
  <xsl:template name="address">
    <xsl:if test="x:StreetName or x:BuildingNumber">
      <xsl:call-template name="value">
        <xsl:with-param name="name">street</xsl:with-param>
        <xsl:with-param name="value" select="normalize-space(concat(x:StreetName, ' ', x:BuildingNumber))"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:call-template name="text">
      <xsl:with-param name="name">street2</xsl:with-param>
      <xsl:with-param name="source" select="x:AdditionalStreetName"/>
    </xsl:call-template>
    <xsl:call-template name="text">
      <xsl:with-param name="name">zip</xsl:with-param>
      <xsl:with-param name="source" select="x:PostalZone"/>
    </xsl:call-template>
    <xsl:call-template name="text">
      <xsl:with-param name="name">city</xsl:with-param>
      <xsl:with-param name="source" select="x:CityName"/>
    </xsl:call-template>
    <!-- Odoo's external ids of countries are the ISO codes in small letters, but for the United Kingdom. -->
    <xsl:variable name="country" select="normalize-space(x:Country)"/>
    <field name="country_id">
      <xsl:attribute name="ref">
        <xsl:text>base.</xsl:text>
        <xsl:choose>
          <xsl:when test="$country = 'GB'">uk</xsl:when>
          <xsl:otherwise>
            <xsl:value-of select="translate($country, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"/>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
    </field>
  </xsl:template>

  <!-- Odoo ignores write_date in an import. It stands there for whoever reads the file, as it does in an export. -->
  <xsl:template name="changed">
    <field name="write_date">
      <xsl:call-template name="utc"><xsl:with-param name="time" select="normalize-space(@changed)"/></xsl:call-template>
    </field>
  </xsl:template>

  <!-- 2026-11-18T00:25:10+01:00 to 2026-11-17 23:25:10: Odoo keeps times in UTC and without a zone. -->
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
    <xsl:call-template name="day">
      <xsl:with-param name="year" select="number(substring($time, 1, 4))"/>
      <xsl:with-param name="month" select="number(substring($time, 6, 2))"/>
      <xsl:with-param name="day" select="substring($time, 9, 2) + $shift"/>
    </xsl:call-template>
    <xsl:value-of select="concat(' ', format-number(floor($rest div 60), '00'), ':', format-number($rest mod 60, '00'),
      substring(translate(substring-before(concat(translate($clock, 'Z-', '++'), '+'), '+'), 'Z', ''), 6))"/>
  </xsl:template>

  <!-- A day that may lie one before the first of its month, or one after the last. -->
  <xsl:template name="day">
    <xsl:param name="year"/>
    <xsl:param name="month"/>
    <xsl:param name="day"/>
    <xsl:variable name="last">
      <xsl:call-template name="days-of-month">
        <xsl:with-param name="year" select="$year"/>
        <xsl:with-param name="month" select="$month"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$day &lt; 1 and $month = 1"><xsl:value-of select="concat(format-number($year - 1, '0000'), '-12-31')"/></xsl:when>
      <xsl:when test="$day &lt; 1">
        <xsl:variable name="before">
          <xsl:call-template name="days-of-month">
            <xsl:with-param name="year" select="$year"/>
            <xsl:with-param name="month" select="$month - 1"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:value-of select="concat(format-number($year, '0000'), '-', format-number($month - 1, '00'), '-', $before)"/>
      </xsl:when>
      <xsl:when test="$day &gt; $last and $month = 12"><xsl:value-of select="concat(format-number($year + 1, '0000'), '-01-01')"/></xsl:when>
      <xsl:when test="$day &gt; $last">
        <xsl:value-of select="concat(format-number($year, '0000'), '-', format-number($month + 1, '00'), '-01')"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat(format-number($year, '0000'), '-', format-number($month, '00'), '-', format-number($day, '00'))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="days-of-month">
    <xsl:param name="year"/>
    <xsl:param name="month"/>
    <xsl:choose>
      <xsl:when test="$month = 2 and $year mod 4 = 0 and ($year mod 100 != 0 or $year mod 400 = 0)">29</xsl:when>
      <xsl:otherwise><xsl:value-of select="substring('312831303130313130313031', $month * 2 - 1, 2)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- All notes with their line breaks, one below the other. -->
  <xsl:template name="notes">
    <xsl:for-each select="x:Note[normalize-space() != '']">
      <xsl:if test="position() &gt; 1"><xsl:text>&#10;</xsl:text></xsl:if>
      <xsl:value-of select="."/>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
