<?xml version="1.0" encoding="UTF-8"?>
<!--
  One canonical Customer to an IDoc DEBMAS07.

  KUNNR     SAP's number once there is one, else the CRM's id, with leading zeros if it is all digits. So an account group
            with external numbers takes the CRM's ids as they are.
  KNREF     of the sold-to function: the CRM's id, which SAP gives back with it.
  NAME1-4   the name in lines of 35 characters; NAME4 is the additional line of the address where there is one.
  PARAU     of a contact person: the CRM's id of it. PARNR is SAP's own number.

  Write whole records (content: full): what a segment leaves out may be emptied by SAP.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  exclude-result-prefixes="x">

  <xsl:import href="common.xsl"/>

  <xsl:param name="account-group" select="'KUNA'"/>
  <xsl:param name="company-code" select="'1000'"/>
  <xsl:param name="reconciliation-account" select="'0000140000'"/>
  <xsl:param name="tax-country" select="'DE'"/>
  <xsl:param name="tax-category" select="'MWST'"/>
  <xsl:param name="default-tax-class" select="''"/>
  <xsl:param name="delivery-block" select="'01'"/>
  <xsl:param name="dunning-block" select="'A'"/>
  <xsl:param name="salutations" select="'mr=Herr ms=Frau organisation=Firma'"/>

  <xsl:variable name="records" select="/descendant-or-self::x:Customer[@changed]"/>
  <xsl:variable name="subject" select="concat('Customer ', normalize-space(($records/x:CrmId | $records/x:ErpNumber)[1]))"/>

  <xsl:template match="/">
    <xsl:if test="count($records) != 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('write-customer.xsl maps exactly one Customer, not ', count($records), '.')"/>
      </xsl:message>
    </xsl:if>
    <DEBMAS07>
      <xsl:apply-templates select="$records"/>
    </DEBMAS07>
  </xsl:template>

  <xsl:template match="x:Customer">
    <xsl:variable name="main" select="x:Address[@type = 'main']"/>
    <IDOC BEGIN="1">
      <xsl:call-template name="control">
        <xsl:with-param name="basic-type">DEBMAS07</xsl:with-param>
        <xsl:with-param name="message-type">DEBMAS</xsl:with-param>
        <xsl:with-param name="key" select="(x:CrmId | x:ErpNumber[not(../x:CrmId)])[1]"/>
      </xsl:call-template>
      <E1KNA1M SEGMENT="1">
        <MSGFN>005</MSGFN>
        <xsl:call-template name="number-of">
          <xsl:with-param name="name">KUNNR</xsl:with-param>
          <xsl:with-param name="customer" select="."/>
        </xsl:call-template>
        <xsl:call-template name="salutation">
          <xsl:with-param name="who" select="concat(normalize-space(x:Salutation), substring('organisation', 1,
            12 * (normalize-space(x:Kind) = 'organisation' and not(x:Salutation))))"/>
        </xsl:call-template>
        <KTOKD><xsl:value-of select="$account-group"/></KTOKD>
        <xsl:call-template name="field">
          <xsl:with-param name="name">LAND1</xsl:with-param>
          <xsl:with-param name="value" select="$main/x:Country"/>
        </xsl:call-template>
        <xsl:call-template name="flag">
          <xsl:with-param name="name">LIFSD</xsl:with-param>
          <xsl:with-param name="source" select="x:DeliveryBlock"/>
          <xsl:with-param name="code" select="$delivery-block"/>
        </xsl:call-template>
        <xsl:call-template name="flag">
          <xsl:with-param name="name">LOEVM</xsl:with-param>
          <xsl:with-param name="source" select="@deleted"/>
          <xsl:with-param name="code">X</xsl:with-param>
        </xsl:call-template>
        <xsl:variable name="line" select="normalize-space($main/x:AdditionalStreetName)"/>
        <xsl:call-template name="lines">
          <xsl:with-param name="text" select="x:Name"/>
          <xsl:with-param name="most" select="4 - 2 * ($line != '')"/>
        </xsl:call-template>
        <xsl:call-template name="field">
          <xsl:with-param name="name">NAME4</xsl:with-param>
          <xsl:with-param name="value" select="$line"/>
        </xsl:call-template>
        <xsl:call-template name="field">
          <xsl:with-param name="name">ORT01</xsl:with-param>
          <xsl:with-param name="value" select="$main/x:CityName"/>
        </xsl:call-template>
        <xsl:call-template name="field">
          <xsl:with-param name="name">PSTLZ</xsl:with-param>
          <xsl:with-param name="value" select="$main/x:PostalZone"/>
        </xsl:call-template>
        <!-- Only for finding it in lists: the beginning of the name. -->
        <SORTL>
          <xsl:value-of select="substring(translate(normalize-space(x:Name), 'abcdefghijklmnopqrstuvwxyzäöü',
            'ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÜ'), 1, 10)"/>
        </SORTL>
        <xsl:call-template name="field">
          <xsl:with-param name="name">STRAS</xsl:with-param>
          <xsl:with-param name="value" select="normalize-space(concat($main/x:StreetName, ' ', $main/x:BuildingNumber))"/>
        </xsl:call-template>
        <xsl:call-template name="field">
          <xsl:with-param name="name">TELF1</xsl:with-param>
          <xsl:with-param name="value" select="x:Phone[@use = 'main']"/>
        </xsl:call-template>
        <xsl:call-template name="field">
          <xsl:with-param name="name">TELF2</xsl:with-param>
          <xsl:with-param name="value" select="x:Mobile[@use = 'main']"/>
        </xsl:call-template>
        <xsl:call-template name="field">
          <xsl:with-param name="name">TELFX</xsl:with-param>
          <xsl:with-param name="value" select="x:Fax[@use = 'main']"/>
        </xsl:call-template>
        <xsl:call-template name="field">
          <xsl:with-param name="name">STCEG</xsl:with-param>
          <xsl:with-param name="value" select="x:VatId"/>
        </xsl:call-template>
        <xsl:if test="normalize-space(x:Kind) = 'person'"><STKZN>X</STKZN></xsl:if>
        <xsl:call-template name="field">
          <xsl:with-param name="name">SPRAS_ISO</xsl:with-param>
          <xsl:with-param name="value" select="translate(x:Language, 'abcdefghijklmnopqrstuvwxyz',
            'ABCDEFGHIJKLMNOPQRSTUVWXYZ')"/>
        </xsl:call-template>
        <xsl:if test="normalize-space(x:Web[@use = 'main']) != ''">
          <E1KNA11 SEGMENT="1">
            <KNURL><xsl:value-of select="normalize-space(x:Web[@use = 'main'])"/></KNURL>
          </E1KNA11>
        </xsl:if>
        <xsl:call-template name="sales-area"/>
        <xsl:call-template name="company-code"/>
        <xsl:apply-templates select="x:BankAccount"/>
        <xsl:apply-templates select="x:ContactPerson"/>
      </E1KNA1M>
    </IDOC>
  </xsl:template>

  <xsl:template name="sales-area">
    <E1KNVVM SEGMENT="1">
      <MSGFN>005</MSGFN>
      <VKORG><xsl:value-of select="$sales-organisation"/></VKORG>
      <VTWEG><xsl:value-of select="$distribution-channel"/></VTWEG>
      <SPART><xsl:value-of select="$division"/></SPART>
      <xsl:call-template name="field">
        <xsl:with-param name="name">PLTYP</xsl:with-param>
        <xsl:with-param name="value" select="x:PriceList"/>
      </xsl:call-template>
      <xsl:call-template name="field">
        <xsl:with-param name="name">WAERS</xsl:with-param>
        <xsl:with-param name="value" select="x:Currency"/>
      </xsl:call-template>
      <xsl:call-template name="field">
        <xsl:with-param name="name">ZTERM</xsl:with-param>
        <xsl:with-param name="value" select="x:PaymentTerms"/>
      </xsl:call-template>
      <!-- The customer is its own sold-to, bill-to, payer and ship-to party. -->
      <xsl:call-template name="function"><xsl:with-param name="code">AG</xsl:with-param></xsl:call-template>
      <xsl:call-template name="function"><xsl:with-param name="code">RE</xsl:with-param></xsl:call-template>
      <xsl:call-template name="function"><xsl:with-param name="code">RG</xsl:with-param></xsl:call-template>
      <xsl:call-template name="function"><xsl:with-param name="code">WE</xsl:with-param></xsl:call-template>
      <xsl:variable name="class" select="normalize-space(x:TaxClass)"/>
      <xsl:if test="concat($class, $default-tax-class) != ''">
        <E1KNVIM SEGMENT="1">
          <MSGFN>005</MSGFN>
          <ALAND><xsl:value-of select="$tax-country"/></ALAND>
          <TATYP><xsl:value-of select="$tax-category"/></TATYP>
          <TAXKD>
            <xsl:value-of select="concat($class, substring($default-tax-class, 1, ($class = '') * string-length($default-tax-class)))"/>
          </TAXKD>
        </E1KNVIM>
      </xsl:if>
    </E1KNVVM>
  </xsl:template>

  <xsl:template name="function">
    <xsl:param name="code"/>
    <E1KNVPM SEGMENT="1">
      <MSGFN>005</MSGFN>
      <PARVW><xsl:value-of select="$code"/></PARVW>
      <xsl:call-template name="number-of">
        <xsl:with-param name="name">KUNN2</xsl:with-param>
        <xsl:with-param name="customer" select="."/>
      </xsl:call-template>
      <xsl:if test="$code = 'AG'">
        <xsl:call-template name="field">
          <xsl:with-param name="name">KNREF</xsl:with-param>
          <xsl:with-param name="value" select="x:CrmId"/>
        </xsl:call-template>
      </xsl:if>
    </E1KNVPM>
  </xsl:template>

  <xsl:template name="company-code">
    <E1KNB1M SEGMENT="1">
      <MSGFN>005</MSGFN>
      <BUKRS><xsl:value-of select="$company-code"/></BUKRS>
      <AKONT><xsl:value-of select="$reconciliation-account"/></AKONT>
      <xsl:call-template name="field">
        <xsl:with-param name="name">ZTERM</xsl:with-param>
        <xsl:with-param name="value" select="x:PaymentTerms"/>
      </xsl:call-template>
      <xsl:call-template name="field">
        <xsl:with-param name="name">INTAD</xsl:with-param>
        <xsl:with-param name="value" select="x:Email[@use = 'accounting']"/>
      </xsl:call-template>
      <xsl:if test="x:DunningBlock">
        <E1KNB5M SEGMENT="1">
          <MSGFN>005</MSGFN>
          <xsl:call-template name="flag">
            <xsl:with-param name="name">MANSP</xsl:with-param>
            <xsl:with-param name="source" select="x:DunningBlock"/>
            <xsl:with-param name="code" select="$dunning-block"/>
          </xsl:call-template>
        </E1KNB5M>
      </xsl:if>
    </E1KNB1M>
  </xsl:template>

  <!-- Where there is nothing to say the field is left out; "no" is an empty field. -->
  <xsl:template name="flag">
    <xsl:param name="name"/>
    <xsl:param name="source"/>
    <xsl:param name="code"/>
    <xsl:if test="$source">
      <xsl:element name="{$name}">
        <xsl:if test="normalize-space($source) = 'true' or normalize-space($source) = '1'"><xsl:value-of select="$code"/></xsl:if>
      </xsl:element>
    </xsl:if>
  </xsl:template>

  <!-- SAP's key of an account is country, bank and account number, which a German IBAN is made of. -->
  <xsl:template match="x:BankAccount">
    <xsl:variable name="iban" select="normalize-space(x:IBAN)"/>
    <E1KNBKM SEGMENT="1">
      <MSGFN>005</MSGFN>
      <BANKS><xsl:value-of select="substring($iban, 1, 2)"/></BANKS>
      <xsl:if test="starts-with($iban, 'DE')">
        <BANKL><xsl:value-of select="substring($iban, 5, 8)"/></BANKL>
        <BANKN><xsl:value-of select="substring($iban, 13)"/></BANKN>
      </xsl:if>
      <xsl:call-template name="field">
        <xsl:with-param name="name">SWIFT</xsl:with-param>
        <xsl:with-param name="value" select="x:BIC"/>
      </xsl:call-template>
      <xsl:call-template name="field">
        <xsl:with-param name="name">KOINH</xsl:with-param>
        <xsl:with-param name="value" select="x:AccountHolder"/>
      </xsl:call-template>
      <IBAN><xsl:value-of select="$iban"/></IBAN>
    </E1KNBKM>
  </xsl:template>

  <xsl:template match="x:ContactPerson">
    <E1KNVKM SEGMENT="1">
      <MSGFN>005</MSGFN>
      <xsl:call-template name="field">
        <xsl:with-param name="name">NAMEV</xsl:with-param>
        <xsl:with-param name="value" select="x:FirstName"/>
      </xsl:call-template>
      <NAME1><xsl:value-of select="normalize-space(x:FamilyName)"/></NAME1>
      <xsl:call-template name="field">
        <xsl:with-param name="name">ABTPA</xsl:with-param>
        <xsl:with-param name="value" select="x:Department"/>
      </xsl:call-template>
      <xsl:for-each select="x:Phone">
        <xsl:sort select="number(@preferred = 'true' or @preferred = '1')" data-type="number" order="descending"/>
        <xsl:sort select="number(@use = 'main')" data-type="number" order="descending"/>
        <xsl:if test="position() = 1">
          <xsl:call-template name="field">
            <xsl:with-param name="name">TELF1</xsl:with-param>
            <xsl:with-param name="value" select="."/>
          </xsl:call-template>
        </xsl:if>
      </xsl:for-each>
      <xsl:call-template name="salutation">
        <xsl:with-param name="who" select="normalize-space(x:Salutation)"/>
      </xsl:call-template>
      <PARAU><xsl:value-of select="normalize-space(x:Id)"/></PARAU>
    </E1KNVKM>
  </xsl:template>

  <xsl:template name="salutation">
    <xsl:param name="who"/>
    <xsl:if test="$who != ''">
      <xsl:call-template name="field">
        <xsl:with-param name="name">ANRED</xsl:with-param>
        <xsl:with-param name="value" select="substring-before(substring-after(concat(' ', $salutations, ' '),
          concat(' ', $who, '=')), ' ')"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
