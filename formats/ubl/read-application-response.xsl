<?xml version="1.0" encoding="UTF-8"?>
<!--
  One UBL ApplicationResponse to a canonical Confirmation of each document that it answers.

  It is the answer of a program: the document was taken, or it was not, and why. So it is no status of the order: a second
  import that is refused, because the order is there already, does not undo the first. What the seller decides about an
  order is said by OrderResponse.

  ResponseCode     AP, CA imported; RE refused; AB, which says only that it came, makes a status "received" of an order.
                   Also the codes of OIOUBL and the words that many write.
  Text             all that is said in words: Description, and StatusReason and Text of each Status, also of the lines.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1"
  xmlns:u="urn:oasis:names:specification:ubl:schema:xsd:ApplicationResponse-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" exclude-result-prefixes="u cac cbc">

  <xsl:import href="common-read.xsl"/>

  <xsl:variable name="subject" select="concat('Application response ', normalize-space(/u:ApplicationResponse/cbc:ID))"/>

  <!-- In small letters: |code|. -->
  <xsl:variable name="good" select="'|ap|ca|29|30|accepted|businessaccept|technicalaccept|profileaccept|'"/>
  <xsl:variable name="bad" select="'|re|27|rejected|businessreject|technicalreject|profilereject|'"/>
  <xsl:variable name="seen" select="'|ab|ip|received|'"/>

  <xsl:template match="/">
    <xsl:apply-templates select="u:ApplicationResponse"/>
  </xsl:template>

  <xsl:template match="u:ApplicationResponse">
    <xsl:if test="not(cac:DocumentResponse)">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ' answers no document (DocumentResponse).')"/>
      </xsl:message>
    </xsl:if>
    <xsl:variable name="changed"><xsl:call-template name="moment"/></xsl:variable>
    <Records>
      <xsl:for-each select="cac:DocumentResponse/cac:DocumentReference">
        <xsl:call-template name="answer"><xsl:with-param name="changed" select="$changed"/></xsl:call-template>
      </xsl:for-each>
    </Records>
  </xsl:template>

  <!-- The context is a DocumentReference. -->
  <xsl:template name="answer">
    <xsl:param name="changed"/>
    <xsl:variable name="response" select="../cac:Response"/>
    <xsl:variable name="written" select="normalize-space($response/cbc:ResponseCode)"/>
    <xsl:variable name="code" select="concat('|', translate($written, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
      'abcdefghijklmnopqrstuvwxyz'), '|')"/>
    <xsl:variable name="entity"><xsl:call-template name="entity"/></xsl:variable>
    <xsl:variable name="key" select="normalize-space(cbc:ID)"/>
    <xsl:variable name="text"><xsl:call-template name="words"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="contains($good, $code) or contains($bad, $code)">
        <Confirmation changed="{$changed}">
          <Entity><xsl:value-of select="$entity"/></Entity>
          <Key><xsl:value-of select="$key"/></Key>
          <xsl:choose>
            <xsl:when test="contains($good, $code)"><Outcome>imported</Outcome></xsl:when>
            <xsl:otherwise><Outcome>refused</Outcome></xsl:otherwise>
          </xsl:choose>
          <xsl:call-template name="text">
            <xsl:with-param name="name">Code</xsl:with-param>
            <xsl:with-param name="source" select="$response/cac:Status[1]/cbc:StatusReasonCode
              | $response[not(cac:Status[1]/cbc:StatusReasonCode)]/cbc:ResponseCode"/>
          </xsl:call-template>
          <xsl:call-template name="note">
            <xsl:with-param name="name">Text</xsl:with-param>
            <xsl:with-param name="source" select="$text"/>
          </xsl:call-template>
        </Confirmation>
      </xsl:when>
      <xsl:when test="contains($seen, $code) and $entity = 'Order'">
        <OrderStatus changed="{$changed}">
          <OrderId><xsl:value-of select="$key"/></OrderId>
          <State>received</State>
          <xsl:call-template name="note">
            <xsl:with-param name="name">Reason</xsl:with-param>
            <xsl:with-param name="source" select="$text"/>
          </xsl:call-template>
        </OrderStatus>
      </xsl:when>
      <xsl:otherwise>
        <xsl:message terminate="yes">
          <xsl:value-of select="concat($subject, ' has the ResponseCode &quot;', $written, '&quot; for ', $entity, ' ', $key,
            '. Known are AP and CA accepted, RE rejected, and for an order AB received.')"/>
        </xsl:message>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- UNCL 1001, or the name of the document type. What says nothing is an order: that is what is sent. -->
  <xsl:template name="entity">
    <xsl:variable name="code" select="normalize-space(cbc:DocumentTypeCode | cbc:DocumentType[not(../cbc:DocumentTypeCode)])"/>
    <xsl:choose>
      <xsl:when test="$code = '' or $code = '220' or $code = '221' or $code = '227' or $code = 'Order'">Order</xsl:when>
      <xsl:when test="$code = '231' or $code = '320' or $code = 'OrderResponse'">OrderStatus</xsl:when>
      <xsl:when test="$code = '380' or $code = '381' or $code = '384' or $code = '326' or $code = 'Invoice'
        or $code = 'CreditNote'">Invoice</xsl:when>
      <xsl:when test="$code = 'Reminder'">Reminder</xsl:when>
      <xsl:otherwise>
        <xsl:message terminate="yes">
          <xsl:value-of select="concat($subject, ' answers a document of the type &quot;', $code, '&quot;. Known are 220 order, ',
            '231 order response, 380 invoice, 381 credit note, and Reminder.')"/>
        </xsl:message>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="words">
    <xsl:for-each select="(../cac:Response/cbc:Description | ../cac:Response/cac:Status/cbc:StatusReason
      | ../cac:Response/cac:Status/cbc:Description | ../cac:Response/cac:Status/cbc:Text
      | ../cac:LineResponse/cac:Response/cbc:Description | ../cac:LineResponse/cac:Response/cac:Status/cbc:StatusReason
      | ../cac:LineResponse/cac:Response/cac:Status/cbc:Description | /u:ApplicationResponse/cbc:Note)[normalize-space() != '']">
      <xsl:if test="position() &gt; 1"><xsl:text>&#10;</xsl:text></xsl:if>
      <xsl:variable name="line" select="normalize-space(ancestor::cac:LineResponse/cac:LineReference/cbc:LineID)"/>
      <xsl:if test="$line != '' and $line != 'NA'"><xsl:value-of select="concat('Line ', $line, ': ')"/></xsl:if>
      <xsl:value-of select="normalize-space()"/>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
