<?xml version="1.0" encoding="UTF-8"?>
<!--
  One canonical OrderStatus to an office memo (tasks.memo) of the deal, for loaddata. A deal has one memo of the ERP; the
  next state takes the place of the one before, and the memo is pending again, so that the salesperson sees it. Kontor alone
  writes these memos, so nothing that somebody else entered is lost.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  exclude-result-prefixes="x">

  <xsl:import href="write-common.xsl"/>

  <xsl:variable name="status" select="/descendant-or-self::x:OrderStatus[@changed]"/>
  <xsl:variable name="subject" select="concat('Status of order ', $status/x:OrderId, $status/x:ErpNumber[not(../x:OrderId)])"/>

  <xsl:template match="/">
    <xsl:if test="count($status) != 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('write-order-status.xsl writes exactly one OrderStatus, not ', count($status), '.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:if test="$responsible = ''">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ': a memo of the CRM is for somebody. Name a user in the parameter responsible ',
          'of the format.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:variable name="deal">
      <xsl:call-template name="own-key">
        <xsl:with-param name="key" select="$status/x:OrderId"/>
        <xsl:with-param name="of">deal</xsl:with-param>
      </xsl:call-template>
    </xsl:variable>
    <django-objects version="1.0">
      <object model="tasks.memo" pk="-{$deal}">
        <xsl:call-template name="text-field">
          <xsl:with-param name="name">creation_date</xsl:with-param>
          <xsl:with-param name="type">DateTimeField</xsl:with-param>
          <xsl:with-param name="value" select="string($status/@changed)"/>
        </xsl:call-template>
        <xsl:call-template name="text-field">
          <xsl:with-param name="name">update_date</xsl:with-param>
          <xsl:with-param name="type">DateTimeField</xsl:with-param>
          <xsl:with-param name="value" select="string($status/@changed)"/>
        </xsl:call-template>
        <xsl:call-template name="named-relation">
          <xsl:with-param name="name">owner</xsl:with-param>
          <xsl:with-param name="to">auth.user</xsl:with-param>
          <xsl:with-param name="key" select="$responsible"/>
        </xsl:call-template>
        <xsl:call-template name="relation">
          <xsl:with-param name="name">modified_by</xsl:with-param>
          <xsl:with-param name="to">auth.user</xsl:with-param>
        </xsl:call-template>
        <xsl:call-template name="text-field">
          <xsl:with-param name="name">name</xsl:with-param>
          <xsl:with-param name="longest" select="250"/>
          <xsl:with-param name="value"><xsl:call-template name="title"/></xsl:with-param>
        </xsl:call-template>
        <xsl:call-template name="named-relation">
          <xsl:with-param name="name">to</xsl:with-param>
          <xsl:with-param name="to">auth.user</xsl:with-param>
          <xsl:with-param name="key" select="$responsible"/>
        </xsl:call-template>
        <xsl:call-template name="relation">
          <xsl:with-param name="name">task</xsl:with-param>
          <xsl:with-param name="to">tasks.task</xsl:with-param>
        </xsl:call-template>
        <xsl:call-template name="relation">
          <xsl:with-param name="name">resolution</xsl:with-param>
          <xsl:with-param name="to">tasks.resolution</xsl:with-param>
        </xsl:call-template>
        <xsl:call-template name="relation">
          <xsl:with-param name="name">project</xsl:with-param>
          <xsl:with-param name="to">tasks.project</xsl:with-param>
        </xsl:call-template>
        <xsl:call-template name="relation">
          <xsl:with-param name="name">deal</xsl:with-param>
          <xsl:with-param name="to">crm.deal</xsl:with-param>
          <xsl:with-param name="key" select="string($deal)"/>
        </xsl:call-template>
        <field name="description" type="TextField"><xsl:call-template name="words"/></field>
        <field name="note" type="TextField"/>
        <field name="draft" type="BooleanField">False</field>
        <!-- Else the CRM writes a mail about it when somebody saves the memo. -->
        <field name="notified" type="BooleanField">True</field>
        <xsl:call-template name="null-field">
          <xsl:with-param name="name">review_date</xsl:with-param>
          <xsl:with-param name="type">DateField</xsl:with-param>
        </xsl:call-template>
        <field name="stage" type="CharField">pen</field>
        <xsl:call-template name="no-relations">
          <xsl:with-param name="name">tags</xsl:with-param>
          <xsl:with-param name="to">tasks.tag</xsl:with-param>
        </xsl:call-template>
        <xsl:call-template name="no-relations">
          <xsl:with-param name="name">subscribers</xsl:with-param>
          <xsl:with-param name="to">auth.user</xsl:with-param>
        </xsl:call-template>
        <xsl:call-template name="no-relations">
          <xsl:with-param name="name">notified_subscribers</xsl:with-param>
          <xsl:with-param name="to">auth.user</xsl:with-param>
        </xsl:call-template>
      </object>
    </django-objects>
  </xsl:template>

  <xsl:template name="title">
    <xsl:value-of select="concat('ERP: order ', $status/x:State)"/>
    <xsl:if test="$status/x:ErpNumber"><xsl:value-of select="concat(' (', $status/x:ErpNumber, ')')"/></xsl:if>
  </xsl:template>

  <xsl:template name="words">
    <xsl:value-of select="concat('State: ', $status/x:State)"/>
    <xsl:if test="$status/x:ErpNumber"><xsl:value-of select="concat('&#10;Order number: ', $status/x:ErpNumber)"/></xsl:if>
    <xsl:if test="$status/x:Date"><xsl:value-of select="concat('&#10;Date: ', $status/x:Date)"/></xsl:if>
    <xsl:for-each select="$status/x:Reason"><xsl:value-of select="concat('&#10;Reason: ', .)"/></xsl:for-each>
    <xsl:for-each select="$status/x:Lines/x:Line">
      <xsl:value-of select="concat('&#10;Product ', x:Number)"/>
      <xsl:if test="x:State"><xsl:value-of select="concat(', ', x:State)"/></xsl:if>
      <xsl:if test="x:ConfirmedQuantity">
        <xsl:value-of select="concat(', ', x:ConfirmedQuantity, ' confirmed')"/>
        <xsl:if test="x:Unit"><xsl:value-of select="concat(' (', x:Unit, ')')"/></xsl:if>
      </xsl:if>
      <xsl:if test="x:ConfirmedDate"><xsl:value-of select="concat(', on ', x:ConfirmedDate)"/></xsl:if>
      <xsl:if test="x:UnitPrice">
        <xsl:value-of select="concat(', at ', x:UnitPrice)"/>
        <xsl:if test="x:PriceBase"><xsl:value-of select="concat(' for ', x:PriceBase)"/></xsl:if>
      </xsl:if>
      <xsl:for-each select="x:Reason"><xsl:value-of select="concat(', because: ', .)"/></xsl:for-each>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
