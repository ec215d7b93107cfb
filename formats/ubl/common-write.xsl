<?xml version="1.0" encoding="UTF-8"?>
<!--
  What the stylesheets that write UBL have in common. Not used alone: the stylesheet that imports it names its record in
  the variables "records" and "subject".
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"
  xmlns:str="http://exslt.org/strings" exclude-result-prefixes="x str">

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <!-- What is known of the file that is written. All of them may be empty. -->
  <xsl:param name="interchange" select="''"/>
  <xsl:param name="sender" select="''"/>
  <xsl:param name="control-number" select="''"/>
  <xsl:param name="document" select="''"/>

  <!-- The company that sells: UBL names it in every document. -->
  <xsl:param name="supplier-name" select="'Seller'"/>
  <!-- Its VAT identification number and, for a network, its address there as scheme:id. Empty: not written. -->
  <xsl:param name="supplier-vat-id" select="''"/>
  <xsl:param name="supplier-endpoint" select="''"/>

  <!-- What a profile of UBL wants to read in each document, such as Peppol's. Empty: not written. -->
  <xsl:param name="customization-id" select="''"/>
  <xsl:param name="profile-id" select="''"/>

  <!-- Says in the document itself where it comes from, for the one who finds it in a folder. -->
  <xsl:template name="provenance">
    <xsl:if test="$interchange != ''">
      <xsl:variable name="text" select="concat(' Document ', $document, ' of interchange ', $interchange,
        substring(': control number ', 1, 17 * ($control-number != '')), $control-number, ' from ', $sender, ' ')"/>
      <!-- XML allows no double hyphen in a comment. Twice, since three of them leave one the first time. -->
      <xsl:comment>
        <xsl:value-of select="str:replace(str:replace($text, '--', '- -'), '--', '- -')"/>
      </xsl:comment>
    </xsl:if>
  </xsl:template>

  <!-- The head that all documents share, up to their id. -->
  <xsl:template name="head">
    <xsl:param name="id"/>
    <cbc:UBLVersionID>2.1</cbc:UBLVersionID>
    <xsl:if test="$customization-id != ''">
      <cbc:CustomizationID><xsl:value-of select="$customization-id"/></cbc:CustomizationID>
    </xsl:if>
    <xsl:if test="$profile-id != ''">
      <cbc:ProfileID><xsl:value-of select="$profile-id"/></cbc:ProfileID>
    </xsl:if>
    <cbc:ID><xsl:value-of select="normalize-space($id)"/></cbc:ID>
  </xsl:template>

  <!-- One record, and one that is there: UBL cannot say that a document was deleted. -->
  <xsl:template name="one-record">
    <xsl:param name="entity"/>
    <xsl:if test="count($records) != 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('UBL takes exactly one ', $entity, ' to a document, not ', count($records), '.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:if test="$records[@deleted = 'true' or @deleted = '1']">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ' was deleted, which UBL cannot say. Tell the other side, or set delete: mark ',
          'for ', $entity, '.')"/>
      </xsl:message>
    </xsl:if>
  </xsl:template>

  <!--
    IssueDate, and the time of the last change as IssueTime where it was on that day. The time of another day would be
    wrong here: see the template "version".
  -->
  <xsl:template name="issued">
    <xsl:param name="date"/>
    <xsl:variable name="day" select="normalize-space($date)"/>
    <xsl:variable name="changed" select="normalize-space(@changed)"/>
    <cbc:IssueDate><xsl:value-of select="$day"/></cbc:IssueDate>
    <xsl:if test="substring-before($changed, 'T') = $day">
      <cbc:IssueTime><xsl:value-of select="substring-after($changed, 'T')"/></cbc:IssueTime>
    </xsl:if>
  </xsl:template>

  <!--
    What UBL has no element for at the root, as a reference of the document to itself: the version, the state where the
    document does not show it, and since when both hold where that was not on IssueDate.
  -->
  <xsl:template name="version">
    <xsl:param name="id"/>
    <xsl:param name="date"/>
    <xsl:param name="state" select="''"/>
    <xsl:variable name="changed" select="normalize-space(@changed)"/>
    <xsl:variable name="later" select="substring-before($changed, 'T') != normalize-space($date)"/>
    <xsl:if test="@sequence or $later or $state != ''">
      <cac:AdditionalDocumentReference>
        <cbc:ID><xsl:value-of select="normalize-space($id)"/></cbc:ID>
        <xsl:if test="@sequence"><cbc:VersionID><xsl:value-of select="normalize-space(@sequence)"/></cbc:VersionID></xsl:if>
        <xsl:if test="$state != ''">
          <cbc:DocumentStatusCode listID="urn:kontor:exchange:1:State"><xsl:value-of select="$state"/></cbc:DocumentStatusCode>
        </xsl:if>
        <xsl:if test="$later">
          <cac:ValidityPeriod>
            <cbc:StartDate><xsl:value-of select="substring-before($changed, 'T')"/></cbc:StartDate>
            <cbc:StartTime><xsl:value-of select="substring-after($changed, 'T')"/></cbc:StartTime>
          </cac:ValidityPeriod>
        </xsl:if>
      </cac:AdditionalDocumentReference>
    </xsl:if>
  </xsl:template>

  <!-- An element with one line of text, left out where that is absent or empty: UBL knows no empty elements. -->
  <xsl:template match="*" mode="id">
    <xsl:if test="normalize-space() != ''">
      <cbc:ID><xsl:value-of select="normalize-space()"/></cbc:ID>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="note">
    <xsl:if test="normalize-space() != ''">
      <cbc:Note><xsl:value-of select="."/></cbc:Note>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="terms">
    <xsl:if test="normalize-space() != ''">
      <cac:PaymentTerms>
        <cbc:ID><xsl:value-of select="normalize-space()"/></cbc:ID>
        <cbc:Note><xsl:value-of select="normalize-space()"/></cbc:Note>
      </cac:PaymentTerms>
    </xsl:if>
  </xsl:template>

  <!-- The context is a reference to a customer, or a customer: its keys on both sides. -->
  <xsl:template name="account-ids">
    <xsl:if test="x:CrmId">
      <cbc:CustomerAssignedAccountID><xsl:value-of select="normalize-space(x:CrmId)"/></cbc:CustomerAssignedAccountID>
    </xsl:if>
    <xsl:if test="x:ErpNumber">
      <cbc:SupplierAssignedAccountID><xsl:value-of select="normalize-space(x:ErpNumber)"/></cbc:SupplierAssignedAccountID>
    </xsl:if>
  </xsl:template>

  <xsl:template name="supplier">
    <cac:Party>
      <xsl:if test="$supplier-endpoint != ''">
        <cbc:EndpointID schemeID="{substring-before($supplier-endpoint, ':')}">
          <xsl:value-of select="substring-after($supplier-endpoint, ':')"/>
        </cbc:EndpointID>
      </xsl:if>
      <cac:PartyName>
        <cbc:Name><xsl:value-of select="$supplier-name"/></cbc:Name>
      </cac:PartyName>
      <xsl:if test="$supplier-vat-id != ''">
        <cac:PartyTaxScheme>
          <cbc:CompanyID><xsl:value-of select="$supplier-vat-id"/></cbc:CompanyID>
          <cac:TaxScheme>
            <cbc:ID>VAT</cbc:ID>
          </cac:TaxScheme>
        </cac:PartyTaxScheme>
      </xsl:if>
      <cac:PartyLegalEntity>
        <cbc:RegistrationName><xsl:value-of select="$supplier-name"/></cbc:RegistrationName>
      </cac:PartyLegalEntity>
    </cac:Party>
  </xsl:template>

  <!-- An order's id is required even where only the seller's number is known: then it is NA, as Peppol has it. -->
  <xsl:template name="order-reference">
    <cac:OrderReference>
      <cbc:ID>
        <xsl:value-of select="normalize-space(x:OrderId)"/>
        <xsl:if test="not(x:OrderId)">NA</xsl:if>
      </cbc:ID>
      <xsl:if test="x:ErpNumber">
        <cbc:SalesOrderID><xsl:value-of select="normalize-space(x:ErpNumber)"/></cbc:SalesOrderID>
      </xsl:if>
    </cac:OrderReference>
  </xsl:template>

  <!-- The fields of a canonical address, in UBL's order. -->
  <xsl:template name="address-fields">
    <xsl:if test="normalize-space(x:StreetName) != ''">
      <cbc:StreetName><xsl:value-of select="normalize-space(x:StreetName)"/></cbc:StreetName>
    </xsl:if>
    <xsl:if test="normalize-space(x:AdditionalStreetName) != ''">
      <cbc:AdditionalStreetName><xsl:value-of select="normalize-space(x:AdditionalStreetName)"/></cbc:AdditionalStreetName>
    </xsl:if>
    <xsl:if test="normalize-space(x:BuildingNumber) != ''">
      <cbc:BuildingNumber><xsl:value-of select="normalize-space(x:BuildingNumber)"/></cbc:BuildingNumber>
    </xsl:if>
    <xsl:if test="normalize-space(x:CityName) != ''">
      <cbc:CityName><xsl:value-of select="normalize-space(x:CityName)"/></cbc:CityName>
    </xsl:if>
    <xsl:if test="normalize-space(x:PostalZone) != ''">
      <cbc:PostalZone><xsl:value-of select="normalize-space(x:PostalZone)"/></cbc:PostalZone>
    </xsl:if>
    <xsl:if test="normalize-space(x:CountrySubentity) != ''">
      <cbc:CountrySubentity><xsl:value-of select="normalize-space(x:CountrySubentity)"/></cbc:CountrySubentity>
    </xsl:if>
    <cac:Country>
      <cbc:IdentificationCode><xsl:value-of select="normalize-space(x:Country)"/></cbc:IdentificationCode>
    </cac:Country>
  </xsl:template>

  <xsl:template name="negated">
    <xsl:param name="value"/>
    <xsl:variable name="text" select="normalize-space($value)"/>
    <xsl:choose>
      <xsl:when test="starts-with($text, '-')"><xsl:value-of select="substring($text, 2)"/></xsl:when>
      <xsl:when test="translate($text, '0.', '') = ''"><xsl:value-of select="$text"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('-', $text)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
