<?xml version="1.0" encoding="UTF-8"?>
<!--
  One canonical OrderStatus to an IDoc ORDERS05 with the message type ORDRSP, as a system speaks that plays the ERP. An order
  response confirms, changes or rejects; where an order is after that, it cannot say.

  ACTION  of the document: 029 accepted, 004 changed, 027 not accepted; of an item: 005, 002, 003
  ABGRU   an item that was rejected has a reason for rejection, and its reasons in words are texts
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  exclude-result-prefixes="x">

  <xsl:import href="common.xsl"/>

  <xsl:param name="rejection" select="'00'"/>

  <xsl:variable name="records" select="/descendant-or-self::x:OrderStatus[@changed]"/>
  <xsl:variable name="subject" select="concat('Order status ', normalize-space(($records/x:OrderId | $records/x:ErpNumber)[1]))"/>

  <xsl:template match="/">
    <xsl:if test="count($records) != 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('write-status.xsl maps exactly one OrderStatus, not ', count($records), '.')"/>
      </xsl:message>
    </xsl:if>
    <ORDERS05>
      <xsl:apply-templates select="$records"/>
    </ORDERS05>
  </xsl:template>

  <xsl:template match="x:OrderStatus">
    <xsl:if test="@deleted = 'true' or @deleted = '1'">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ' was deleted, which an order response (ORDRSP) cannot say. Tell the receiver by other ',
          'means.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:variable name="state" select="normalize-space(x:State)"/>
    <xsl:variable name="action">
      <xsl:choose>
        <xsl:when test="$state = 'accepted'">029</xsl:when>
        <xsl:when test="$state = 'changed'">004</xsl:when>
        <xsl:when test="$state = 'rejected'">027</xsl:when>
        <xsl:otherwise>
          <xsl:message terminate="yes">
            <xsl:value-of select="concat($subject, ' is ', $state, ', which an order response (ORDRSP) cannot say: it knows accepted, ',
              'changed and rejected.')"/>
          </xsl:message>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <IDOC BEGIN="1">
      <xsl:call-template name="control">
        <xsl:with-param name="basic-type">ORDERS05</xsl:with-param>
        <xsl:with-param name="message-type">ORDRSP</xsl:with-param>
        <xsl:with-param name="key" select="(x:OrderId | x:ErpNumber[not(../x:OrderId)])[1]"/>
      </xsl:call-template>
      <E1EDK01 SEGMENT="1">
        <ACTION><xsl:value-of select="$action"/></ACTION>
        <xsl:call-template name="field">
          <xsl:with-param name="name">BELNR</xsl:with-param>
          <xsl:with-param name="value" select="x:ErpNumber"/>
        </xsl:call-template>
      </E1EDK01>
      <xsl:call-template name="date">
        <xsl:with-param name="qualifier">012</xsl:with-param>
        <xsl:with-param name="day" select="x:Date"/>
      </xsl:call-template>
      <xsl:call-template name="sold-to"/>
      <xsl:call-template name="reference">
        <xsl:with-param name="qualifier">001</xsl:with-param>
        <xsl:with-param name="number" select="x:OrderId"/>
      </xsl:call-template>
      <xsl:call-template name="reference">
        <xsl:with-param name="qualifier">002</xsl:with-param>
        <xsl:with-param name="number" select="x:ErpNumber"/>
      </xsl:call-template>
      <xsl:for-each select="x:Reason[normalize-space() != '']">
        <E1EDKT1 SEGMENT="1">
          <TDID><xsl:value-of select="$text-id"/></TDID>
          <xsl:call-template name="text-lines">
            <xsl:with-param name="text" select="string()"/>
            <xsl:with-param name="element">E1EDKT2</xsl:with-param>
          </xsl:call-template>
        </E1EDKT1>
      </xsl:for-each>
      <xsl:apply-templates select="x:Lines/x:Line"/>
    </IDOC>
  </xsl:template>

  <xsl:template match="x:Line">
    <xsl:variable name="state" select="normalize-space(x:State)"/>
    <xsl:if test="$state != '' and $state != 'accepted' and $state != 'changed' and $state != 'rejected'">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ', line ', normalize-space(x:Number), ' is ', $state, ', which an order response ',
          '(ORDRSP) cannot say: it knows accepted, changed and rejected.')"/>
      </xsl:message>
    </xsl:if>
    <E1EDP01 SEGMENT="1">
      <POSEX><xsl:call-template name="item-number"/></POSEX>
      <xsl:choose>
        <xsl:when test="$state = 'accepted'"><ACTION>005</ACTION></xsl:when>
        <xsl:when test="$state = 'changed'"><ACTION>002</ACTION></xsl:when>
        <xsl:when test="$state = 'rejected'"><ACTION>003</ACTION></xsl:when>
      </xsl:choose>
      <xsl:call-template name="field">
        <xsl:with-param name="name">MENEE</xsl:with-param>
        <xsl:with-param name="value" select="x:Unit"/>
      </xsl:call-template>
      <xsl:if test="x:UnitPrice">
        <xsl:variable name="price"><xsl:call-template name="price"/></xsl:variable>
        <VPREI><xsl:value-of select="substring-before($price, ' ')"/></VPREI>
        <PEINH><xsl:value-of select="substring-after($price, ' ')"/></PEINH>
      </xsl:if>
      <xsl:if test="$state = 'rejected'"><ABGRU><xsl:value-of select="$rejection"/></ABGRU></xsl:if>
      <E1EDP02 SEGMENT="1">
        <QUALF>001</QUALF>
        <xsl:call-template name="field">
          <xsl:with-param name="name">BELNR</xsl:with-param>
          <xsl:with-param name="value" select="../../x:OrderId"/>
        </xsl:call-template>
        <ZEILE><xsl:call-template name="item-number"/></ZEILE>
      </E1EDP02>
      <xsl:if test="x:ConfirmedQuantity or x:ConfirmedDate">
        <E1EDP20 SEGMENT="1">
          <xsl:if test="x:ConfirmedQuantity">
            <xsl:call-template name="quantity">
              <xsl:with-param name="name">WMENG</xsl:with-param>
              <xsl:with-param name="quantity" select="x:ConfirmedQuantity"/>
            </xsl:call-template>
          </xsl:if>
          <xsl:if test="x:ConfirmedDate">
            <EDATU><xsl:apply-templates select="x:ConfirmedDate" mode="day"/></EDATU>
          </xsl:if>
        </E1EDP20>
      </xsl:if>
      <xsl:for-each select="x:Reason[normalize-space() != '']">
        <E1EDPT1 SEGMENT="1">
          <TDID><xsl:value-of select="$item-text-id"/></TDID>
          <xsl:call-template name="text-lines">
            <xsl:with-param name="text" select="string()"/>
            <xsl:with-param name="element">E1EDPT2</xsl:with-param>
          </xsl:call-template>
        </E1EDPT1>
      </xsl:for-each>
    </E1EDP01>
  </xsl:template>

</xsl:stylesheet>
