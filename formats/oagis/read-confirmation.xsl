<?xml version="1.0" encoding="UTF-8"?>
<!--
  One OAGIS ConfirmBOD to a canonical Confirmation for each BOD in it.

  Which document it is about says the BODID of the BOD, or that of the OriginalApplicationArea: the id that Kontor wrote. A
  failure, whole or in part, is "refused", with the messages as its text.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1"
  xmlns:o="http://www.openapplications.org/oagis/10" xmlns:x="urn:kontor:exchange:1" exclude-result-prefixes="o x">

  <xsl:import href="read-common.xsl"/>

  <xsl:variable name="bods" select="/descendant-or-self::o:ConfirmBOD/o:DataArea/o:BOD"/>
  <xsl:variable name="original" select="/descendant-or-self::o:ConfirmBOD/o:DataArea/o:Confirm/o:OriginalApplicationArea/o:BODID"/>
  <xsl:variable name="subject" select="concat('Confirmation ', normalize-space($area/o:BODID))"/>

  <xsl:template match="/">
    <xsl:call-template name="refuse-tests"/>
    <xsl:if test="count($bods) &gt; 1 and $bods[not(o:BODID)]">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text">it has several BODs, and not all of them name a BODID.</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <Records><xsl:apply-templates select="$bods"/></Records>
  </xsl:template>

  <xsl:template match="o:BOD">
    <xsl:variable name="id" select="normalize-space((o:BODID | $original[not(current()/o:BODID)])[1])"/>
    <xsl:variable name="failed" select="o:BODFailureMessage | o:PartialBODFailureMessage"/>
    <xsl:variable name="messages" select="$failed/o:ErrorProcessMessage | $failed/o:NounFailureMessage/o:ErrorProcessMessage
      | o:BODSuccessMessage/o:WarningProcessMessage | o:BODSuccessMessage/o:NounSuccessMessage/o:WarningProcessMessage"/>
    <xsl:variable name="key" select="(o:BODSuccessMessage/o:NounSuccessMessage/o:ID[@schemeID = $erp-scheme]
      | o:BODSuccessMessage/o:NounSuccessMessage/o:ProcessMessage/o:NounInstanceID | o:BODSuccessMessage/o:ProcessMessage/o:NounInstanceID)[1]"/>
    <xsl:variable name="code" select="($messages/o:ReasonCode | $failed/descendant::o:ProcessingResultCode)[1]"/>
    <xsl:if test="$id = ''">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text">it names no document: neither BOD nor OriginalApplicationArea has a BODID.</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <xsl:if test="not($failed) and not(o:BODSuccessMessage)">
      <xsl:call-template name="refuse">
        <xsl:with-param name="text">it has neither a BODSuccessMessage nor a BODFailureMessage, so the outcome cannot be
          told.</xsl:with-param>
      </xsl:call-template>
    </xsl:if>
    <Confirmation>
      <xsl:call-template name="changed"/>
      <DocumentId><xsl:value-of select="$id"/></DocumentId>
      <Outcome>
        <xsl:choose>
          <xsl:when test="$failed">refused</xsl:when>
          <xsl:otherwise>imported</xsl:otherwise>
        </xsl:choose>
      </Outcome>
      <xsl:if test="not($failed) and normalize-space($key) != ''">
        <AssignedKey><xsl:value-of select="normalize-space($key)"/></AssignedKey>
      </xsl:if>
      <xsl:if test="normalize-space($code) != ''"><Code><xsl:value-of select="normalize-space($code)"/></Code></xsl:if>
      <xsl:variable name="words" select="o:Description | o:Note | $failed/o:Description | $messages/o:Description | $messages/o:Note"/>
      <xsl:if test="$words[normalize-space() != '']">
        <Text>
          <xsl:for-each select="$words[normalize-space() != '']">
            <xsl:if test="position() &gt; 1"><xsl:text>&#10;</xsl:text></xsl:if>
            <xsl:value-of select="normalize-space()"/>
          </xsl:for-each>
        </Text>
      </xsl:if>
    </Confirmation>
  </xsl:template>

</xsl:stylesheet>
