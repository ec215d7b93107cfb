<?xml version="1.0" encoding="UTF-8"?>
<!-- The customer inside an order: the ADDRESS of the buyer. Not used alone. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  xmlns="http://www.opentrans.org/XMLSchema/2.1" xmlns:bmecat="http://www.bmecat.org/bmecat/2005"
  exclude-result-prefixes="x">

  <xsl:template match="x:Customer" mode="address">
    <xsl:variable name="main" select="x:Address[@type = 'main']"/>
    <ADDRESS>
      <xsl:call-template name="name"><xsl:with-param name="name" select="normalize-space(x:Name)"/></xsl:call-template>
      <xsl:apply-templates select="$main" mode="extra"/>
      <xsl:if test="normalize-space(x:Kind) = 'person' and normalize-space(x:FamilyName) != ''">
        <CONTACT_DETAILS><xsl:call-template name="person"/></CONTACT_DETAILS>
      </xsl:if>
      <xsl:for-each select="x:ContactPerson">
        <CONTACT_DETAILS>
          <bmecat:CONTACT_ID><xsl:value-of select="normalize-space(x:Id)"/></bmecat:CONTACT_ID>
          <xsl:call-template name="person"/>
          <xsl:if test="normalize-space(x:Function) != ''">
            <bmecat:CONTACT_DESCR><xsl:value-of select="normalize-space(x:Function)"/></bmecat:CONTACT_DESCR>
          </xsl:if>
          <xsl:call-template name="numbers"/>
          <xsl:if test="x:Email[normalize-space() != '']">
            <bmecat:EMAILS><xsl:call-template name="mail"/></bmecat:EMAILS>
          </xsl:if>
        </CONTACT_DETAILS>
      </xsl:for-each>
      <xsl:apply-templates select="$main" mode="place"/>
      <xsl:if test="normalize-space(x:VatId) != ''">
        <bmecat:VAT_ID><xsl:value-of select="normalize-space(x:VatId)"/></bmecat:VAT_ID>
      </xsl:if>
      <xsl:call-template name="numbers"/>
      <xsl:if test="x:Email[normalize-space() != '']"><xsl:call-template name="mail"/></xsl:if>
      <xsl:for-each select="x:Web[normalize-space() != '']">
        <xsl:sort select="number(@use = 'main')" data-type="number" order="descending"/>
        <xsl:if test="position() = 1">
          <bmecat:URL><xsl:value-of select="normalize-space()"/></bmecat:URL>
        </xsl:if>
      </xsl:for-each>
    </ADDRESS>
  </xsl:template>

  <xsl:template name="person">
    <bmecat:CONTACT_NAME><xsl:value-of select="normalize-space(x:FamilyName)"/></bmecat:CONTACT_NAME>
    <xsl:if test="normalize-space(x:FirstName) != ''">
      <bmecat:FIRST_NAME><xsl:value-of select="normalize-space(x:FirstName)"/></bmecat:FIRST_NAME>
    </xsl:if>
    <xsl:if test="x:Salutation">
      <bmecat:TITLE>
        <xsl:value-of select="substring-before(substring-after(concat(' ', $titles, ' '), concat(' ',
          normalize-space(x:Salutation), '=')), ' ')"/>
      </bmecat:TITLE>
    </xsl:if>
    <xsl:if test="normalize-space(x:Title) != ''">
      <bmecat:ACADEMIC_TITLE><xsl:value-of select="normalize-space(x:Title)"/></bmecat:ACADEMIC_TITLE>
    </xsl:if>
  </xsl:template>

  <!-- The main number is the "office" of BMEcat; any other use is named as it is. -->
  <xsl:template name="numbers">
    <xsl:for-each select="x:Phone[normalize-space() != '']">
      <xsl:variable name="type">
        <xsl:choose>
          <xsl:when test="@use = 'main'">office</xsl:when>
          <xsl:otherwise><xsl:value-of select="@use"/></xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <bmecat:PHONE type="{$type}"><xsl:value-of select="normalize-space()"/></bmecat:PHONE>
    </xsl:for-each>
    <xsl:for-each select="x:Mobile[normalize-space() != '']">
      <xsl:variable name="type">
        <xsl:choose>
          <xsl:when test="@use = 'main'">mobile</xsl:when>
          <xsl:otherwise><xsl:value-of select="concat('mobile_', @use)"/></xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <bmecat:PHONE type="{$type}"><xsl:value-of select="normalize-space()"/></bmecat:PHONE>
    </xsl:for-each>
    <xsl:for-each select="x:Fax[normalize-space() != '']">
      <xsl:variable name="type">
        <xsl:choose>
          <xsl:when test="@use = 'main'">office</xsl:when>
          <xsl:otherwise><xsl:value-of select="@use"/></xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <bmecat:FAX type="{$type}"><xsl:value-of select="normalize-space()"/></bmecat:FAX>
    </xsl:for-each>
  </xsl:template>

  <!-- An e-mail address has no type in BMEcat, so one goes: the main one, or else the preferred or the first. -->
  <xsl:template name="mail">
    <xsl:for-each select="x:Email[normalize-space() != '']">
      <xsl:sort select="number(@use = 'main')" data-type="number" order="descending"/>
      <xsl:sort select="number(@preferred = 'true' or @preferred = '1')" data-type="number" order="descending"/>
      <xsl:if test="position() = 1">
        <bmecat:EMAIL><xsl:value-of select="normalize-space()"/></bmecat:EMAIL>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
