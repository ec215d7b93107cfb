<?xml version="1.0" encoding="UTF-8"?>
<!-- What the documents for loaddata have in common: fields, keys, moments, and refusals. Not used alone. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  exclude-result-prefixes="x">

  <xsl:import href="common.xsl"/>

  <!-- The user name of the one who sees reminders and the states of orders. -->
  <xsl:param name="responsible" select="''"/>

  <xsl:template name="text-field">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:param name="longest" select="1000000"/>
    <xsl:param name="type" select="'CharField'"/>
    <xsl:if test="string-length($value) &gt; $longest">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ': the CRM keeps ', $longest, ' characters of ', $name, ', and &quot;', $value,
          '&quot; has ', string-length($value), '. Shorten it.')"/>
      </xsl:message>
    </xsl:if>
    <field name="{$name}" type="{$type}"><xsl:value-of select="$value"/></field>
  </xsl:template>

  <xsl:template name="null-field">
    <xsl:param name="name"/>
    <xsl:param name="type"/>
    <field name="{$name}" type="{$type}"><None/></field>
  </xsl:template>

  <!-- A relation to one: to the row with this key, or to none. -->
  <xsl:template name="relation">
    <xsl:param name="name"/>
    <xsl:param name="to"/>
    <xsl:param name="key" select="''"/>
    <field name="{$name}" rel="ManyToOneRel" to="{$to}">
      <xsl:choose>
        <xsl:when test="$key != ''"><xsl:value-of select="$key"/></xsl:when>
        <xsl:otherwise><None/></xsl:otherwise>
      </xsl:choose>
    </field>
  </xsl:template>

  <!-- A relation to what has a natural key: a user, a group. -->
  <xsl:template name="named-relation">
    <xsl:param name="name"/>
    <xsl:param name="to"/>
    <xsl:param name="key"/>
    <field name="{$name}" rel="ManyToOneRel" to="{$to}">
      <xsl:choose>
        <xsl:when test="$key != ''"><natural><xsl:value-of select="$key"/></natural></xsl:when>
        <xsl:otherwise><None/></xsl:otherwise>
      </xsl:choose>
    </field>
  </xsl:template>

  <xsl:template name="no-relations">
    <xsl:param name="name"/>
    <xsl:param name="to"/>
    <field name="{$name}" rel="ManyToManyRel" to="{$to}"/>
  </xsl:template>

  <!-- A key of the CRM is a number. Anything else is not a record of the CRM. -->
  <xsl:template name="own-key">
    <xsl:param name="key"/>
    <xsl:param name="of"/>
    <xsl:if test="normalize-space($key) = '' or translate($key, '0123456789', '') != '' or string-length($key) &gt; 9">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ': &quot;', $key, '&quot; is no ', $of,
          ' of the CRM, whose keys are numbers. It cannot be told of it.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:value-of select="$key"/>
  </xsl:template>

  <!--
    The key of a record that Kontor alone writes: the number of the ERP, below zero. The CRM counts upwards from one, so the two
    never meet, and a second document of the same record takes the place of the first.
  -->
  <xsl:template name="key-below-zero">
    <xsl:param name="number"/>
    <xsl:param name="prefix" select="''"/>
    <xsl:param name="parameter"/>
    <xsl:variable name="bare">
      <xsl:choose>
        <xsl:when test="$prefix != '' and starts-with($number, $prefix)">
          <xsl:value-of select="substring($number, string-length($prefix) + 1)"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="$number"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="digits" select="translate($bare, '-/. ', '')"/>
    <xsl:if test="$digits = '' or translate($digits, '0123456789', '') != '' or number($digits) &gt; 2147483647
      or number($digits) = 0">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ': its number has to become a number below 2147483648 for the CRM. If all begin alike, ',
          'name that beginning in the parameter ', $parameter, ' of the format.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:value-of select="concat('-', format-number(number($digits), '0'))"/>
  </xsl:template>

  <!-- Seconds since the year 0, for comparing two moments with zones. -->
  <xsl:template name="seconds">
    <xsl:param name="moment"/>
    <xsl:variable name="month" select="number(substring($moment, 6, 2))"/>
    <xsl:variable name="year" select="number(substring($moment, 1, 4)) - ($month &lt; 3)"/>
    <xsl:variable name="days" select="365 * $year + floor($year div 4) - floor($year div 100) + floor($year div 400)
      + floor((153 * (($month + 9) mod 12) + 2) div 5) + number(substring($moment, 9, 2))"/>
    <xsl:variable name="zone" select="substring($moment, 20)"/>
    <!-- Behind a fraction there is the zone: Z, +01:00, -05:00. -->
    <xsl:variable name="offset" select="translate(substring($zone, string-length($zone) - 5), 'Z', '')"/>
    <xsl:variable name="shift">
      <xsl:choose>
        <xsl:when test="starts-with($offset, '+')">
          <xsl:value-of select="substring($offset, 2, 2) * 3600 + substring($offset, 5, 2) * 60"/>
        </xsl:when>
        <xsl:when test="starts-with($offset, '-')">
          <xsl:value-of select="-(substring($offset, 2, 2) * 3600 + substring($offset, 5, 2) * 60)"/>
        </xsl:when>
        <xsl:otherwise>0</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:value-of select="$days * 86400 + substring($moment, 12, 2) * 3600 + substring($moment, 15, 2) * 60
      + substring($moment, 18, 2) - $shift"/>
  </xsl:template>

</xsl:stylesheet>
