<?xml version="1.0" encoding="UTF-8"?>
<!-- What reading and writing openTRANS have in common. Not used alone. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <!-- What is known of the file. All of them may be empty. -->
  <xsl:param name="interchange" select="''"/>
  <xsl:param name="sender" select="''"/>
  <xsl:param name="control-number" select="''"/>
  <xsl:param name="document" select="''"/>

  <!-- By which type of PARTY_ID the CRM's id of a customer, and the ERP's number, are known. -->
  <xsl:param name="customer-id-type" select="'buyer_specific'"/>
  <xsl:param name="customer-number-type" select="'supplier_specific'"/>

  <!-- The type of an id that only tells the parties of one document apart. -->
  <xsl:variable name="order-party" select="'order_specific'"/>

  <!-- ISO 639-1 to ISO 639-2. Other languages do not travel. -->
  <xsl:param name="languages" select="'bg=bul cs=ces da=dan de=deu el=ell en=eng es=spa et=est fi=fin fr=fra hr=hrv hu=hun
    it=ita lt=lit lv=lav nb=nob nl=nld no=nor pl=pol pt=por ro=ron ru=rus sk=slk sl=slv sr=srp sv=swe tr=tur uk=ukr'"/>

  <!-- The forms of address, as TITLE has them. -->
  <xsl:param name="titles" select="'mr=Herr ms=Frau neutral=Divers'"/>

  <!-- 19 becomes 0.19, by moving the point: no digit is lost. -->
  <xsl:template name="hundredth">
    <xsl:param name="value"/>
    <xsl:variable name="whole" select="concat('000', substring-before(concat($value, '.'), '.'))"/>
    <xsl:variable name="cut" select="string-length($whole) - 2"/>
    <xsl:call-template name="without-leading-zeros">
      <xsl:with-param name="digits" select="substring($whole, 1, $cut)"/>
    </xsl:call-template>
    <xsl:value-of select="concat('.', substring($whole, $cut + 1), substring-after($value, '.'))"/>
  </xsl:template>

  <!-- 0.19 becomes 19. -->
  <xsl:template name="hundredfold">
    <xsl:param name="value"/>
    <xsl:variable name="decimals" select="substring-after($value, '.')"/>
    <xsl:variable name="filled" select="concat($decimals, substring('00', string-length($decimals) + 1))"/>
    <xsl:call-template name="without-leading-zeros">
      <xsl:with-param name="digits" select="concat(substring-before(concat($value, '.'), '.'), substring($filled, 1, 2))"/>
    </xsl:call-template>
    <xsl:if test="string-length($filled) &gt; 2"><xsl:value-of select="concat('.', substring($filled, 3))"/></xsl:if>
  </xsl:template>

  <xsl:template name="without-leading-zeros">
    <xsl:param name="digits"/>
    <xsl:choose>
      <xsl:when test="string-length($digits) &gt; 1 and starts-with($digits, '0')">
        <xsl:call-template name="without-leading-zeros">
          <xsl:with-param name="digits" select="substring($digits, 2)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$digits"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
