<?xml version="1.0" encoding="UTF-8"?>
<!-- What the mappings to SAP Business One have in common. Not used alone. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  xmlns:str="http://exslt.org/strings" exclude-result-prefixes="x str">

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <!-- What is known of the file that is written. All of them may be empty. -->
  <xsl:param name="interchange" select="''"/>
  <xsl:param name="sender" select="''"/>
  <xsl:param name="control-number" select="''"/>
  <xsl:param name="document" select="''"/>

  <!--
    PaymentTerms to SAP's payment terms group, as format.yaml has it. The numbers are those of one company; only -1 is the
    same everywhere.
  -->
  <xsl:param name="payment-terms-groups" select="'PREPAID=-1 NET0=-1 NET14=1 NET30=2 NET60=3 14D2-NET30=4'"/>

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

  <xsl:template name="card-code">
    <xsl:param name="customer"/>
    <xsl:variable name="source" select="($customer/x:ErpNumber | $customer/x:CrmId[not(../x:ErpNumber)])[1]"/>
    <xsl:call-template name="field">
      <xsl:with-param name="name">CardCode</xsl:with-param>
      <xsl:with-param name="source" select="$source"/>
      <xsl:with-param name="longest" select="15"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A field of its own, left out where the source is absent or empty. -->
  <xsl:template name="field">
    <xsl:param name="name"/>
    <xsl:param name="source"/>
    <xsl:param name="longest"/>
    <xsl:variable name="value" select="normalize-space($source)"/>
    <xsl:if test="$value != ''">
      <xsl:call-template name="check">
        <xsl:with-param name="name" select="$name"/>
        <xsl:with-param name="value" select="$value"/>
        <xsl:with-param name="longest" select="$longest"/>
        <xsl:with-param name="from" select="local-name($source)"/>
      </xsl:call-template>
      <xsl:element name="{$name}"><xsl:value-of select="$value"/></xsl:element>
    </xsl:if>
  </xsl:template>

  <xsl:template name="check">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:param name="longest"/>
    <xsl:param name="from"/>
    <xsl:if test="string-length($value) &gt; $longest">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ': ', $from, ' has ', string-length($value), ' characters, but ', $name,
          ' in SAP Business One holds ', $longest, '. Shorten it: ', $value)"/>
      </xsl:message>
    </xsl:if>
  </xsl:template>

  <xsl:template name="payment-terms">
    <xsl:param name="name"/>
    <xsl:param name="source"/>
    <xsl:variable name="code" select="normalize-space($source)"/>
    <xsl:if test="$code != ''">
      <xsl:variable name="group" select="substring-before(substring-after(concat(' ', $payment-terms-groups, ' '),
        concat(' ', $code, '=')), ' ')"/>
      <xsl:if test="$group = ''">
        <xsl:message terminate="yes">
          <xsl:value-of select="concat($subject, ': no payment terms of SAP Business One are named for PaymentTerms ',
            $code, '. Use one of the known codes, or add it to the parameter payment-terms-groups: ',
            $payment-terms-groups)"/>
        </xsl:message>
      </xsl:if>
      <xsl:element name="{$name}"><xsl:value-of select="$group"/></xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- Phone1, Phone2, mobile, fax and mail of a customer or a contact person. -->
  <xsl:template name="contact-points">
    <xsl:param name="mobile"/>
    <xsl:param name="mail"/>
    <xsl:call-template name="contact-point">
      <xsl:with-param name="name">Phone1</xsl:with-param>
      <xsl:with-param name="points" select="x:Phone"/>
      <xsl:with-param name="longest" select="20"/>
    </xsl:call-template>
    <xsl:call-template name="contact-point">
      <xsl:with-param name="name">Phone2</xsl:with-param>
      <xsl:with-param name="points" select="x:Phone"/>
      <xsl:with-param name="place" select="2"/>
      <xsl:with-param name="longest" select="20"/>
    </xsl:call-template>
    <xsl:call-template name="contact-point">
      <xsl:with-param name="name" select="$mobile"/>
      <xsl:with-param name="points" select="x:Mobile"/>
      <xsl:with-param name="longest" select="50"/>
    </xsl:call-template>
    <xsl:call-template name="contact-point">
      <xsl:with-param name="name">Fax</xsl:with-param>
      <xsl:with-param name="points" select="x:Fax"/>
      <xsl:with-param name="longest" select="20"/>
    </xsl:call-template>
    <xsl:call-template name="contact-point">
      <xsl:with-param name="name" select="$mail"/>
      <xsl:with-param name="points" select="x:Email"/>
      <xsl:with-param name="longest" select="100"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="contact-point">
    <xsl:param name="name"/>
    <xsl:param name="points"/>
    <xsl:param name="place" select="1"/>
    <xsl:param name="longest"/>
    <xsl:for-each select="$points[normalize-space() != '']">
      <xsl:sort select="number(@preferred = 'true' or @preferred = '1')" data-type="number" order="descending"/>
      <xsl:sort select="number(@use = 'main')" data-type="number" order="descending"/>
      <xsl:if test="position() = $place">
        <xsl:call-template name="field">
          <xsl:with-param name="name" select="$name"/>
          <xsl:with-param name="source" select="."/>
          <xsl:with-param name="longest" select="$longest"/>
        </xsl:call-template>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- The fields of a canonical address; the prefix is that of the address extension of a sales order. -->
  <xsl:template name="street">
    <xsl:param name="prefix" select="''"/>
    <xsl:param name="building" select="'BuildingFloorRoom'"/>
    <xsl:call-template name="field">
      <xsl:with-param name="name" select="concat($prefix, 'Street')"/>
      <xsl:with-param name="source" select="x:StreetName"/>
      <xsl:with-param name="longest" select="100"/>
    </xsl:call-template>
    <xsl:call-template name="field">
      <xsl:with-param name="name" select="concat($prefix, 'StreetNo')"/>
      <xsl:with-param name="source" select="x:BuildingNumber"/>
      <xsl:with-param name="longest" select="100"/>
    </xsl:call-template>
    <xsl:call-template name="field">
      <xsl:with-param name="name" select="concat($prefix, $building)"/>
      <xsl:with-param name="source" select="x:AdditionalStreetName"/>
      <xsl:with-param name="longest" select="100"/>
    </xsl:call-template>
    <xsl:call-template name="field">
      <xsl:with-param name="name" select="concat($prefix, 'ZipCode')"/>
      <xsl:with-param name="source" select="x:PostalZone"/>
      <xsl:with-param name="longest" select="20"/>
    </xsl:call-template>
    <xsl:call-template name="field">
      <xsl:with-param name="name" select="concat($prefix, 'City')"/>
      <xsl:with-param name="source" select="x:CityName"/>
      <xsl:with-param name="longest" select="100"/>
    </xsl:call-template>
    <!-- Not State, which takes a code of SAP's own list. -->
    <xsl:call-template name="field">
      <xsl:with-param name="name" select="concat($prefix, 'County')"/>
      <xsl:with-param name="source" select="x:CountrySubentity"/>
      <xsl:with-param name="longest" select="100"/>
    </xsl:call-template>
    <xsl:call-template name="field">
      <xsl:with-param name="name" select="concat($prefix, 'Country')"/>
      <xsl:with-param name="source" select="x:Country"/>
      <xsl:with-param name="longest" select="3"/>
    </xsl:call-template>
  </xsl:template>

  <!-- All notes with their line breaks, one below the other. -->
  <xsl:template name="notes">
    <xsl:for-each select="x:Note[normalize-space() != '']">
      <xsl:if test="position() &gt; 1"><xsl:text>&#10;</xsl:text></xsl:if>
      <xsl:value-of select="."/>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
