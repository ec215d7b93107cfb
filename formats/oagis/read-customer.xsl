<?xml version="1.0" encoding="UTF-8"?>
<!--
  One OAGIS CustomerPartyMaster to a canonical Customer.

  Only what stands there is said: an element that is missing leaves the other side's value, an empty one takes it away. An
  empty code says nothing.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1"
  xmlns:o="http://www.openapplications.org/oagis/10" xmlns:x="urn:kontor:exchange:1" exclude-result-prefixes="o x">

  <xsl:import href="read-common.xsl"/>

  <xsl:variable name="masters" select="//o:CustomerPartyMaster[parent::o:DataArea]"/>
  <xsl:variable name="subject" select="concat('Customer ', normalize-space($masters[1]/o:ID[1]))"/>
  <xsl:variable name="deleting" select="/*/o:DataArea/o:Sync/o:ActionCriteria/o:ActionExpression/@actionCode = 'Delete'"/>

  <xsl:template match="/">
    <xsl:call-template name="refuse-tests"/>
    <Records><xsl:apply-templates select="$masters"/></Records>
  </xsl:template>

  <xsl:template match="o:CustomerPartyMaster">
    <xsl:variable name="more" select="o:Extension/o:AnyExtension"/>
    <!-- A contact without a name has the customer's own numbers. -->
    <xsl:variable name="general" select="(o:Contact[@typeCode = 'general']
      | o:Contact[not(o:PersonName or o:Name)][not(../o:Contact/@typeCode = 'general')])[1]"/>
    <xsl:call-template name="check-keys"/>
    <Customer>
      <xsl:call-template name="changed"><xsl:with-param name="modified" select="o:LastModificationDateTime"/></xsl:call-template>
      <xsl:if test="$more/x:sequence"><xsl:attribute name="sequence"><xsl:value-of select="normalize-space($more/x:sequence)"/></xsl:attribute></xsl:if>
      <xsl:if test="@actionCode = 'Delete' or not(@actionCode) and $deleting"><xsl:attribute name="deleted">true</xsl:attribute></xsl:if>
      <xsl:apply-templates select="." mode="keys"/>
      <!-- A status code of another vocabulary says nothing of the stage. -->
      <xsl:variable name="stage" select="normalize-space(o:Status/o:Code)"/>
      <xsl:if test="$stage = 'lead' or $stage = 'ordered' or $stage = 'customer'"><Stage><xsl:value-of select="$stage"/></Stage></xsl:if>
      <Kind>
        <xsl:choose>
          <xsl:when test="contains(' person Person PERSON Individual individual ', concat(' ', @typeCode, ' '))">person</xsl:when>
          <xsl:otherwise>organisation</xsl:otherwise>
        </xsl:choose>
      </Kind>
      <Name><xsl:value-of select="normalize-space(o:Name[1])"/></Name>
      <xsl:apply-templates select="$general" mode="person"/>
      <xsl:apply-templates select="o:Location[o:Address or o:PostalAddress]"/>
      <xsl:apply-templates select="$general" mode="numbers"/>
      <xsl:apply-templates select="o:Contact[count(. | $general) &gt; count($general)]"/>
      <xsl:variable name="tax" select="(o:TaxID[@schemeID = 'VAT'] | o:TaxID[not(../o:TaxID/@schemeID = 'VAT')])[1]"/>
      <xsl:if test="$tax"><VatId><xsl:value-of select="translate($tax, ' .-', '')"/></VatId></xsl:if>
      <xsl:for-each select="$more/x:RegisterNumber"><RegisterNumber><xsl:value-of select="normalize-space()"/></RegisterNumber></xsl:for-each>
      <xsl:for-each select="$more/x:BankAccount">
        <BankAccount>
          <IBAN><xsl:value-of select="normalize-space(x:IBAN)"/></IBAN>
          <xsl:if test="x:BIC"><BIC><xsl:value-of select="normalize-space(x:BIC)"/></BIC></xsl:if>
          <xsl:if test="x:AccountHolder"><AccountHolder><xsl:value-of select="normalize-space(x:AccountHolder)"/></AccountHolder></xsl:if>
        </BankAccount>
      </xsl:for-each>
      <xsl:if test="normalize-space(o:PaymentTermID) != ''"><PaymentTerms><xsl:value-of select="normalize-space(o:PaymentTermID)"/></PaymentTerms></xsl:if>
      <xsl:if test="normalize-space(o:CurrencyCode) != ''"><Currency><xsl:value-of select="normalize-space(o:CurrencyCode)"/></Currency></xsl:if>
      <!-- de-DE and de_DE are German. -->
      <xsl:if test="normalize-space(o:LanguageCode) != ''">
        <Language><xsl:value-of select="substring-before(concat(translate(normalize-space(o:LanguageCode), '_', '-'), '-'), '-')"/></Language>
      </xsl:if>
      <xsl:for-each select="$more/x:PriceList"><PriceList><xsl:value-of select="normalize-space()"/></PriceList></xsl:for-each>
      <xsl:for-each select="$more/x:TaxClass"><TaxClass><xsl:value-of select="normalize-space()"/></TaxClass></xsl:for-each>
      <xsl:for-each select="o:CustomerCredit/o:TotalCreditLimitAmount"><CreditLimit><xsl:value-of select="normalize-space()"/></CreditLimit></xsl:for-each>
      <xsl:for-each select="$more/x:DunningBlock"><DunningBlock><xsl:value-of select="normalize-space()"/></DunningBlock></xsl:for-each>
      <xsl:for-each select="o:CustomerCredit/o:CreditHoldIndicator"><DeliveryBlock><xsl:value-of select="normalize-space()"/></DeliveryBlock></xsl:for-each>
      <xsl:for-each select="$more/x:SalesRepresentative"><SalesRepresentative><xsl:value-of select="normalize-space()"/></SalesRepresentative></xsl:for-each>
      <xsl:for-each select="$more/x:Segment"><Segment><xsl:value-of select="normalize-space()"/></Segment></xsl:for-each>
      <xsl:for-each select="$more/x:Campaign"><Campaign><xsl:value-of select="normalize-space()"/></Campaign></xsl:for-each>
      <xsl:for-each select="$more/x:Source"><Source><xsl:value-of select="normalize-space()"/></Source></xsl:for-each>
      <xsl:for-each select="$more/x:Consent">
        <Consent purpose="{@purpose}" given="{@given}">
          <xsl:if test="@date"><xsl:attribute name="date"><xsl:value-of select="@date"/></xsl:attribute></xsl:if>
        </Consent>
      </xsl:for-each>
      <xsl:for-each select="o:Note"><Note><xsl:value-of select="."/></Note></xsl:for-each>
    </Customer>
  </xsl:template>

  <!-- The first location is the main address where none says that it is; any other without a type is one for deliveries. -->
  <xsl:template match="o:Location">
    <xsl:variable name="code" select="translate(@typeCode, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"/>
    <xsl:variable name="type">
      <xsl:choose>
        <xsl:when test="$code = 'main' or $code = 'primary' or $code = 'headquarters'">main</xsl:when>
        <xsl:when test="$code = 'invoice' or $code = 'billto' or $code = 'billing'">invoice</xsl:when>
        <xsl:when test="$code = '' and not(preceding-sibling::o:Location)
          and not(../o:Location[@typeCode = 'main'])">main</xsl:when>
        <xsl:otherwise>delivery</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <Address type="{$type}">
      <xsl:attribute name="id">
        <xsl:choose>
          <xsl:when test="normalize-space(o:ID[1]) != ''"><xsl:value-of select="normalize-space(o:ID[1])"/></xsl:when>
          <xsl:when test="$type != 'delivery'"><xsl:value-of select="$type"/></xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="refuse">
              <xsl:with-param name="text">a delivery address (Location) has no ID, so it could not be known again.</xsl:with-param>
            </xsl:call-template>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:apply-templates select="(o:Address | o:PostalAddress[not(../o:Address)])[1]" mode="fields"/>
    </Address>
  </xsl:template>

  <!-- Persons. Without an id a contact is known by its name. -->

  <xsl:template match="o:Contact">
    <xsl:variable name="name" select="o:PersonName[1]"/>
    <xsl:variable name="family" select="normalize-space(($name/o:FamilyName | $name/o:FormattedName[not(../o:FamilyName)]
      | o:Name[not($name)])[1])"/>
    <xsl:if test="$family != ''">
      <ContactPerson>
        <xsl:if test="o:Preference/@preferredIndicator">
          <xsl:attribute name="preferred"><xsl:value-of select="o:Preference/@preferredIndicator"/></xsl:attribute>
        </xsl:if>
        <Id>
          <xsl:choose>
            <xsl:when test="normalize-space(o:ID[1]) != ''"><xsl:value-of select="normalize-space(o:ID[1])"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="normalize-space(concat($name/o:GivenName[1], ' ', $family))"/></xsl:otherwise>
          </xsl:choose>
        </Id>
        <xsl:apply-templates select="." mode="title"/>
        <xsl:if test="$name/o:GivenName"><FirstName><xsl:value-of select="normalize-space($name/o:GivenName[1])"/></FirstName></xsl:if>
        <FamilyName><xsl:value-of select="$family"/></FamilyName>
        <xsl:if test="o:JobTitle"><Function><xsl:value-of select="normalize-space(o:JobTitle)"/></Function></xsl:if>
        <xsl:if test="o:OrganizationUnitID">
          <Department><xsl:value-of select="normalize-space(o:OrganizationUnitID)"/></Department>
        </xsl:if>
        <xsl:if test="@languageCode">
          <Language><xsl:value-of select="substring-before(concat(translate(@languageCode, '_', '-'), '-'), '-')"/></Language>
        </xsl:if>
        <xsl:apply-templates select="." mode="numbers"/>
      </ContactPerson>
    </xsl:if>
  </xsl:template>

  <xsl:template match="o:Contact" mode="person">
    <xsl:apply-templates select="." mode="title"/>
    <xsl:if test="o:PersonName/o:GivenName"><FirstName><xsl:value-of select="normalize-space(o:PersonName/o:GivenName)"/></FirstName></xsl:if>
    <xsl:if test="o:PersonName/o:FamilyName"><FamilyName><xsl:value-of select="normalize-space(o:PersonName/o:FamilyName)"/></FamilyName></xsl:if>
  </xsl:template>

  <xsl:template match="o:Contact" mode="title">
    <xsl:for-each select="o:Extension/o:AnyExtension/x:Salutation"><Salutation><xsl:value-of select="normalize-space()"/></Salutation></xsl:for-each>
    <xsl:for-each select="o:Extension/o:AnyExtension/x:Title"><Title><xsl:value-of select="normalize-space()"/></Title></xsl:for-each>
  </xsl:template>

  <!-- Phones, mobiles, faxes, mail and web in the order of the canonical record. Of several for one use the first counts. -->
  <xsl:template match="o:Contact" mode="numbers">
    <xsl:for-each select="o:TelephoneCommunication[o:FormattedNumber or o:DialNumber]">
      <xsl:sort select="number(@typeCode = 'fax')" data-type="number"/>
      <xsl:sort select="number(@typeCode = 'mobile')" data-type="number"/>
      <xsl:variable name="use"><xsl:call-template name="use"/></xsl:variable>
      <xsl:variable name="code" select="string((o:ChannelCode | o:UseCode)[1])"/>
      <xsl:if test="not(preceding-sibling::o:TelephoneCommunication[o:FormattedNumber or o:DialNumber]
          [(@typeCode = 'fax') = (current()/@typeCode = 'fax')][(@typeCode = 'mobile') = (current()/@typeCode = 'mobile')]
          [string((o:ChannelCode | o:UseCode)[1]) = $code or $use = 'main' and contains($main-codes, concat(' ',
          (o:ChannelCode | o:UseCode)[1], ' ')) or $use = 'other' and not(contains($codes, concat(' ',
          (o:ChannelCode | o:UseCode)[1], ' ')))])">
        <xsl:choose>
          <xsl:when test="@typeCode = 'fax'"><Fax use="{$use}"><xsl:call-template name="number"/></Fax></xsl:when>
          <xsl:when test="@typeCode = 'mobile'"><Mobile use="{$use}"><xsl:call-template name="number"/></Mobile></xsl:when>
          <xsl:otherwise><Phone use="{$use}"><xsl:call-template name="number"/></Phone></xsl:otherwise>
        </xsl:choose>
      </xsl:if>
    </xsl:for-each>
    <xsl:for-each select="o:EMailAddressCommunication[o:EMailAddressID]">
      <xsl:variable name="use"><xsl:call-template name="use"/></xsl:variable>
      <xsl:if test="not(preceding-sibling::o:EMailAddressCommunication[string(o:UseCode) = string(current()/o:UseCode)
          or $use = 'main' and contains($main-codes, concat(' ', o:UseCode, ' '))
          or $use = 'other' and not(contains($codes, concat(' ', o:UseCode, ' ')))])">
        <Email use="{$use}"><xsl:call-template name="point"><xsl:with-param name="value" select="o:EMailAddressID"/></xsl:call-template></Email>
      </xsl:if>
    </xsl:for-each>
    <xsl:for-each select="o:InternetAddressCommunication[o:WebAddressURI][not(../o:PersonName) or ../@typeCode = 'general']">
      <xsl:variable name="use"><xsl:call-template name="use"/></xsl:variable>
      <xsl:if test="not(preceding-sibling::o:InternetAddressCommunication[string(o:UseCode) = string(current()/o:UseCode)
          or $use = 'main' and contains($main-codes, concat(' ', o:UseCode, ' '))
          or $use = 'other' and not(contains($codes, concat(' ', o:UseCode, ' ')))])">
        <Web use="{$use}"><xsl:call-template name="point"><xsl:with-param name="value" select="o:WebAddressURI"/></xsl:call-template></Web>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- In one, or country, area and number put together. -->
  <xsl:template name="number">
    <xsl:variable name="country" select="translate(normalize-space((o:CountryDialing | o:CountryDialingCode)[1]), '+ ', '')"/>
    <xsl:variable name="area" select="string((o:AreaDialing | o:AreaDialingCode)[1])"/>
    <xsl:call-template name="point">
      <xsl:with-param name="value">
        <xsl:choose>
          <xsl:when test="o:FormattedNumber"><xsl:value-of select="o:FormattedNumber"/></xsl:when>
          <xsl:when test="$country != ''"><xsl:value-of select="translate(concat('+', $country, $area, o:DialNumber), ' -/()', '')"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="concat($area, o:DialNumber)"/></xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="point">
    <xsl:param name="value"/>
    <xsl:if test="o:Preference/@preferredIndicator">
      <xsl:attribute name="preferred"><xsl:value-of select="o:Preference/@preferredIndicator"/></xsl:attribute>
    </xsl:if>
    <xsl:value-of select="normalize-space($value)"/>
  </xsl:template>

  <!-- The first of these lists begins with two blanks: no code at all is the main one too. -->
  <xsl:variable name="main-codes" select="'  main business Business '"/>
  <xsl:variable name="codes" select="concat($main-codes, 'sales purchasing accounting delivery private ')"/>

  <xsl:template name="use">
    <xsl:variable name="code" select="normalize-space((o:ChannelCode | o:UseCode)[1])"/>
    <xsl:choose>
      <xsl:when test="contains($main-codes, concat(' ', $code, ' '))">main</xsl:when>
      <xsl:when test="contains($codes, concat(' ', $code, ' '))"><xsl:value-of select="$code"/></xsl:when>
      <xsl:otherwise>other</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
