<?xml version="1.0" encoding="UTF-8"?>
<!--
  One canonical Reminder to a reminder of the CRM (common.reminder) at the company, for loaddata: it stands on the company's
  page and in the list of the user whose it is. Kontor alone writes these reminders.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  exclude-result-prefixes="x">

  <xsl:import href="write-common.xsl"/>

  <!-- What all numbers of reminders begin with, such as "M-". -->
  <xsl:param name="reminder-prefix" select="''"/>

  <!-- Whether the CRM writes a mail about it: True or False. -->
  <xsl:param name="reminder-mail" select="'True'"/>

  <xsl:variable name="reminder" select="/descendant-or-self::x:Reminder[@changed]"/>
  <xsl:variable name="subject" select="concat('Reminder ', $reminder/x:ReminderId)"/>

  <xsl:template match="/">
    <xsl:if test="count($reminder) != 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('write-reminder.xsl writes exactly one Reminder, not ', count($reminder), '.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:if test="$responsible = ''">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ': a reminder of the CRM belongs to a user. Name one in the parameter responsible ',
          'of the format.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:variable name="company">
      <xsl:call-template name="own-key">
        <xsl:with-param name="key" select="$reminder/x:Customer/x:CrmId"/>
        <xsl:with-param name="of">company</xsl:with-param>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="key">
      <xsl:call-template name="key-below-zero">
        <xsl:with-param name="number" select="normalize-space($reminder/x:ReminderId)"/>
        <xsl:with-param name="prefix" select="$reminder-prefix"/>
        <xsl:with-param name="parameter">reminder-prefix</xsl:with-param>
      </xsl:call-template>
    </xsl:variable>
    <django-objects version="1.0">
      <object model="common.reminder" pk="{$key}">
        <field name="content_type" rel="ManyToOneRel" to="contenttypes.contenttype">
          <natural>crm</natural>
          <natural>company</natural>
        </field>
        <field name="object_id" type="PositiveIntegerField"><xsl:value-of select="$company"/></field>
        <field name="subject" type="CharField">
          <xsl:value-of select="concat('Payment reminder, level ', $reminder/x:Level, ', of ', $reminder/x:IssueDate)"/>
        </field>
        <field name="description" type="TextField"><xsl:call-template name="words"/></field>
        <field name="reminder_date" type="DateTimeField">
          <xsl:value-of select="concat($reminder/x:IssueDate, 'T00:00:00+00:00')"/>
        </field>
        <field name="active" type="BooleanField">True</field>
        <field name="send_notification_email" type="BooleanField"><xsl:value-of select="$reminder-mail"/></field>
        <xsl:call-template name="text-field">
          <xsl:with-param name="name">creation_date</xsl:with-param>
          <xsl:with-param name="type">DateTimeField</xsl:with-param>
          <xsl:with-param name="value" select="string($reminder/@changed)"/>
        </xsl:call-template>
        <xsl:call-template name="named-relation">
          <xsl:with-param name="name">owner</xsl:with-param>
          <xsl:with-param name="to">auth.user</xsl:with-param>
          <xsl:with-param name="key" select="$responsible"/>
        </xsl:call-template>
      </object>
    </django-objects>
  </xsl:template>

  <xsl:template name="words">
    <xsl:value-of select="concat('Reminder ', $reminder/x:ReminderId)"/>
    <xsl:for-each select="$reminder/x:InvoiceReference">
      <xsl:value-of select="concat('&#10;Invoice ', x:InvoiceNumber, ', due ', x:DueDate, ': ', x:OpenAmount, ' ',
        $reminder/x:Currency, ' open')"/>
    </xsl:for-each>
    <xsl:if test="$reminder/x:Fee"><xsl:value-of select="concat('&#10;Fee: ', $reminder/x:Fee, ' ', $reminder/x:Currency)"/></xsl:if>
    <xsl:if test="$reminder/x:Interest">
      <xsl:value-of select="concat('&#10;Interest: ', $reminder/x:Interest, ' ', $reminder/x:Currency)"/>
    </xsl:if>
    <xsl:if test="$reminder/x:DueDate"><xsl:value-of select="concat('&#10;To be paid by ', $reminder/x:DueDate)"/></xsl:if>
    <xsl:if test="$reminder/x:DeliveryBlock = 'true'"><xsl:text>&#10;Nothing is shipped until it is paid.</xsl:text></xsl:if>
  </xsl:template>

</xsl:stylesheet>
