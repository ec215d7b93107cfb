<?xml version="1.0" encoding="UTF-8"?>
<!--
  One canonical Customer to one SAP Business One business partner, as the DI API and the DI Server import it.

  CardCode     the ERP's number once there is one, else the CRM's id.
  CardType     cLid for a lead, cCustomer from the first order on.
  Addresses    bill-to: the invoice address, or else the main one; ship-to: the main one and every delivery address.
  Phones etc.  the preferred one first, then the one of use "main", then the others in their order.
  Contacts     Name is the CRM's id of the person, since it must be unique and must not change with the person's name.

  Not written, because the ERP owns them: price list, tax class, credit limit, blocks, bank accounts. Nor what is for
  sales only: representative, segment, campaign, source, consents.

  SAP's fields are short. A value that is too long ends the mapping with a message that names it: a name that was cut
  without a word is found by the customer, on the invoice.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  exclude-result-prefixes="x">

  <xsl:import href="common.xsl"/>

  <!-- The customer group (GroupCode), a number of the company's own; empty leaves it to SAP. -->
  <xsl:param name="customer-group" select="''"/>

  <xsl:variable name="records" select="/descendant-or-self::x:Customer[@changed]"/>
  <xsl:variable name="subject" select="concat('Customer ', $records/x:CrmId)"/>

  <xsl:template match="/">
    <xsl:if test="count($records) != 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('customer.xsl maps exactly one Customer, not ', count($records), '.')"/>
      </xsl:message>
    </xsl:if>
    <BOM>
      <xsl:call-template name="provenance"/>
      <BO>
        <AdmInfo>
          <Object>oBusinessPartners</Object>
          <Version>2</Version>
        </AdmInfo>
        <xsl:apply-templates select="$records"/>
      </BO>
    </BOM>
  </xsl:template>

  <xsl:template match="x:Customer">
    <xsl:variable name="bill-to" select="(x:Address[@type = 'invoice'] | x:Address[@type = 'main'
      and not(../x:Address[@type = 'invoice'])])[1]"/>
    <xsl:variable name="ship-to" select="x:Address[@type = 'main' or @type = 'delivery']"/>
    <BusinessPartners>
      <row>
        <xsl:call-template name="card-code">
          <xsl:with-param name="customer" select="."/>
        </xsl:call-template>
        <xsl:call-template name="field">
          <xsl:with-param name="name">CardName</xsl:with-param>
          <xsl:with-param name="source" select="x:Name"/>
          <xsl:with-param name="longest" select="100"/>
        </xsl:call-template>
        <CardType>
          <xsl:choose>
            <xsl:when test="normalize-space(x:Stage) = 'lead'">cLid</xsl:when>
            <xsl:otherwise>cCustomer</xsl:otherwise>
          </xsl:choose>
        </CardType>
        <CompanyPrivate>
          <xsl:choose>
            <xsl:when test="normalize-space(x:Kind) = 'person'">cPrivate</xsl:when>
            <xsl:otherwise>cCompany</xsl:otherwise>
          </xsl:choose>
        </CompanyPrivate>
        <xsl:if test="$customer-group != ''">
          <GroupCode><xsl:value-of select="$customer-group"/></GroupCode>
        </xsl:if>
        <xsl:call-template name="field">
          <xsl:with-param name="name">FederalTaxID</xsl:with-param>
          <xsl:with-param name="source" select="x:VatId"/>
          <xsl:with-param name="longest" select="32"/>
        </xsl:call-template>
        <xsl:call-template name="field">
          <xsl:with-param name="name">CompanyRegistrationNumber</xsl:with-param>
          <xsl:with-param name="source" select="x:RegisterNumber"/>
          <xsl:with-param name="longest" select="50"/>
        </xsl:call-template>
        <xsl:call-template name="contact-points">
          <xsl:with-param name="mobile">Cellular</xsl:with-param>
          <xsl:with-param name="mail">EmailAddress</xsl:with-param>
        </xsl:call-template>
        <xsl:call-template name="contact-point">
          <xsl:with-param name="name">Website</xsl:with-param>
          <xsl:with-param name="points" select="x:Web"/>
          <xsl:with-param name="longest" select="100"/>
        </xsl:call-template>
        <xsl:call-template name="field">
          <xsl:with-param name="name">Currency</xsl:with-param>
          <xsl:with-param name="source" select="x:Currency"/>
          <xsl:with-param name="longest" select="3"/>
        </xsl:call-template>
        <xsl:call-template name="payment-terms">
          <xsl:with-param name="name">PayTermsGrpCode</xsl:with-param>
          <xsl:with-param name="source" select="x:PaymentTerms"/>
        </xsl:call-template>
        <xsl:variable name="preferred" select="x:ContactPerson[@preferred = 'true' or @preferred = '1']"/>
        <xsl:variable name="person" select="($preferred | x:ContactPerson[not($preferred)])[1]"/>
        <xsl:call-template name="field">
          <xsl:with-param name="name">ContactPerson</xsl:with-param>
          <xsl:with-param name="source" select="$person/x:Id"/>
          <xsl:with-param name="longest" select="50"/>
        </xsl:call-template>
        <xsl:if test="$bill-to">
          <BilltoDefault><xsl:apply-templates select="$bill-to" mode="name"/></BilltoDefault>
        </xsl:if>
        <xsl:if test="$ship-to">
          <ShipToDefault>
            <xsl:apply-templates select="($ship-to[@type = 'main'] | $ship-to[not(../x:Address[@type = 'main'])])[1]"
              mode="name"/>
          </ShipToDefault>
        </xsl:if>
        <xsl:if test="x:Note[normalize-space() != '']">
          <!-- Not Notes, which holds 100 characters: FreeText, the remarks, holds any number. -->
          <FreeText>
            <xsl:call-template name="notes"/>
          </FreeText>
        </xsl:if>
      </row>
    </BusinessPartners>
    <xsl:if test="$bill-to or $ship-to">
      <BPAddresses>
        <xsl:apply-templates select="$bill-to" mode="row">
          <xsl:with-param name="type">bo_BillTo</xsl:with-param>
        </xsl:apply-templates>
        <xsl:apply-templates select="$ship-to" mode="row">
          <xsl:with-param name="type">bo_ShipTo</xsl:with-param>
        </xsl:apply-templates>
      </BPAddresses>
    </xsl:if>
    <xsl:if test="x:ContactPerson">
      <ContactEmployees>
        <xsl:apply-templates select="x:ContactPerson"/>
      </ContactEmployees>
    </xsl:if>
  </xsl:template>

  <!-- SAP knows an address by its name: type and id, which stay when street and city change. -->
  <xsl:template match="x:Address" mode="name">
    <xsl:variable name="value" select="concat(@type, ' ', normalize-space(@id))"/>
    <xsl:call-template name="check">
      <xsl:with-param name="name">AddressName</xsl:with-param>
      <xsl:with-param name="value" select="$value"/>
      <xsl:with-param name="longest" select="50"/>
      <xsl:with-param name="from">Address/@id</xsl:with-param>
    </xsl:call-template>
    <xsl:value-of select="$value"/>
  </xsl:template>

  <xsl:template match="x:Address" mode="row">
    <xsl:param name="type"/>
    <row>
      <AddressName><xsl:apply-templates select="." mode="name"/></AddressName>
      <AddressType><xsl:value-of select="$type"/></AddressType>
      <xsl:call-template name="field">
        <xsl:with-param name="name">AddressName2</xsl:with-param>
        <xsl:with-param name="source" select="x:Name"/>
        <xsl:with-param name="longest" select="50"/>
      </xsl:call-template>
      <xsl:call-template name="street"/>
    </row>
  </xsl:template>

  <xsl:template match="x:ContactPerson">
    <row>
      <xsl:call-template name="field">
        <xsl:with-param name="name">Name</xsl:with-param>
        <xsl:with-param name="source" select="x:Id"/>
        <xsl:with-param name="longest" select="50"/>
      </xsl:call-template>
      <xsl:call-template name="field">
        <xsl:with-param name="name">Title</xsl:with-param>
        <xsl:with-param name="source" select="x:Title"/>
        <xsl:with-param name="longest" select="10"/>
      </xsl:call-template>
      <xsl:call-template name="field">
        <xsl:with-param name="name">FirstName</xsl:with-param>
        <xsl:with-param name="source" select="x:FirstName"/>
        <xsl:with-param name="longest" select="50"/>
      </xsl:call-template>
      <xsl:call-template name="field">
        <xsl:with-param name="name">LastName</xsl:with-param>
        <xsl:with-param name="source" select="x:FamilyName"/>
        <xsl:with-param name="longest" select="50"/>
      </xsl:call-template>
      <xsl:choose>
        <xsl:when test="normalize-space(x:Salutation) = 'mr'"><Gender>gt_Male</Gender></xsl:when>
        <xsl:when test="normalize-space(x:Salutation) = 'ms'"><Gender>gt_Female</Gender></xsl:when>
      </xsl:choose>
      <xsl:call-template name="field">
        <xsl:with-param name="name">Position</xsl:with-param>
        <xsl:with-param name="source" select="x:Function"/>
        <xsl:with-param name="longest" select="90"/>
      </xsl:call-template>
      <xsl:call-template name="contact-points">
        <xsl:with-param name="mobile">MobilePhone</xsl:with-param>
        <xsl:with-param name="mail">E_Mail</xsl:with-param>
      </xsl:call-template>
    </row>
  </xsl:template>

</xsl:stylesheet>
