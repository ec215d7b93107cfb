<?xml version="1.0" encoding="UTF-8"?>
<!--
  A canonical customer as a UBL customer party. Not used alone.

  Party/Contact          the main telephone, fax and mail, or else the best there is: it is what most importers look at.
  AccountingContact ...  numbers of use accounting, delivery and purchasing, for which UBL has contacts of their own.
  OtherCommunication     everything else: ChannelCode by UNCL 3155 (TE, FX, EM, AL mobile, AH web), Channel the use.
  Person                 a contact person; the one with the customer's own id is the customer itself.
  PostalAddress          the main address, else that for invoices. The others are PhysicalLocation/SubsidiaryLocation.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" exclude-result-prefixes="x">

  <!-- The context is a Customer. With "invoice" its address for invoices goes into an AccountingCustomerParty. -->
  <xsl:template name="customer">
    <xsl:param name="invoice"/>
    <xsl:variable name="postal" select="(x:Address[@type = 'main'] | x:Address[@type = 'invoice'
      and not(../x:Address[@type = 'main'])] | x:Address[not(../x:Address[@type != 'delivery'])])[1]"/>
    <xsl:variable name="others" select="x:Address[count(. | $postal) != count($postal)
      and count(. | $invoice) != count($invoice)]"/>
    <xsl:variable name="web" select="x:Web[normalize-space() != '']"/>
    <xsl:variable name="person" select="normalize-space(x:Kind) = 'person'"/>
    <xsl:call-template name="account-ids"/>
    <cac:Party>
      <xsl:if test="$web">
        <cbc:WebsiteURI>
          <xsl:call-template name="best"><xsl:with-param name="points" select="$web"/></xsl:call-template>
        </cbc:WebsiteURI>
      </xsl:if>
      <cac:PartyName>
        <cbc:Name><xsl:value-of select="normalize-space(x:Name)"/></cbc:Name>
      </cac:PartyName>
      <xsl:if test="normalize-space(x:Language) != ''">
        <cac:Language>
          <xsl:apply-templates select="x:Language" mode="id"/>
        </cac:Language>
      </xsl:if>
      <xsl:if test="$postal">
        <cac:PostalAddress>
          <xsl:for-each select="$postal"><xsl:call-template name="customer-address"/></xsl:for-each>
        </cac:PostalAddress>
      </xsl:if>
      <xsl:if test="$others or normalize-space($postal/x:Name) != ''">
        <cac:PhysicalLocation>
          <xsl:if test="normalize-space($postal/x:Name) != ''">
            <cbc:Name><xsl:value-of select="normalize-space($postal/x:Name)"/></cbc:Name>
          </xsl:if>
          <xsl:for-each select="$others">
            <cac:SubsidiaryLocation>
              <xsl:if test="normalize-space(x:Name) != ''">
                <cbc:Name><xsl:value-of select="normalize-space(x:Name)"/></cbc:Name>
              </xsl:if>
              <cac:Address><xsl:call-template name="customer-address"/></cac:Address>
            </cac:SubsidiaryLocation>
          </xsl:for-each>
        </cac:PhysicalLocation>
      </xsl:if>
      <xsl:if test="normalize-space(x:VatId) != '' or x:TaxClass">
        <cac:PartyTaxScheme>
          <xsl:if test="normalize-space(x:VatId) != ''">
            <cbc:CompanyID><xsl:value-of select="normalize-space(x:VatId)"/></cbc:CompanyID>
          </xsl:if>
          <xsl:if test="x:TaxClass">
            <cbc:TaxLevelCode><xsl:value-of select="normalize-space(x:TaxClass)"/></cbc:TaxLevelCode>
          </xsl:if>
          <cac:TaxScheme>
            <cbc:ID>VAT</cbc:ID>
          </cac:TaxScheme>
        </cac:PartyTaxScheme>
      </xsl:if>
      <xsl:if test="not($person) or normalize-space(x:RegisterNumber) != ''">
        <cac:PartyLegalEntity>
          <xsl:if test="not($person)">
            <cbc:RegistrationName><xsl:value-of select="normalize-space(x:Name)"/></cbc:RegistrationName>
          </xsl:if>
          <xsl:if test="normalize-space(x:RegisterNumber) != ''">
            <cbc:CompanyID><xsl:value-of select="normalize-space(x:RegisterNumber)"/></cbc:CompanyID>
          </xsl:if>
        </cac:PartyLegalEntity>
      </xsl:if>
      <xsl:call-template name="main-contact"/>
      <xsl:if test="$person or x:Salutation or normalize-space(concat(x:Title, x:FirstName, x:FamilyName)) != ''">
        <cac:Person>
          <cbc:ID><xsl:value-of select="normalize-space((x:CrmId | x:ErpNumber)[1])"/></cbc:ID>
          <xsl:call-template name="person-name"/>
        </cac:Person>
      </xsl:if>
      <xsl:for-each select="x:ContactPerson"><xsl:call-template name="contact-person"/></xsl:for-each>
      <xsl:for-each select="x:BankAccount[1]">
        <cac:FinancialAccount>
          <cbc:ID><xsl:value-of select="normalize-space(x:IBAN)"/></cbc:ID>
          <xsl:if test="x:AccountHolder">
            <cbc:Name><xsl:value-of select="normalize-space(x:AccountHolder)"/></cbc:Name>
          </xsl:if>
          <xsl:if test="x:BIC">
            <cac:FinancialInstitutionBranch>
              <cbc:ID><xsl:value-of select="normalize-space(x:BIC)"/></cbc:ID>
            </cac:FinancialInstitutionBranch>
          </xsl:if>
        </cac:FinancialAccount>
      </xsl:for-each>
    </cac:Party>
    <xsl:if test="*[@use = 'delivery' and normalize-space() != '' and not(self::x:Web)]">
      <cac:DeliveryContact>
        <xsl:call-template name="functional"><xsl:with-param name="use">delivery</xsl:with-param></xsl:call-template>
      </cac:DeliveryContact>
    </xsl:if>
    <xsl:if test="*[@use = 'accounting' and normalize-space() != '' and not(self::x:Web)]">
      <cac:AccountingContact>
        <xsl:call-template name="functional"><xsl:with-param name="use">accounting</xsl:with-param></xsl:call-template>
      </cac:AccountingContact>
    </xsl:if>
    <xsl:if test="*[@use = 'purchasing' and normalize-space() != '' and not(self::x:Web)]">
      <cac:BuyerContact>
        <xsl:call-template name="functional"><xsl:with-param name="use">purchasing</xsl:with-param></xsl:call-template>
      </cac:BuyerContact>
    </xsl:if>
  </xsl:template>

  <xsl:template name="customer-address">
    <cbc:ID><xsl:value-of select="normalize-space(@id)"/></cbc:ID>
    <cbc:AddressTypeCode><xsl:value-of select="@type"/></cbc:AddressTypeCode>
    <xsl:call-template name="address-fields"/>
  </xsl:template>

  <!-- Party/Contact. Its Name is left to functions, as UBL recommends: persons are Person. -->
  <xsl:template name="main-contact">
    <xsl:variable name="phone" select="x:Phone[normalize-space() != '']"/>
    <xsl:variable name="fax" select="x:Fax[normalize-space() != '']"/>
    <xsl:variable name="mail" select="x:Email[normalize-space() != '']"/>
    <xsl:variable name="mobile" select="x:Mobile[normalize-space() != '']"/>
    <xsl:variable name="web" select="x:Web[normalize-space() != '']"/>
    <xsl:if test="$phone or $fax or $mail or $mobile[@use != 'accounting' and @use != 'delivery' and @use != 'purchasing']
      or $web[@use != 'main']">
      <cac:Contact>
        <xsl:call-template name="points">
          <xsl:with-param name="phone" select="$phone"/>
          <xsl:with-param name="fax" select="$fax"/>
          <xsl:with-param name="mail" select="$mail"/>
        </xsl:call-template>
        <xsl:call-template name="communications">
          <xsl:with-param name="points" select="$phone"/>
          <xsl:with-param name="code">TE</xsl:with-param>
          <xsl:with-param name="elsewhere">|accounting|delivery|purchasing|</xsl:with-param>
        </xsl:call-template>
        <xsl:call-template name="communications">
          <xsl:with-param name="points" select="$mobile"/>
          <xsl:with-param name="code">AL</xsl:with-param>
          <xsl:with-param name="main" select="true()"/>
          <xsl:with-param name="elsewhere">|accounting|delivery|purchasing|</xsl:with-param>
        </xsl:call-template>
        <xsl:call-template name="communications">
          <xsl:with-param name="points" select="$fax"/>
          <xsl:with-param name="code">FX</xsl:with-param>
          <xsl:with-param name="elsewhere">|accounting|delivery|purchasing|</xsl:with-param>
        </xsl:call-template>
        <xsl:call-template name="communications">
          <xsl:with-param name="points" select="$mail"/>
          <xsl:with-param name="code">EM</xsl:with-param>
          <xsl:with-param name="elsewhere">|accounting|delivery|purchasing|</xsl:with-param>
        </xsl:call-template>
        <xsl:call-template name="communications">
          <xsl:with-param name="points" select="$web"/>
          <xsl:with-param name="code">AH</xsl:with-param>
        </xsl:call-template>
      </cac:Contact>
    </xsl:if>
  </xsl:template>

  <xsl:template name="functional">
    <xsl:param name="use"/>
    <xsl:call-template name="points">
      <xsl:with-param name="phone" select="x:Phone[@use = $use and normalize-space() != '']"/>
      <xsl:with-param name="fax" select="x:Fax[@use = $use and normalize-space() != '']"/>
      <xsl:with-param name="mail" select="x:Email[@use = $use and normalize-space() != '']"/>
    </xsl:call-template>
    <xsl:for-each select="x:Mobile[@use = $use and normalize-space() != '']">
      <cac:OtherCommunication>
        <cbc:ChannelCode listID="UNCL3155">AL</cbc:ChannelCode>
        <cbc:Channel><xsl:value-of select="@use"/></cbc:Channel>
        <cbc:Value><xsl:value-of select="normalize-space()"/></cbc:Value>
      </cac:OtherCommunication>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="points">
    <xsl:param name="phone"/>
    <xsl:param name="fax"/>
    <xsl:param name="mail"/>
    <xsl:if test="$phone">
      <cbc:Telephone>
        <xsl:call-template name="best"><xsl:with-param name="points" select="$phone"/></xsl:call-template>
      </cbc:Telephone>
    </xsl:if>
    <xsl:if test="$fax">
      <cbc:Telefax>
        <xsl:call-template name="best"><xsl:with-param name="points" select="$fax"/></xsl:call-template>
      </cbc:Telefax>
    </xsl:if>
    <xsl:if test="$mail">
      <cbc:ElectronicMail>
        <xsl:call-template name="best"><xsl:with-param name="points" select="$mail"/></xsl:call-template>
      </cbc:ElectronicMail>
    </xsl:if>
  </xsl:template>

  <!-- The main one, or else the preferred one, or else the first. -->
  <xsl:template name="best">
    <xsl:param name="points"/>
    <xsl:variable name="main" select="$points[@use = 'main']"/>
    <xsl:variable name="preferred" select="$points[not($main)][@preferred = 'true' or @preferred = '1']"/>
    <xsl:value-of select="normalize-space(($main | $preferred | $points[not($main | $preferred)])[1])"/>
  </xsl:template>

  <!--
    All points of one kind, but for those that stand in a contact of their own, and for the main one, which is in
    Telephone ...: unless another has the same value, or there would be no telling.
  -->
  <xsl:template name="communications">
    <xsl:param name="points"/>
    <xsl:param name="code"/>
    <xsl:param name="main" select="false()"/>
    <xsl:param name="elsewhere" select="''"/>
    <xsl:for-each select="$points[not(contains($elsewhere, concat('|', @use, '|')))]">
      <xsl:variable name="value" select="normalize-space()"/>
      <xsl:if test="@use != 'main' or $main or count($points[normalize-space() = $value]) &gt; 1">
        <cac:OtherCommunication>
          <cbc:ChannelCode listID="UNCL3155"><xsl:value-of select="$code"/></cbc:ChannelCode>
          <cbc:Channel><xsl:value-of select="@use"/></cbc:Channel>
          <cbc:Value><xsl:value-of select="$value"/></cbc:Value>
        </cac:OtherCommunication>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="person-name">
    <xsl:variable name="salutation" select="normalize-space(x:Salutation)"/>
    <xsl:if test="normalize-space(x:FirstName) != ''">
      <cbc:FirstName><xsl:value-of select="normalize-space(x:FirstName)"/></cbc:FirstName>
    </xsl:if>
    <xsl:if test="normalize-space(x:FamilyName) != ''">
      <cbc:FamilyName><xsl:value-of select="normalize-space(x:FamilyName)"/></cbc:FamilyName>
    </xsl:if>
    <xsl:if test="normalize-space(x:Title) != ''">
      <cbc:Title><xsl:value-of select="normalize-space(x:Title)"/></cbc:Title>
    </xsl:if>
    <xsl:if test="normalize-space(x:Function) != ''">
      <cbc:JobTitle><xsl:value-of select="normalize-space(x:Function)"/></cbc:JobTitle>
    </xsl:if>
    <!-- ISO 5218. -->
    <xsl:choose>
      <xsl:when test="$salutation = 'mr'"><cbc:GenderCode>1</cbc:GenderCode></xsl:when>
      <xsl:when test="$salutation = 'ms'"><cbc:GenderCode>2</cbc:GenderCode></xsl:when>
      <xsl:when test="$salutation = 'neutral'"><cbc:GenderCode>9</cbc:GenderCode></xsl:when>
    </xsl:choose>
    <xsl:if test="normalize-space(x:Department) != ''">
      <cbc:OrganizationDepartment><xsl:value-of select="normalize-space(x:Department)"/></cbc:OrganizationDepartment>
    </xsl:if>
  </xsl:template>

  <xsl:template name="contact-person">
    <xsl:variable name="phone" select="x:Phone[normalize-space() != '']"/>
    <xsl:variable name="fax" select="x:Fax[normalize-space() != '']"/>
    <xsl:variable name="mail" select="x:Email[normalize-space() != '']"/>
    <xsl:variable name="mobile" select="x:Mobile[normalize-space() != '']"/>
    <cac:Person>
      <xsl:apply-templates select="x:Id" mode="id"/>
      <xsl:call-template name="person-name"/>
      <xsl:if test="$phone or $fax or $mail or $mobile">
        <cac:Contact>
          <xsl:call-template name="points">
            <xsl:with-param name="phone" select="$phone"/>
            <xsl:with-param name="fax" select="$fax"/>
            <xsl:with-param name="mail" select="$mail"/>
          </xsl:call-template>
          <xsl:call-template name="communications">
            <xsl:with-param name="points" select="$phone"/>
            <xsl:with-param name="code">TE</xsl:with-param>
          </xsl:call-template>
          <xsl:call-template name="communications">
            <xsl:with-param name="points" select="$mobile"/>
            <xsl:with-param name="code">AL</xsl:with-param>
            <xsl:with-param name="main" select="true()"/>
          </xsl:call-template>
          <xsl:call-template name="communications">
            <xsl:with-param name="points" select="$fax"/>
            <xsl:with-param name="code">FX</xsl:with-param>
          </xsl:call-template>
          <xsl:call-template name="communications">
            <xsl:with-param name="points" select="$mail"/>
            <xsl:with-param name="code">EM</xsl:with-param>
          </xsl:call-template>
        </cac:Contact>
      </xsl:if>
    </cac:Person>
  </xsl:template>

</xsl:stylesheet>
