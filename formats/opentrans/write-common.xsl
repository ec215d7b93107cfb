<?xml version="1.0" encoding="UTF-8"?>
<!-- What the mappings to openTRANS have in common. Not used alone. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  xmlns="http://www.opentrans.org/XMLSchema/2.1" xmlns:bmecat="http://www.bmecat.org/bmecat/2005"
  exclude-result-prefixes="x">

  <xsl:import href="common.xsl"/>

  <!-- The company that delivers, as its customers know it: yours, where the CRM sells for it. -->
  <xsl:param name="supplier-id" select="'SUPPLIER'"/>
  <xsl:param name="supplier-id-type" select="'supplier_specific'"/>
  <xsl:param name="supplier-name" select="''"/>

  <xsl:template name="refuse">
    <xsl:param name="text"/>
    <xsl:message terminate="yes"><xsl:value-of select="normalize-space(concat($subject, ': ', $text))"/></xsl:message>
  </xsl:template>

  <!-- A deleted order that is written like any other would be delivered. -->
  <xsl:template name="refuse-deleted">
    <xsl:if test="@deleted = 'true' or @deleted = '1'">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text">openTRANS has no way to say that it was deleted. Cancel it with the receiver by other
          means, or let the agreement ignore deletions.</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="control-info">
    <CONTROL_INFO>
      <xsl:if test="$document != ''">
        <GENERATOR_INFO><xsl:value-of select="concat('Kontor, document ', $document)"/></GENERATOR_INFO>
      </xsl:if>
      <GENERATION_DATE><xsl:value-of select="@changed"/></GENERATION_DATE>
    </CONTROL_INFO>
  </xsl:template>

  <!-- Parties -->

  <xsl:template match="x:Customer" mode="ids">
    <xsl:if test="x:CrmId">
      <bmecat:PARTY_ID type="{$customer-id-type}"><xsl:value-of select="normalize-space(x:CrmId)"/></bmecat:PARTY_ID>
    </xsl:if>
    <xsl:if test="x:ErpNumber">
      <bmecat:PARTY_ID type="{$customer-number-type}">
        <xsl:value-of select="normalize-space(x:ErpNumber)"/>
      </bmecat:PARTY_ID>
    </xsl:if>
  </xsl:template>

  <!-- The id by which the rest of the document refers to a customer: the first one of its party. -->
  <xsl:template match="x:Customer" mode="id">
    <xsl:value-of select="normalize-space((x:CrmId | x:ErpNumber[not(../x:CrmId)])[1])"/>
  </xsl:template>

  <xsl:template match="x:Customer" mode="id-type">
    <xsl:choose>
      <xsl:when test="x:CrmId"><xsl:value-of select="$customer-id-type"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$customer-number-type"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="x:Customer" mode="buyer-reference">
    <xsl:variable name="type"><xsl:apply-templates select="." mode="id-type"/></xsl:variable>
    <bmecat:BUYER_IDREF type="{$type}"><xsl:apply-templates select="." mode="id"/></bmecat:BUYER_IDREF>
  </xsl:template>

  <xsl:template name="supplier-reference">
    <bmecat:SUPPLIER_IDREF type="{$supplier-id-type}"><xsl:value-of select="$supplier-id"/></bmecat:SUPPLIER_IDREF>
  </xsl:template>

  <xsl:template name="supplier">
    <PARTY>
      <bmecat:PARTY_ID type="{$supplier-id-type}"><xsl:value-of select="$supplier-id"/></bmecat:PARTY_ID>
      <PARTY_ROLE>supplier</PARTY_ROLE>
      <xsl:if test="$supplier-name != ''">
        <ADDRESS>
          <xsl:call-template name="name"><xsl:with-param name="name" select="$supplier-name"/></xsl:call-template>
        </ADDRESS>
      </xsl:if>
    </PARTY>
  </xsl:template>

  <!-- A name, on two lines where one is too short; broken between words, so that both together say it again. -->
  <xsl:template name="name">
    <xsl:param name="name"/>
    <xsl:choose>
      <xsl:when test="string-length($name) &lt;= 50">
        <bmecat:NAME><xsl:value-of select="$name"/></bmecat:NAME>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="first">
          <xsl:call-template name="first-line">
            <xsl:with-param name="name" select="$name"/>
            <xsl:with-param name="length" select="50"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:variable name="second" select="substring($name, string-length($first) + 2)"/>
        <xsl:if test="$first = '' or string-length($second) &gt; 50">
          <xsl:call-template name="refuse">
            <xsl:with-param name="text" select="concat('a name in openTRANS has two lines of 50 characters, which do not ',
              'hold this one. Shorten it: ', $name)"/>
          </xsl:call-template>
        </xsl:if>
        <bmecat:NAME><xsl:value-of select="$first"/></bmecat:NAME>
        <bmecat:NAME2><xsl:value-of select="$second"/></bmecat:NAME2>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- As many whole words as the length holds; nothing where the first word is longer. -->
  <xsl:template name="first-line">
    <xsl:param name="name"/>
    <xsl:param name="length"/>
    <xsl:choose>
      <xsl:when test="$length = 0"/>
      <xsl:when test="substring($name, $length + 1, 1) = ' '">
        <xsl:value-of select="substring($name, 1, $length)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="first-line">
          <xsl:with-param name="name" select="$name"/>
          <xsl:with-param name="length" select="$length - 1"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- NAME3: one more line of the address, as retailers use it for building and "c/o". -->
  <xsl:template match="x:Address" mode="extra">
    <xsl:if test="normalize-space(x:AdditionalStreetName) != ''">
      <bmecat:NAME3><xsl:value-of select="normalize-space(x:AdditionalStreetName)"/></bmecat:NAME3>
    </xsl:if>
  </xsl:template>

  <xsl:template match="x:Address" mode="place">
    <xsl:variable name="street" select="normalize-space(concat(x:StreetName, ' ', x:BuildingNumber))"/>
    <xsl:variable name="box" select="starts-with($street, 'Postfach ') and string-length($street) &lt;= 29"/>
    <xsl:if test="$street != '' and not($box)">
      <bmecat:STREET><xsl:value-of select="$street"/></bmecat:STREET>
    </xsl:if>
    <xsl:if test="normalize-space(x:PostalZone) != ''">
      <bmecat:ZIP><xsl:value-of select="normalize-space(x:PostalZone)"/></bmecat:ZIP>
    </xsl:if>
    <xsl:if test="$box">
      <bmecat:BOXNO><xsl:value-of select="substring-after($street, 'Postfach ')"/></bmecat:BOXNO>
    </xsl:if>
    <xsl:if test="normalize-space(x:CityName) != ''">
      <bmecat:CITY><xsl:value-of select="normalize-space(x:CityName)"/></bmecat:CITY>
    </xsl:if>
    <xsl:if test="normalize-space(x:CountrySubentity) != ''">
      <bmecat:STATE><xsl:value-of select="normalize-space(x:CountrySubentity)"/></bmecat:STATE>
    </xsl:if>
    <bmecat:COUNTRY_CODED><xsl:value-of select="normalize-space(x:Country)"/></bmecat:COUNTRY_CODED>
  </xsl:template>

  <!-- Payment terms: the code that both sides agreed on, and its days in the standard's own elements. -->
  <xsl:template name="payment-terms">
    <xsl:param name="code"/>
    <xsl:param name="due"/>
    <PAYMENT>
      <DEBIT>TRUE</DEBIT>
      <PAYMENT_TERMS>
        <xsl:if test="$code != ''"><PAYMENT_TERM type="other"><xsl:value-of select="$code"/></PAYMENT_TERM></xsl:if>
        <xsl:variable name="discounted" select="substring-before($code, '-NET')"/>
        <xsl:variable name="discount-days" select="substring-before($discounted, 'D')"/>
        <xsl:variable name="percent" select="substring-after($discounted, 'D')"/>
        <xsl:if test="string(number($discount-days)) = $discount-days and string(number($percent)) = $percent">
          <TIME_FOR_PAYMENT>
            <DAYS><xsl:value-of select="$discount-days"/></DAYS>
            <DISCOUNT_FACTOR>
              <xsl:call-template name="hundredth"><xsl:with-param name="value" select="$percent"/></xsl:call-template>
            </DISCOUNT_FACTOR>
          </TIME_FOR_PAYMENT>
        </xsl:if>
        <xsl:variable name="days" select="substring-after($code, 'NET')"/>
        <xsl:choose>
          <xsl:when test="$due != ''">
            <TIME_FOR_PAYMENT><PAYMENT_DATE><xsl:value-of select="$due"/></PAYMENT_DATE></TIME_FOR_PAYMENT>
          </xsl:when>
          <xsl:when test="string(number($days)) = $days and $days &gt;= 0 and floor($days) = number($days)">
            <TIME_FOR_PAYMENT><DAYS><xsl:value-of select="$days"/></DAYS></TIME_FOR_PAYMENT>
          </xsl:when>
        </xsl:choose>
      </PAYMENT_TERMS>
    </PAYMENT>
  </xsl:template>

  <xsl:template name="day">
    <xsl:param name="date"/>
    <xsl:param name="type"/>
    <DELIVERY_DATE type="{$type}">
      <DELIVERY_START_DATE><xsl:value-of select="$date"/></DELIVERY_START_DATE>
      <DELIVERY_END_DATE><xsl:value-of select="$date"/></DELIVERY_END_DATE>
    </DELIVERY_DATE>
  </xsl:template>

</xsl:stylesheet>
