<?xml version="1.0" encoding="UTF-8"?>
<!-- One canonical OrderStatus to one OAGIS AcknowledgeSalesOrder. The state is the code of the Status, of the whole and of lines. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.openapplications.org/oagis/10"
  xmlns:x="urn:kontor:exchange:1">

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
    <xsl:variable name="state" select="normalize-space(x:State)"/>
    <xsl:variable name="answer">
      <xsl:choose>
        <xsl:when test="$state = 'rejected' or $state = 'cancelled'">Rejected</xsl:when>
        <xsl:when test="$state = 'changed'">Modified</xsl:when>
        <xsl:otherwise>Accepted</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="@deleted = 'true' or @deleted = '1'">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text">an AcknowledgeSalesOrder cannot say that it was deleted.</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <AcknowledgeSalesOrder releaseID="{$release}">
      <xsl:call-template name="application-area"/>
      <DataArea>
        <Acknowledge>
          <ResponseCriteria>
            <ResponseExpression actionCode="{$answer}">/AcknowledgeSalesOrder/DataArea/SalesOrder</ResponseExpression>
          </ResponseCriteria>
        </Acknowledge>
        <SalesOrder>
          <SalesOrderHeader>
            <xsl:choose>
              <xsl:when test="x:OrderId">
                <ID schemeID="{$crm-scheme}"><xsl:value-of select="normalize-space(x:OrderId)"/></ID>
              </xsl:when>
              <xsl:otherwise>
                <ID schemeID="{$erp-scheme}"><xsl:value-of select="normalize-space(x:ErpNumber)"/></ID>
              </xsl:otherwise>
            </xsl:choose>
            <xsl:if test="@sequence"><RevisionID><xsl:value-of select="@sequence"/></RevisionID></xsl:if>
            <LastModificationDateTime><xsl:value-of select="@changed"/></LastModificationDateTime>
            <xsl:if test="x:OrderId and x:ErpNumber">
              <DocumentReference typeCode="SalesOrder">
                <ID schemeID="{$erp-scheme}"><xsl:value-of select="normalize-space(x:ErpNumber)"/></ID>
              </DocumentReference>
            </xsl:if>
            <Status>
              <Code><xsl:value-of select="$state"/></Code>
              <xsl:for-each select="x:Reason"><Reason><xsl:value-of select="."/></Reason></xsl:for-each>
              <xsl:if test="x:Date">
                <EffectiveTimePeriod><StartDateTime><xsl:value-of select="normalize-space(x:Date)"/></StartDateTime></EffectiveTimePeriod>
              </xsl:if>
            </Status>
            <xsl:if test="x:Customer">
              <CustomerParty><xsl:apply-templates select="x:Customer" mode="ids"/></CustomerParty>
            </xsl:if>
          </SalesOrderHeader>
          <xsl:apply-templates select="x:Lines/x:Line"/>
        </SalesOrder>
      </DataArea>
    </AcknowledgeSalesOrder>
  </xsl:template>

  <xsl:template match="x:Line">
    <SalesOrderLine>
      <LineNumberID><xsl:value-of select="normalize-space(x:Number)"/></LineNumberID>
      <xsl:if test="x:State or x:Reason">
        <Status>
          <xsl:if test="x:State"><Code><xsl:value-of select="normalize-space(x:State)"/></Code></xsl:if>
          <xsl:for-each select="x:Reason"><Reason><xsl:value-of select="."/></Reason></xsl:for-each>
        </Status>
      </xsl:if>
      <xsl:if test="x:ConfirmedQuantity">
        <Quantity>
          <xsl:if test="x:Unit"><xsl:attribute name="unitCode"><xsl:value-of select="normalize-space(x:Unit)"/></xsl:attribute></xsl:if>
          <xsl:value-of select="normalize-space(x:ConfirmedQuantity)"/>
        </Quantity>
      </xsl:if>
      <xsl:call-template name="unit-price"/>
      <xsl:if test="x:ConfirmedDate">
        <ScheduledDeliveryDateTime><xsl:value-of select="normalize-space(x:ConfirmedDate)"/></ScheduledDeliveryDateTime>
      </xsl:if>
      <xsl:if test="x:Unit and not(x:ConfirmedQuantity) and not(x:PriceBase)">
        <Extension><AnyExtension><x:Unit><xsl:value-of select="normalize-space(x:Unit)"/></x:Unit></AnyExtension></Extension>
      </xsl:if>
    </SalesOrderLine>
  </xsl:template>

</xsl:stylesheet>
