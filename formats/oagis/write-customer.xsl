<?xml version="1.0" encoding="UTF-8"?>
<!--
  One canonical Customer to one OAGIS SyncCustomerPartyMaster.

  Every address is a Location, with its type and its id. The customer's own numbers stand in a Contact of the type "general";
  each contact person is a Contact of the type "person". What OAGIS has no element for stands in the Extension, in elements of
  the canonical vocabulary.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="http://www.openapplications.org/oagis/10"
  xmlns:x="urn:kontor:exchange:1">

  <xsl:import href="write-common.xsl"/>

  <xsl:variable name="records" select="/descendant-or-self::x:Customer[@changed]"/>
  <xsl:variable name="subject" select="concat('Customer ',
    normalize-space(($records/x:CrmId | $records/x:ErpNumber[not(../x:CrmId)])[1]))"/>

  <xsl:template match="/">
    <xsl:if test="count($records) != 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('write-customer.xsl maps exactly one Customer, not ', count($records), '.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:apply-templates select="$records"/>
  </xsl:template>

  <xsl:template match="x:Customer">
    <xsl:variable name="action">
      <xsl:choose>
        <xsl:when test="@deleted = 'true' or @deleted = '1'">Delete</xsl:when>
        <xsl:otherwise>Replace</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <SyncCustomerPartyMaster releaseID="{$release}">
      <xsl:call-template name="application-area"/>
      <DataArea>
        <Sync>
          <ActionCriteria>
            <ActionExpression actionCode="{$action}">/SyncCustomerPartyMaster/DataArea/CustomerPartyMaster</ActionExpression>
          </ActionCriteria>
        </Sync>
        <CustomerPartyMaster typeCode="{normalize-space(x:Kind)}" actionCode="{$action}">
          <xsl:apply-templates select="." mode="ids"/>
          <Name><xsl:value-of select="normalize-space(x:Name)"/></Name>
          <xsl:if test="x:VatId"><TaxID schemeID="VAT"><xsl:value-of select="normalize-space(x:VatId)"/></TaxID></xsl:if>
          <xsl:if test="x:Language"><LanguageCode><xsl:value-of select="normalize-space(x:Language)"/></LanguageCode></xsl:if>
          <xsl:for-each select="x:Note"><Note><xsl:value-of select="."/></Note></xsl:for-each>
          <xsl:for-each select="x:Address">
            <Location typeCode="{@type}">
              <ID><xsl:value-of select="normalize-space(@id)"/></ID>
              <xsl:apply-templates select="."/>
            </Location>
          </xsl:for-each>
          <xsl:if test="x:FirstName or x:FamilyName or x:Salutation or x:Title or x:Phone or x:Mobile or x:Fax or x:Email or x:Web">
            <Contact typeCode="general">
              <xsl:call-template name="person-name"/>
              <xsl:call-template name="communication"/>
              <xsl:call-template name="person-extension"/>
            </Contact>
          </xsl:if>
          <xsl:apply-templates select="x:ContactPerson"/>
          <xsl:if test="x:PaymentTerms">
            <PaymentTermID><xsl:value-of select="normalize-space(x:PaymentTerms)"/></PaymentTermID>
          </xsl:if>
          <LastModificationDateTime><xsl:value-of select="@changed"/></LastModificationDateTime>
          <xsl:if test="x:Stage"><Status><Code><xsl:value-of select="normalize-space(x:Stage)"/></Code></Status></xsl:if>
          <xsl:if test="x:Currency"><CurrencyCode><xsl:value-of select="normalize-space(x:Currency)"/></CurrencyCode></xsl:if>
          <xsl:if test="x:CreditLimit or x:DeliveryBlock">
            <CustomerCredit>
              <xsl:if test="x:CreditLimit">
                <TotalCreditLimitAmount>
                  <xsl:if test="x:Currency">
                    <xsl:attribute name="currencyCode"><xsl:value-of select="normalize-space(x:Currency)"/></xsl:attribute>
                  </xsl:if>
                  <xsl:value-of select="normalize-space(x:CreditLimit)"/>
                </TotalCreditLimitAmount>
              </xsl:if>
              <xsl:if test="x:DeliveryBlock">
                <CreditHoldIndicator><xsl:value-of select="normalize-space(x:DeliveryBlock)"/></CreditHoldIndicator>
              </xsl:if>
            </CustomerCredit>
          </xsl:if>
          <xsl:call-template name="extension"/>
        </CustomerPartyMaster>
      </DataArea>
    </SyncCustomerPartyMaster>
  </xsl:template>

  <xsl:template name="extension">
    <xsl:if test="@sequence or x:RegisterNumber or x:BankAccount or x:PriceList or x:TaxClass or x:DunningBlock
        or x:SalesRepresentative or x:Segment or x:Campaign or x:Source or x:Consent">
      <Extension>
        <AnyExtension>
          <xsl:if test="@sequence"><x:sequence><xsl:value-of select="@sequence"/></x:sequence></xsl:if>
          <xsl:if test="x:RegisterNumber">
            <x:RegisterNumber><xsl:value-of select="normalize-space(x:RegisterNumber)"/></x:RegisterNumber>
          </xsl:if>
          <xsl:for-each select="x:BankAccount">
            <x:BankAccount>
              <x:IBAN><xsl:value-of select="normalize-space(x:IBAN)"/></x:IBAN>
              <xsl:if test="x:BIC"><x:BIC><xsl:value-of select="normalize-space(x:BIC)"/></x:BIC></xsl:if>
              <xsl:if test="x:AccountHolder">
                <x:AccountHolder><xsl:value-of select="normalize-space(x:AccountHolder)"/></x:AccountHolder>
              </xsl:if>
            </x:BankAccount>
          </xsl:for-each>
          <xsl:if test="x:PriceList"><x:PriceList><xsl:value-of select="normalize-space(x:PriceList)"/></x:PriceList></xsl:if>
          <xsl:if test="x:TaxClass"><x:TaxClass><xsl:value-of select="normalize-space(x:TaxClass)"/></x:TaxClass></xsl:if>
          <xsl:if test="x:DunningBlock">
            <x:DunningBlock><xsl:value-of select="normalize-space(x:DunningBlock)"/></x:DunningBlock>
          </xsl:if>
          <xsl:if test="x:SalesRepresentative">
            <x:SalesRepresentative><xsl:value-of select="normalize-space(x:SalesRepresentative)"/></x:SalesRepresentative>
          </xsl:if>
          <xsl:if test="x:Segment"><x:Segment><xsl:value-of select="normalize-space(x:Segment)"/></x:Segment></xsl:if>
          <xsl:if test="x:Campaign"><x:Campaign><xsl:value-of select="normalize-space(x:Campaign)"/></x:Campaign></xsl:if>
          <xsl:if test="x:Source"><x:Source><xsl:value-of select="normalize-space(x:Source)"/></x:Source></xsl:if>
          <xsl:for-each select="x:Consent">
            <x:Consent purpose="{@purpose}" given="{@given}">
              <xsl:if test="@date"><xsl:attribute name="date"><xsl:value-of select="@date"/></xsl:attribute></xsl:if>
            </x:Consent>
          </xsl:for-each>
        </AnyExtension>
      </Extension>
    </xsl:if>
  </xsl:template>

  <!-- Persons -->

  <xsl:template match="x:ContactPerson">
    <Contact typeCode="person">
      <xsl:if test="x:Language">
        <xsl:attribute name="languageCode"><xsl:value-of select="normalize-space(x:Language)"/></xsl:attribute>
      </xsl:if>
      <ID><xsl:value-of select="normalize-space(x:Id)"/></ID>
      <xsl:call-template name="person-name"/>
      <xsl:if test="x:Function"><JobTitle><xsl:value-of select="normalize-space(x:Function)"/></JobTitle></xsl:if>
      <xsl:if test="x:Department">
        <OrganizationUnitID><xsl:value-of select="normalize-space(x:Department)"/></OrganizationUnitID>
      </xsl:if>
      <xsl:call-template name="communication"/>
      <xsl:call-template name="preference"/>
      <xsl:call-template name="person-extension"/>
    </Contact>
  </xsl:template>

  <xsl:template name="person-name">
    <xsl:if test="x:FirstName or x:FamilyName">
      <PersonName>
        <xsl:if test="x:FirstName"><GivenName><xsl:value-of select="normalize-space(x:FirstName)"/></GivenName></xsl:if>
        <xsl:if test="x:FamilyName"><FamilyName><xsl:value-of select="normalize-space(x:FamilyName)"/></FamilyName></xsl:if>
      </PersonName>
    </xsl:if>
  </xsl:template>

  <xsl:template name="person-extension">
    <xsl:if test="x:Salutation or x:Title">
      <Extension>
        <AnyExtension>
          <xsl:if test="x:Salutation"><x:Salutation><xsl:value-of select="normalize-space(x:Salutation)"/></x:Salutation></xsl:if>
          <xsl:if test="x:Title"><x:Title><xsl:value-of select="normalize-space(x:Title)"/></x:Title></xsl:if>
        </AnyExtension>
      </Extension>
    </xsl:if>
  </xsl:template>

  <!-- Which number it is, is its type; what it is for, its channel. -->
  <xsl:template name="communication">
    <xsl:for-each select="x:Phone | x:Mobile | x:Fax">
      <xsl:variable name="type">
        <xsl:choose>
          <xsl:when test="self::x:Mobile">mobile</xsl:when>
          <xsl:when test="self::x:Fax">fax</xsl:when>
          <xsl:otherwise>phone</xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <TelephoneCommunication typeCode="{$type}">
        <ChannelCode><xsl:value-of select="@use"/></ChannelCode>
        <FormattedNumber><xsl:value-of select="normalize-space()"/></FormattedNumber>
        <xsl:call-template name="preference"/>
      </TelephoneCommunication>
    </xsl:for-each>
    <xsl:for-each select="x:Email">
      <EMailAddressCommunication>
        <UseCode><xsl:value-of select="@use"/></UseCode>
        <EMailAddressID><xsl:value-of select="normalize-space()"/></EMailAddressID>
        <xsl:call-template name="preference"/>
      </EMailAddressCommunication>
    </xsl:for-each>
    <xsl:for-each select="x:Web">
      <InternetAddressCommunication>
        <UseCode><xsl:value-of select="@use"/></UseCode>
        <xsl:call-template name="preference"/>
        <WebAddressURI><xsl:value-of select="normalize-space()"/></WebAddressURI>
      </InternetAddressCommunication>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="preference">
    <xsl:if test="@preferred"><Preference preferredIndicator="{@preferred}"/></xsl:if>
  </xsl:template>

</xsl:stylesheet>
