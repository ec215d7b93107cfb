<?xml version="1.0" encoding="UTF-8"?>
<!--
  What the stylesheets that read UBL have in common. Not used alone: the stylesheet that imports it names its record in
  the variable "subject", for the sentences in which a document is refused.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" exclude-result-prefixes="cac cbc">

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <!-- The zone of times that name none: Z, +01:00 ... -->
  <xsl:param name="utc-offset" select="'Z'"/>

  <!--
    schemeID of the PartyIdentification that is the customer's number in the system that wrote the document, several with
    blanks between. An identification without a scheme counts as well.
  -->
  <xsl:param name="customer-number-schemes" select="'ZZZ'"/>

  <!-- Text of one line, left out where it is absent or empty: UBL knows no empty elements. -->
  <xsl:template name="text">
    <xsl:param name="name"/>
    <xsl:param name="source"/>
    <xsl:variable name="value" select="normalize-space($source)"/>
    <xsl:if test="$value != ''">
      <xsl:element name="{$name}"><xsl:value-of select="$value"/></xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- A day, without the zone that UBL allows. -->
  <xsl:template name="day">
    <xsl:param name="name"/>
    <xsl:param name="source"/>
    <xsl:variable name="value" select="substring(normalize-space($source), 1, 10)"/>
    <xsl:if test="$value != ''">
      <xsl:element name="{$name}"><xsl:value-of select="$value"/></xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- A decimal as it stands: no arithmetic, which would be binary. -->
  <xsl:template name="number">
    <xsl:param name="name"/>
    <xsl:param name="source"/>
    <xsl:param name="negate" select="false()"/>
    <xsl:variable name="value" select="translate(normalize-space($source), '+', '')"/>
    <xsl:if test="$value != ''">
      <xsl:element name="{$name}">
        <xsl:choose>
          <xsl:when test="not($negate)"><xsl:value-of select="$value"/></xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="negated"><xsl:with-param name="value" select="$value"/></xsl:call-template>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <xsl:template name="negated">
    <xsl:param name="value"/>
    <xsl:choose>
      <xsl:when test="starts-with($value, '-')"><xsl:value-of select="substring($value, 2)"/></xsl:when>
      <xsl:when test="translate($value, '0.', '') = ''"><xsl:value-of select="$value"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('-', $value)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!--
    When the record changed: IssueDate and IssueTime, unless a reference of the document to itself says since when this
    version holds. A time without a zone has that of the date, or else the agreed one.
  -->
  <xsl:template name="moment">
    <xsl:variable name="since" select="cac:AdditionalDocumentReference[cbc:ID = current()/cbc:ID]/cac:ValidityPeriod"/>
    <xsl:variable name="date" select="normalize-space($since/cbc:StartDate | cbc:IssueDate[not($since/cbc:StartDate)])"/>
    <xsl:variable name="time" select="normalize-space($since/cbc:StartTime | cbc:IssueTime[not($since/cbc:StartDate)])"/>
    <xsl:value-of select="concat(substring($date, 1, 10), 'T')"/>
    <xsl:choose>
      <xsl:when test="$time != ''"><xsl:value-of select="$time"/></xsl:when>
      <xsl:otherwise>00:00:00</xsl:otherwise>
    </xsl:choose>
    <xsl:if test="translate($time, 'Z+-', '') = $time">
      <xsl:choose>
        <xsl:when test="substring($date, 11) != ''"><xsl:value-of select="substring($date, 11)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$utc-offset"/></xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <!-- The attributes of a record. The context is the root element. -->
  <xsl:template name="record-attributes">
    <xsl:variable name="version"
      select="normalize-space(cac:AdditionalDocumentReference[cbc:ID = current()/cbc:ID]/cbc:VersionID)"/>
    <xsl:attribute name="changed"><xsl:call-template name="moment"/></xsl:attribute>
    <xsl:if test="$version != '' and translate($version, '0123456789', '') = '' and number($version) &gt; 0">
      <xsl:attribute name="sequence"><xsl:value-of select="$version"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!--
    CrmId and ErpNumber of a customer party. A document that fills neither account id may still say who it is: by the
    identification of the party, which is the key of the side that wrote the document ("own").
  -->
  <xsl:template name="customer-keys">
    <xsl:param name="party"/>
    <xsl:param name="own"/>
    <xsl:variable name="crm" select="normalize-space($party/cbc:CustomerAssignedAccountID)"/>
    <xsl:variable name="erp" select="normalize-space($party/cbc:SupplierAssignedAccountID)"/>
    <xsl:choose>
      <xsl:when test="$crm != '' or $erp != ''">
        <xsl:if test="$crm != ''"><CrmId><xsl:value-of select="$crm"/></CrmId></xsl:if>
        <xsl:if test="$erp != ''"><ErpNumber><xsl:value-of select="$erp"/></ErpNumber></xsl:if>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="schemes" select="concat(' ', $customer-number-schemes, ' ')"/>
        <xsl:variable name="named" select="$party/cac:Party/cac:PartyIdentification/cbc:ID[not(@schemeID)
          or contains($schemes, concat(' ', @schemeID, ' '))]"/>
        <xsl:variable name="endpoint" select="$party/cac:Party/cbc:EndpointID"/>
        <xsl:choose>
          <xsl:when test="normalize-space($named) != ''">
            <xsl:element name="{$own}"><xsl:value-of select="normalize-space($named)"/></xsl:element>
          </xsl:when>
          <!-- Who orders over a network is known there by its address, and has no number of ours. -->
          <xsl:when test="$own = 'CrmId' and normalize-space($endpoint) != ''">
            <CrmId>
              <xsl:if test="$endpoint/@schemeID"><xsl:value-of select="concat($endpoint/@schemeID, ':')"/></xsl:if>
              <xsl:value-of select="normalize-space($endpoint)"/>
            </CrmId>
          </xsl:when>
          <xsl:otherwise>
            <xsl:message terminate="yes">
              <xsl:value-of select="concat($subject, ' does not say which customer it is for: neither ',
                'CustomerAssignedAccountID nor SupplierAssignedAccountID is filled, and there is no PartyIdentification ',
                'without a scheme or with one of these: ', $customer-number-schemes, '. Let the other system write the ',
                'customer number into SupplierAssignedAccountID.')"/>
            </xsl:message>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!--
    An order's id and number. UBL demands an id even where there is none: then it is "NA". Some systems write several
    into one element; the separator that they use is agreed on.
  -->
  <xsl:template name="order-keys">
    <xsl:param name="id"/>
    <xsl:param name="number"/>
    <xsl:variable name="key" select="normalize-space($id)"/>
    <xsl:variable name="erp" select="normalize-space($number)"/>
    <xsl:if test="$key != '' and $key != 'NA'"><OrderId><xsl:value-of select="$key"/></OrderId></xsl:if>
    <xsl:if test="$erp != ''"><ErpNumber><xsl:value-of select="$erp"/></ErpNumber></xsl:if>
  </xsl:template>

  <!-- Text with its line breaks, left out where it is empty. -->
  <xsl:template name="note">
    <xsl:param name="name"/>
    <xsl:param name="source"/>
    <xsl:if test="normalize-space($source) != ''">
      <xsl:element name="{$name}"><xsl:value-of select="$source"/></xsl:element>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
