<?xml version="1.0" encoding="UTF-8"?>
<!--
  One canonical OrderStatus to one openTRANS ORDERRESPONSE.

  openTRANS has no element for a state: a receiver concludes it from the quantities. So the state goes into the extension as
  well, where the mapping back finds it.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  xmlns="http://www.opentrans.org/XMLSchema/2.1" xmlns:bmecat="http://www.bmecat.org/bmecat/2005"
  exclude-result-prefixes="x">

  <xsl:import href="write-common.xsl"/>

  <xsl:variable name="records" select="/descendant-or-self::x:OrderStatus[@changed]"/>
  <xsl:variable name="subject" select="concat('Status of order ',
    normalize-space(($records/x:OrderId | $records/x:ErpNumber[not(../x:OrderId)])[1]))"/>

  <xsl:template match="/">
    <xsl:if test="count($records) != 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('write-status.xsl maps exactly one OrderStatus, not ', count($records), '.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:apply-templates select="$records"/>
  </xsl:template>

  <xsl:template match="x:OrderStatus">
    <xsl:call-template name="refuse-deleted"/>
    <xsl:if test="not(x:OrderId)">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text">the receiver's own number of the order is not known, and an ORDERRESPONSE must name
          it as ORDER_ID.</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <ORDERRESPONSE version="2.1">
      <ORDERRESPONSE_HEADER>
        <xsl:call-template name="control-info"/>
        <ORDERRESPONSE_INFO>
          <ORDER_ID><xsl:value-of select="normalize-space(x:OrderId)"/></ORDER_ID>
          <ORDERRESPONSE_DATE>
            <xsl:value-of select="normalize-space((x:Date | @changed[not(../x:Date)])[1])"/>
          </ORDERRESPONSE_DATE>
          <xsl:if test="x:ErpNumber">
            <SUPPLIER_ORDER_ID><xsl:value-of select="normalize-space(x:ErpNumber)"/></SUPPLIER_ORDER_ID>
          </xsl:if>
          <PARTIES>
            <xsl:if test="x:Customer">
              <PARTY>
                <xsl:apply-templates select="x:Customer" mode="ids"/>
                <PARTY_ROLE>buyer</PARTY_ROLE>
              </PARTY>
            </xsl:if>
            <xsl:call-template name="supplier"/>
          </PARTIES>
          <xsl:if test="x:Customer">
            <ORDER_PARTIES_REFERENCE>
              <xsl:apply-templates select="x:Customer" mode="buyer-reference"/>
              <xsl:call-template name="supplier-reference"/>
            </ORDER_PARTIES_REFERENCE>
          </xsl:if>
          <xsl:for-each select="x:Reason[normalize-space() != '']">
            <REMARKS type="orderresponse"><xsl:value-of select="."/></REMARKS>
          </xsl:for-each>
          <HEADER_UDX>
            <UDX.KONTOR.STATE><xsl:value-of select="normalize-space(x:State)"/></UDX.KONTOR.STATE>
            <xsl:if test="@sequence">
              <UDX.KONTOR.SEQUENCE><xsl:value-of select="@sequence"/></UDX.KONTOR.SEQUENCE>
            </xsl:if>
          </HEADER_UDX>
        </ORDERRESPONSE_INFO>
      </ORDERRESPONSE_HEADER>
      <xsl:if test="x:Lines">
        <ORDERRESPONSE_ITEM_LIST><xsl:apply-templates select="x:Lines/x:Line"/></ORDERRESPONSE_ITEM_LIST>
      </xsl:if>
      <ORDERRESPONSE_SUMMARY>
        <TOTAL_ITEM_NUM><xsl:value-of select="count(x:Lines/x:Line)"/></TOTAL_ITEM_NUM>
      </ORDERRESPONSE_SUMMARY>
    </ORDERRESPONSE>
  </xsl:template>

  <xsl:template match="x:Line">
    <ORDERRESPONSE_ITEM>
      <LINE_ITEM_ID><xsl:value-of select="normalize-space(x:Number)"/></LINE_ITEM_ID>
      <PRODUCT_ID/>
      <xsl:if test="x:ConfirmedQuantity">
        <QUANTITY><xsl:value-of select="normalize-space(x:ConfirmedQuantity)"/></QUANTITY>
      </xsl:if>
      <xsl:if test="x:Unit">
        <bmecat:ORDER_UNIT><xsl:value-of select="normalize-space(x:Unit)"/></bmecat:ORDER_UNIT>
      </xsl:if>
      <xsl:if test="x:UnitPrice">
        <PRODUCT_PRICE_FIX>
          <bmecat:PRICE_AMOUNT><xsl:value-of select="normalize-space(x:UnitPrice)"/></bmecat:PRICE_AMOUNT>
          <xsl:if test="x:PriceBase">
            <bmecat:PRICE_QUANTITY><xsl:value-of select="normalize-space(x:PriceBase)"/></bmecat:PRICE_QUANTITY>
          </xsl:if>
        </PRODUCT_PRICE_FIX>
      </xsl:if>
      <xsl:if test="x:ConfirmedDate">
        <xsl:call-template name="day">
          <xsl:with-param name="date" select="normalize-space(x:ConfirmedDate)"/>
          <xsl:with-param name="type">fixed</xsl:with-param>
        </xsl:call-template>
      </xsl:if>
      <xsl:for-each select="x:Reason[normalize-space() != '']">
        <REMARKS type="orderresponse"><xsl:value-of select="."/></REMARKS>
      </xsl:for-each>
      <xsl:if test="x:State">
        <ITEM_UDX>
          <UDX.KONTOR.STATE><xsl:value-of select="normalize-space(x:State)"/></UDX.KONTOR.STATE>
        </ITEM_UDX>
      </xsl:if>
    </ORDERRESPONSE_ITEM>
  </xsl:template>

</xsl:stylesheet>
