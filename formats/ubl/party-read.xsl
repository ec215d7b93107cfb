<?xml version="1.0" encoding="UTF-8"?>
<!--
  A customer, and other parties, out of UBL. Not used alone.

  Nothing is split that UBL keeps together: a house number in StreetName stays there, a contact's name is a family name.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" exclude-result-prefixes="cac cbc">

  <!-- The country of addresses that name none. Empty: such an address is refused. -->
  <xsl:param name="default-country" select="''"/>

  <xsl:variable name="uses" select="'|main|sales|purchasing|accounting|delivery|private|other|'"/>

  <!-- Calling codes of countries in which a national number begins with a 0 that falls away abroad. -->
  <xsl:variable name="calling-codes"
    select="'|DE=49|AT=43|CH=41|NL=31|BE=32|FR=33|GB=44|IE=353|SE=46|FI=358|SI=386|HR=385|SK=421|'"/>

  <!-- The name that stands for a party: the registered one, as invoices have to bear it. -->
  <xsl:template name="party-name">
    <xsl:param name="party"/>
    <xsl:variable name="registered" select="normalize-space($party/cac:PartyLegalEntity/cbc:RegistrationName)"/>
    <xsl:variable name="trading" select="normalize-space($party/cac:PartyName/cbc:Name)"/>
    <xsl:choose>
      <xsl:when test="$registered != ''"><xsl:value-of select="$registered"/></xsl:when>
      <xsl:when test="$trading != ''"><xsl:value-of select="$trading"/></xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="normalize-space(concat($party/cac:Person/cbc:FirstName, ' ',
          $party/cac:Person/cbc:FamilyName))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The context is a BuyerCustomerParty; "invoice" is the address to which the same customer's invoices go. -->
  <xsl:template name="customer">
    <xsl:param name="changed"/>
    <xsl:param name="name"/>
    <xsl:param name="invoice"/>
    <xsl:variable name="party" select="cac:Party"/>
    <xsl:variable name="key" select="normalize-space(cbc:CustomerAssignedAccountID
      | cbc:SupplierAssignedAccountID[normalize-space(../cbc:CustomerAssignedAccountID) = ''])"/>
    <xsl:variable name="named" select="$party/cac:PartyLegalEntity/cbc:RegistrationName or $party/cac:PartyName"/>
    <!-- The customer itself, where it is a person: the one with the customer's id, or the only name there is. -->
    <xsl:variable name="self" select="($party/cac:Person[$key != '' and normalize-space(cbc:ID) = $key]
      | $party/cac:Person[not($named)])[1]"/>
    <xsl:variable name="country" select="normalize-space($party/cac:PostalAddress/cac:Country/cbc:IdentificationCode)"/>
    <Customer changed="{$changed}">
      <xsl:call-template name="customer-keys">
        <xsl:with-param name="party" select="."/>
        <xsl:with-param name="own">CrmId</xsl:with-param>
      </xsl:call-template>
      <xsl:choose>
        <xsl:when test="$self and not($party/cac:PartyLegalEntity/cbc:RegistrationName)"><Kind>person</Kind></xsl:when>
        <xsl:otherwise><Kind>organisation</Kind></xsl:otherwise>
      </xsl:choose>
      <Name><xsl:value-of select="$name"/></Name>
      <xsl:for-each select="$self"><xsl:call-template name="person-name"/></xsl:for-each>
      <xsl:for-each select="$party/cac:PostalAddress">
        <xsl:call-template name="customer-address">
          <xsl:with-param name="type">main</xsl:with-param>
          <xsl:with-param name="name" select="../cac:PhysicalLocation[not(cac:Address)]/cbc:Name"/>
        </xsl:call-template>
      </xsl:for-each>
      <xsl:for-each select="$invoice">
        <xsl:call-template name="customer-address">
          <xsl:with-param name="type">invoice</xsl:with-param>
          <xsl:with-param name="name" select="../cac:PartyName/cbc:Name[normalize-space() != $name]"/>
        </xsl:call-template>
      </xsl:for-each>
      <xsl:for-each select="$party/cac:PhysicalLocation/cac:Address[cac:Country]">
        <xsl:call-template name="customer-address">
          <xsl:with-param name="type">delivery</xsl:with-param>
          <xsl:with-param name="name" select="../cbc:Name"/>
          <xsl:with-param name="id">physical</xsl:with-param>
        </xsl:call-template>
      </xsl:for-each>
      <xsl:for-each select="$party/cac:PhysicalLocation/cac:SubsidiaryLocation/cac:Address">
        <xsl:call-template name="customer-address">
          <xsl:with-param name="type">delivery</xsl:with-param>
          <xsl:with-param name="name" select="../cbc:Name"/>
          <xsl:with-param name="id" select="concat('location-',
            count(../preceding-sibling::cac:SubsidiaryLocation) + 1)"/>
        </xsl:call-template>
      </xsl:for-each>
      <xsl:call-template name="customer-points">
        <xsl:with-param name="name">Phone</xsl:with-param>
        <xsl:with-param name="element">Telephone</xsl:with-param>
        <xsl:with-param name="code">TE</xsl:with-param>
        <xsl:with-param name="country" select="$country"/>
      </xsl:call-template>
      <xsl:call-template name="customer-points">
        <xsl:with-param name="name">Mobile</xsl:with-param>
        <xsl:with-param name="code">AL</xsl:with-param>
        <xsl:with-param name="country" select="$country"/>
      </xsl:call-template>
      <xsl:call-template name="customer-points">
        <xsl:with-param name="name">Fax</xsl:with-param>
        <xsl:with-param name="element">Telefax</xsl:with-param>
        <xsl:with-param name="code">FX</xsl:with-param>
        <xsl:with-param name="country" select="$country"/>
      </xsl:call-template>
      <xsl:call-template name="customer-points">
        <xsl:with-param name="name">Email</xsl:with-param>
        <xsl:with-param name="element">ElectronicMail</xsl:with-param>
        <xsl:with-param name="code">EM</xsl:with-param>
      </xsl:call-template>
      <xsl:variable name="sites" select="$party/cac:Contact/cac:OtherCommunication[normalize-space(cbc:ChannelCode) = 'AH']"/>
      <xsl:variable name="site" select="normalize-space($party/cbc:WebsiteURI)"/>
      <xsl:if test="$site != '' and not($sites[normalize-space(cbc:Value) = $site])">
        <Web use="main"><xsl:value-of select="$site"/></Web>
      </xsl:if>
      <xsl:for-each select="$sites">
        <Web>
          <xsl:call-template name="use"/>
          <xsl:value-of select="normalize-space(cbc:Value)"/>
        </Web>
      </xsl:for-each>
      <xsl:for-each select="$party/cac:Contact[normalize-space(cbc:Name) != '' and not($self)]">
        <ContactPerson>
          <Id>
            <xsl:choose>
              <xsl:when test="normalize-space(cbc:ID) != ''"><xsl:value-of select="normalize-space(cbc:ID)"/></xsl:when>
              <xsl:otherwise>contact</xsl:otherwise>
            </xsl:choose>
          </Id>
          <FamilyName><xsl:value-of select="normalize-space(cbc:Name)"/></FamilyName>
        </ContactPerson>
      </xsl:for-each>
      <xsl:for-each select="$party/cac:Person[count(. | $self) != count($self)]">
        <xsl:call-template name="contact-person">
          <xsl:with-param name="country" select="$country"/>
        </xsl:call-template>
      </xsl:for-each>
      <xsl:variable name="schemes" select="$party/cac:PartyTaxScheme[normalize-space(cac:TaxScheme/cbc:ID) = 'VAT']"/>
      <xsl:call-template name="text">
        <xsl:with-param name="name">VatId</xsl:with-param>
        <xsl:with-param name="source" select="translate($schemes/cbc:CompanyID,
          'abcdefghijklmnopqrstuvwxyz .-/&#9;&#10;&#13;', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')"/>
      </xsl:call-template>
      <xsl:call-template name="text">
        <xsl:with-param name="name">RegisterNumber</xsl:with-param>
        <xsl:with-param name="source" select="$party/cac:PartyLegalEntity/cbc:CompanyID"/>
      </xsl:call-template>
      <xsl:for-each select="$party/cac:FinancialAccount[normalize-space(cbc:ID) != '']">
        <BankAccount>
          <IBAN><xsl:value-of select="translate(normalize-space(cbc:ID), ' ', '')"/></IBAN>
          <xsl:call-template name="text">
            <xsl:with-param name="name">BIC</xsl:with-param>
            <xsl:with-param name="source" select="cac:FinancialInstitutionBranch/cbc:ID
              | cac:FinancialInstitutionBranch[not(cbc:ID)]/cac:FinancialInstitution/cbc:ID"/>
          </xsl:call-template>
          <xsl:call-template name="text">
            <xsl:with-param name="name">AccountHolder</xsl:with-param>
            <xsl:with-param name="source" select="cbc:Name"/>
          </xsl:call-template>
        </BankAccount>
      </xsl:for-each>
      <xsl:call-template name="text">
        <xsl:with-param name="name">Language</xsl:with-param>
        <xsl:with-param name="source" select="$party/cac:Language/cbc:ID"/>
      </xsl:call-template>
      <xsl:call-template name="text">
        <xsl:with-param name="name">TaxClass</xsl:with-param>
        <xsl:with-param name="source" select="$schemes/cbc:TaxLevelCode"/>
      </xsl:call-template>
    </Customer>
  </xsl:template>

  <!-- Salutation, title and names of a Person. With many, Title is "Herr" or "Mrs": a form of address, and no doctor's. -->
  <xsl:template name="person-name">
    <xsl:variable name="gender" select="normalize-space(cbc:GenderCode)"/>
    <xsl:variable name="title" select="concat('|', translate(normalize-space(cbc:Title), '.', ''), '|')"/>
    <xsl:variable name="mr" select="contains('|Herr|Herrn|Hr|Mr|Monsieur|Signor|', $title)"/>
    <xsl:variable name="ms" select="contains('|Frau|Fr|Ms|Mrs|Miss|Madame|Mme|Signora|', $title)"/>
    <xsl:choose>
      <xsl:when test="$gender = '1' or $gender = 'M'"><Salutation>mr</Salutation></xsl:when>
      <xsl:when test="$gender = '2' or $gender = 'F'"><Salutation>ms</Salutation></xsl:when>
      <xsl:when test="$gender = '9'"><Salutation>neutral</Salutation></xsl:when>
      <xsl:when test="$mr"><Salutation>mr</Salutation></xsl:when>
      <xsl:when test="$ms"><Salutation>ms</Salutation></xsl:when>
    </xsl:choose>
    <xsl:if test="not($mr or $ms or $title = '|Firma|')">
      <xsl:call-template name="text">
        <xsl:with-param name="name">Title</xsl:with-param>
        <xsl:with-param name="source" select="cbc:Title"/>
      </xsl:call-template>
    </xsl:if>
    <xsl:call-template name="text">
      <xsl:with-param name="name">FirstName</xsl:with-param>
      <xsl:with-param name="source" select="cbc:FirstName"/>
    </xsl:call-template>
    <xsl:call-template name="text">
      <xsl:with-param name="name">FamilyName</xsl:with-param>
      <xsl:with-param name="source" select="cbc:FamilyName"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A Person without an id is known by its name, which is the only thing that can be the same the next time. -->
  <xsl:template name="contact-person">
    <xsl:param name="country"/>
    <xsl:variable name="full" select="normalize-space(concat(cbc:FirstName, ' ', cbc:FamilyName))"/>
    <xsl:if test="normalize-space(cbc:FamilyName) != ''">
      <ContactPerson>
        <Id>
          <xsl:choose>
            <xsl:when test="normalize-space(cbc:ID) != ''"><xsl:value-of select="normalize-space(cbc:ID)"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="$full"/></xsl:otherwise>
          </xsl:choose>
        </Id>
        <xsl:call-template name="person-name"/>
        <xsl:call-template name="text">
          <xsl:with-param name="name">Function</xsl:with-param>
          <xsl:with-param name="source" select="cbc:JobTitle"/>
        </xsl:call-template>
        <xsl:call-template name="text">
          <xsl:with-param name="name">Department</xsl:with-param>
          <xsl:with-param name="source" select="cbc:OrganizationDepartment"/>
        </xsl:call-template>
        <xsl:for-each select="cac:Contact">
          <xsl:call-template name="person-points">
            <xsl:with-param name="name">Phone</xsl:with-param>
            <xsl:with-param name="source" select="cbc:Telephone"/>
            <xsl:with-param name="code">TE</xsl:with-param>
            <xsl:with-param name="country" select="$country"/>
          </xsl:call-template>
          <xsl:call-template name="person-points">
            <xsl:with-param name="name">Mobile</xsl:with-param>
            <xsl:with-param name="code">AL</xsl:with-param>
            <xsl:with-param name="country" select="$country"/>
          </xsl:call-template>
          <xsl:call-template name="person-points">
            <xsl:with-param name="name">Fax</xsl:with-param>
            <xsl:with-param name="source" select="cbc:Telefax"/>
            <xsl:with-param name="code">FX</xsl:with-param>
            <xsl:with-param name="country" select="$country"/>
          </xsl:call-template>
          <xsl:call-template name="person-points">
            <xsl:with-param name="name">Email</xsl:with-param>
            <xsl:with-param name="source" select="cbc:ElectronicMail"/>
            <xsl:with-param name="code">EM</xsl:with-param>
          </xsl:call-template>
        </xsl:for-each>
      </ContactPerson>
    </xsl:if>
  </xsl:template>

  <!-- The context is the Contact of a Person. -->
  <xsl:template name="person-points">
    <xsl:param name="name"/>
    <xsl:param name="source" select="/.."/>
    <xsl:param name="code"/>
    <xsl:param name="country" select="''"/>
    <xsl:variable name="others" select="cac:OtherCommunication[normalize-space(cbc:ChannelCode) = $code]"/>
    <xsl:variable name="first" select="normalize-space($source)"/>
    <xsl:if test="$first != '' and not($others[normalize-space(cbc:Value) = $first])">
      <xsl:element name="{$name}">
        <xsl:attribute name="use">main</xsl:attribute>
        <xsl:call-template name="point">
          <xsl:with-param name="value" select="$first"/>
          <xsl:with-param name="country" select="$country"/>
        </xsl:call-template>
      </xsl:element>
    </xsl:if>
    <xsl:for-each select="$others">
      <xsl:element name="{$name}">
        <xsl:call-template name="use"/>
        <xsl:call-template name="point">
          <xsl:with-param name="value" select="cbc:Value"/>
          <xsl:with-param name="country" select="$country"/>
        </xsl:call-template>
      </xsl:element>
    </xsl:for-each>
  </xsl:template>

  <!--
    The context is a customer party. What stands in Party/Contact is the main number, unless it also stands elsewhere
    with its use: then it is there only for readers that look nowhere else.
  -->
  <xsl:template name="customer-points">
    <xsl:param name="name"/>
    <xsl:param name="element"/>
    <xsl:param name="code"/>
    <xsl:param name="country" select="''"/>
    <xsl:variable name="others" select="cac:Party/cac:Contact/cac:OtherCommunication[normalize-space(cbc:ChannelCode) = $code]"/>
    <xsl:variable name="functional" select="cac:DeliveryContact | cac:AccountingContact | cac:BuyerContact"/>
    <xsl:variable name="first" select="normalize-space(cac:Party/cac:Contact/*[local-name() = $element])"/>
    <xsl:if test="$first != '' and not($others[normalize-space(cbc:Value) = $first])
      and not($functional/*[local-name() = $element][normalize-space() = $first])">
      <xsl:element name="{$name}">
        <xsl:attribute name="use">main</xsl:attribute>
        <xsl:call-template name="point">
          <xsl:with-param name="value" select="$first"/>
          <xsl:with-param name="country" select="$country"/>
        </xsl:call-template>
      </xsl:element>
    </xsl:if>
    <xsl:for-each select="$others">
      <xsl:element name="{$name}">
        <xsl:call-template name="use"/>
        <xsl:call-template name="point">
          <xsl:with-param name="value" select="cbc:Value"/>
          <xsl:with-param name="country" select="$country"/>
        </xsl:call-template>
      </xsl:element>
    </xsl:for-each>
    <xsl:for-each select="$functional/*[local-name() = $element or (self::cac:OtherCommunication
      and normalize-space(cbc:ChannelCode) = $code)]">
      <xsl:element name="{$name}">
        <xsl:attribute name="use">
          <xsl:choose>
            <xsl:when test="parent::cac:DeliveryContact">delivery</xsl:when>
            <xsl:when test="parent::cac:AccountingContact">accounting</xsl:when>
            <xsl:otherwise>purchasing</xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
        <xsl:call-template name="point">
          <xsl:with-param name="value" select="cbc:Value | self::*[not(cbc:Value)]"/>
          <xsl:with-param name="country" select="$country"/>
        </xsl:call-template>
      </xsl:element>
    </xsl:for-each>
  </xsl:template>

  <!-- Channel says what a number is for, in our words; in others' words it is one of use "other". -->
  <xsl:template name="use">
    <xsl:variable name="channel" select="normalize-space(cbc:Channel)"/>
    <xsl:attribute name="use">
      <xsl:choose>
        <xsl:when test="$channel != '' and contains($uses, concat('|', $channel, '|'))">
          <xsl:value-of select="$channel"/>
        </xsl:when>
        <xsl:otherwise>other</xsl:otherwise>
      </xsl:choose>
    </xsl:attribute>
  </xsl:template>

  <!--
    With a country it is a telephone number: "0221/12 34 567" in Germany becomes +492211234567. What is no number is
    left as it is, and so is the number of a country that is not in the list.
  -->
  <xsl:template name="point">
    <xsl:param name="value"/>
    <xsl:param name="country"/>
    <xsl:variable name="text" select="normalize-space($value)"/>
    <xsl:variable name="abroad" select="starts-with($text, '+') or starts-with($text, '00')"/>
    <!-- +49 (0)221: what is in the brackets is not dialled from abroad. -->
    <xsl:variable name="dialled">
      <xsl:choose>
        <xsl:when test="$abroad and contains($text, '(0)')">
          <xsl:value-of select="concat(substring-before($text, '(0)'), substring-after($text, '(0)'))"/>
        </xsl:when>
        <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="digits" select="translate($dialled, ' ()/-.&#160;', '')"/>
    <xsl:variable name="code"
      select="substring-before(substring-after($calling-codes, concat('|', $country, '=')), '|')"/>
    <xsl:choose>
      <xsl:when test="$country = '' or translate($digits, '+0123456789', '') != ''">
        <xsl:value-of select="$text"/>
      </xsl:when>
      <xsl:when test="starts-with($digits, '00')"><xsl:value-of select="concat('+', substring($digits, 3))"/></xsl:when>
      <xsl:when test="starts-with($digits, '0') and $code != ''">
        <xsl:value-of select="concat('+', $code, substring($digits, 2))"/>
      </xsl:when>
      <xsl:when test="starts-with($digits, '+')"><xsl:value-of select="$digits"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The context is an address of the customer. AddressTypeCode says its type where Kontor wrote it. -->
  <xsl:template name="customer-address">
    <xsl:param name="type"/>
    <xsl:param name="name"/>
    <xsl:param name="id" select="$type"/>
    <xsl:variable name="code" select="normalize-space(cbc:AddressTypeCode)"/>
    <xsl:variable name="own" select="normalize-space(cbc:ID)"/>
    <Address>
      <xsl:attribute name="type">
        <xsl:choose>
          <xsl:when test="$code = 'main' or $code = 'invoice' or $code = 'delivery'">
            <xsl:value-of select="$code"/>
          </xsl:when>
          <xsl:otherwise><xsl:value-of select="$type"/></xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:attribute name="id">
        <xsl:choose>
          <xsl:when test="$own != ''"><xsl:value-of select="$own"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$id"/></xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:call-template name="address"><xsl:with-param name="name" select="$name"/></xsl:call-template>
    </Address>
  </xsl:template>

  <!-- The fields of an address. UBL has more lines than the canonical one: they are joined, none is left out. -->
  <xsl:template name="address">
    <xsl:param name="name"/>
    <xsl:variable name="street" select="cbc:StreetName[normalize-space() != '']"/>
    <xsl:variable name="line" select="cac:AddressLine[not($street)][1]"/>
    <xsl:variable name="box" select="cbc:Postbox[not($street) and not($line)]"/>
    <xsl:call-template name="text">
      <xsl:with-param name="name">Name</xsl:with-param>
      <xsl:with-param name="source" select="$name"/>
    </xsl:call-template>
    <xsl:variable name="first">
      <xsl:value-of select="normalize-space($street | $line/cbc:Line)"/>
      <xsl:for-each select="$box"><xsl:call-template name="post-box"/></xsl:for-each>
    </xsl:variable>
    <xsl:call-template name="text">
      <xsl:with-param name="name">StreetName</xsl:with-param>
      <xsl:with-param name="source" select="$first"/>
    </xsl:call-template>
    <xsl:call-template name="text">
      <xsl:with-param name="name">BuildingNumber</xsl:with-param>
      <xsl:with-param name="source" select="cbc:BuildingNumber"/>
    </xsl:call-template>
    <xsl:variable name="more">
      <xsl:for-each select="(cbc:AdditionalStreetName | cbc:Postbox[not($box)] | cbc:Floor | cbc:Room | cbc:BlockName
        | cbc:BuildingName | cbc:InhouseMail | cbc:Department | cbc:MarkAttention | cbc:MarkCare
        | cbc:CitySubdivisionName | cac:AddressLine[count(. | $line) != count($line)]
        /cbc:Line)[normalize-space() != '']">
        <xsl:sort select="number(not(self::cbc:AdditionalStreetName))" data-type="number"/>
        <xsl:if test="position() &gt; 1">, </xsl:if>
        <xsl:choose>
          <xsl:when test="self::cbc:Postbox"><xsl:call-template name="post-box"/></xsl:when>
          <xsl:when test="self::cbc:Floor or self::cbc:Room">
            <xsl:value-of select="concat(local-name(), ' ', normalize-space())"/>
          </xsl:when>
          <xsl:otherwise><xsl:value-of select="normalize-space()"/></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </xsl:variable>
    <xsl:call-template name="text">
      <xsl:with-param name="name">AdditionalStreetName</xsl:with-param>
      <xsl:with-param name="source" select="$more"/>
    </xsl:call-template>
    <xsl:call-template name="text">
      <xsl:with-param name="name">PostalZone</xsl:with-param>
      <xsl:with-param name="source" select="cbc:PostalZone"/>
    </xsl:call-template>
    <xsl:call-template name="text">
      <xsl:with-param name="name">CityName</xsl:with-param>
      <xsl:with-param name="source" select="cbc:CityName"/>
    </xsl:call-template>
    <xsl:call-template name="text">
      <xsl:with-param name="name">CountrySubentity</xsl:with-param>
      <xsl:with-param name="source"
        select="cbc:CountrySubentity | cbc:CountrySubentityCode[not(../cbc:CountrySubentity)]"/>
    </xsl:call-template>
    <xsl:variable name="country" select="normalize-space(cac:Country/cbc:IdentificationCode)"/>
    <xsl:choose>
      <xsl:when test="$country != ''"><Country><xsl:value-of select="$country"/></Country></xsl:when>
      <xsl:when test="$default-country != ''"><Country><xsl:value-of select="$default-country"/></Country></xsl:when>
      <xsl:otherwise>
        <xsl:message terminate="yes">
          <xsl:value-of select="concat($subject, ': the address ', normalize-space(concat($first, ' ', cbc:PostalZone, ' ',
            cbc:CityName)), ' has no Country/IdentificationCode. Let the other system write it, or set the parameter ',
            'default-country.')"/>
        </xsl:message>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- UBL has only the number of a post-office box: the word before it depends on the country. -->
  <xsl:template name="post-box">
    <xsl:variable name="number" select="normalize-space()"/>
    <xsl:variable name="country" select="normalize-space(../cac:Country/cbc:IdentificationCode)"/>
    <xsl:choose>
      <xsl:when test="translate($number, '0123456789 -', '') != ''"><xsl:value-of select="$number"/></xsl:when>
      <xsl:when test="$country = 'DE' or $country = 'AT' or $country = 'CH' or $country = 'LI'">
        <xsl:value-of select="concat('Postfach ', $number)"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('P.O. Box ', $number)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
