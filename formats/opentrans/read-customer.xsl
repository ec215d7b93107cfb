<?xml version="1.0" encoding="UTF-8"?>
<!-- The customer inside an order: what the ADDRESS of its buyer says. Not used alone. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1"
  xmlns:o="http://www.opentrans.org/XMLSchema/2.1" xmlns:b="http://www.bmecat.org/bmecat/2005"
  exclude-result-prefixes="o b">

  <!--
    A person, where Kontor wrote so, or where nobody else is named: a contact without an id, whose name is the buyer's, or who is
    all there is.
  -->
  <xsl:template match="o:PARTY" mode="record">
    <xsl:param name="bill-to"/>
    <xsl:variable name="address" select="o:ADDRESS[1]"/>
    <xsl:variable name="title"><xsl:apply-templates select="$address" mode="name"/></xsl:variable>
    <xsl:variable name="contact" select="$address/o:CONTACT_DETAILS[normalize-space(b:CONTACT_ID) = ''
      and normalize-space(b:CONTACT_NAME) != ''][1]"/>
    <xsl:variable name="contact-name"><xsl:apply-templates select="$contact" mode="name"/></xsl:variable>
    <xsl:variable name="kind" select="normalize-space(ancestor::o:ORDER/o:ORDER_HEADER/o:ORDER_INFO/o:HEADER_UDX/o:UDX.KONTOR.CUSTOMER_KIND)"/>
    <xsl:variable name="person" select="$kind = 'person' or $kind = '' and $contact-name != '' and ($title = '' or $title = $contact-name)"/>
    <xsl:variable name="country"><xsl:value-of select="substring($address/b:COUNTRY_CODED, 1, 2)"/></xsl:variable>
    <xsl:variable name="header" select="ancestor::o:ORDER/o:ORDER_HEADER"/>
    <xsl:if test="$title != '' or $person">
      <Customer>
        <xsl:call-template name="changed">
          <xsl:with-param name="control" select="$header/o:CONTROL_INFO"/>
          <xsl:with-param name="date" select="$header/o:ORDER_INFO/o:ORDER_DATE"/>
        </xsl:call-template>
        <xsl:apply-templates select="." mode="keys"/>
        <xsl:choose>
          <xsl:when test="$person">
            <Kind>person</Kind>
            <Name>
              <xsl:choose>
                <xsl:when test="$title != ''"><xsl:value-of select="$title"/></xsl:when>
                <xsl:otherwise><xsl:value-of select="$contact-name"/></xsl:otherwise>
              </xsl:choose>
            </Name>
            <xsl:apply-templates select="$contact" mode="person"/>
          </xsl:when>
          <xsl:otherwise>
            <Kind>organisation</Kind>
            <Name><xsl:value-of select="$title"/></Name>
          </xsl:otherwise>
        </xsl:choose>
        <xsl:if test="$address[b:STREET or b:BOXNO or b:ZIP or b:CITY or b:COUNTRY_CODED or b:COUNTRY]">
          <Address type="main" id="main"><xsl:apply-templates select="$address" mode="place"/></Address>
        </xsl:if>
        <xsl:for-each select="$bill-to/o:ADDRESS[1]">
          <xsl:variable name="other"><xsl:apply-templates select="." mode="name"/></xsl:variable>
          <Address type="invoice" id="invoice">
            <xsl:if test="$other != '' and $other != $title"><Name><xsl:value-of select="$other"/></Name></xsl:if>
            <xsl:apply-templates select="." mode="place"/>
          </Address>
        </xsl:for-each>
        <xsl:apply-templates select="$address" mode="numbers">
          <xsl:with-param name="country" select="$country"/>
        </xsl:apply-templates>
        <xsl:if test="$address/b:EMAIL[normalize-space() != '']">
          <Email use="main"><xsl:value-of select="normalize-space($address/b:EMAIL[normalize-space() != ''][1])"/></Email>
        </xsl:if>
        <xsl:if test="normalize-space($address/b:URL) != ''">
          <Web use="main"><xsl:value-of select="normalize-space($address/b:URL)"/></Web>
        </xsl:if>
        <xsl:for-each select="$address/o:CONTACT_DETAILS[normalize-space(b:CONTACT_NAME[1]) != '']">
          <xsl:if test="not($person) or normalize-space(b:CONTACT_ID) != ''">
            <xsl:call-template name="contact-person"><xsl:with-param name="country" select="$country"/></xsl:call-template>
          </xsl:if>
        </xsl:for-each>
        <xsl:if test="normalize-space($address/b:VAT_ID) != ''">
          <VatId><xsl:value-of select="translate($address/b:VAT_ID, ' .-', '')"/></VatId>
        </xsl:if>
        <xsl:call-template name="language">
          <xsl:with-param name="code" select="normalize-space($header/o:ORDER_INFO/b:LANGUAGE[1])"/>
        </xsl:call-template>
      </Customer>
    </xsl:if>
  </xsl:template>

  <!-- Without an id of its own a contact is known by its name. -->
  <xsl:template name="contact-person">
    <xsl:param name="country"/>
    <ContactPerson>
      <Id>
        <xsl:choose>
          <xsl:when test="normalize-space(b:CONTACT_ID) != ''"><xsl:value-of select="normalize-space(b:CONTACT_ID)"/></xsl:when>
          <xsl:otherwise><xsl:apply-templates select="." mode="name"/></xsl:otherwise>
        </xsl:choose>
      </Id>
      <xsl:apply-templates select="." mode="person"/>
      <xsl:if test="normalize-space(b:CONTACT_DESCR[1]) != ''">
        <Function><xsl:value-of select="normalize-space(b:CONTACT_DESCR[1])"/></Function>
      </xsl:if>
      <xsl:apply-templates select="." mode="numbers">
        <xsl:with-param name="country" select="$country"/>
      </xsl:apply-templates>
      <xsl:if test="normalize-space(b:EMAILS/b:EMAIL[1]) != ''">
        <Email use="main"><xsl:value-of select="normalize-space(b:EMAILS/b:EMAIL[1])"/></Email>
      </xsl:if>
    </ContactPerson>
  </xsl:template>

  <xsl:template match="o:CONTACT_DETAILS" mode="person">
    <xsl:variable name="title" select="concat(' ', translate(normalize-space(b:TITLE[1]), ' .', '_'), ' ')"/>
    <xsl:choose>
      <xsl:when test="$title = '  '"/>
      <xsl:when test="contains(' Herr Herrn Hr Mr Mister Monsieur M Signor Sig ', $title)"><Salutation>mr</Salutation></xsl:when>
      <xsl:when test="contains(' Frau Fr Ms Mrs Miss Madame Mme Signora ', $title)"><Salutation>ms</Salutation></xsl:when>
      <xsl:when test="contains(concat(' ', $titles, ' '), concat('neutral=', substring($title, 2)))">
        <Salutation>neutral</Salutation>
      </xsl:when>
    </xsl:choose>
    <xsl:if test="normalize-space(b:ACADEMIC_TITLE[1]) != ''">
      <Title><xsl:value-of select="normalize-space(b:ACADEMIC_TITLE[1])"/></Title>
    </xsl:if>
    <xsl:if test="normalize-space(b:FIRST_NAME[1]) != ''">
      <FirstName><xsl:value-of select="normalize-space(b:FIRST_NAME[1])"/></FirstName>
    </xsl:if>
    <FamilyName><xsl:value-of select="normalize-space(b:CONTACT_NAME[1])"/></FamilyName>
  </xsl:template>

  <!-- Of several numbers of one use the first counts, since a use is their key. -->
  <xsl:template match="o:ADDRESS | o:CONTACT_DETAILS" mode="numbers">
    <xsl:param name="country"/>
    <xsl:for-each select="b:PHONE[normalize-space() != ''][not(starts-with(@type, 'mobile'))]">
      <xsl:variable name="use"><xsl:call-template name="use"><xsl:with-param name="type" select="string(@type)"/></xsl:call-template></xsl:variable>
      <xsl:if test="not(preceding-sibling::b:PHONE[normalize-space() != ''][not(starts-with(@type, 'mobile'))]
          [string(@type) = string(current()/@type) or $use = 'main' and contains($main-types, concat(' ', @type, ' '))
          or $use = 'other' and not(contains($types, concat(' ', @type, ' ')))])">
        <Phone use="{$use}">
          <xsl:call-template name="number">
            <xsl:with-param name="text" select="normalize-space()"/>
            <xsl:with-param name="country" select="$country"/>
          </xsl:call-template>
        </Phone>
      </xsl:if>
    </xsl:for-each>
    <xsl:for-each select="b:PHONE[normalize-space() != ''][starts-with(@type, 'mobile')]">
      <xsl:variable name="use"><xsl:call-template name="use">
        <xsl:with-param name="type" select="substring-after(@type, 'mobile_')"/>
      </xsl:call-template></xsl:variable>
      <xsl:if test="not(preceding-sibling::b:PHONE[normalize-space() != ''][starts-with(@type, 'mobile')]
          [string(@type) = string(current()/@type)
          or $use = 'main' and contains($main-types, concat(' ', substring-after(@type, 'mobile_'), ' '))
          or $use = 'other' and not(contains($types, concat(' ', substring-after(@type, 'mobile_'), ' ')))])">
        <Mobile use="{$use}">
          <xsl:call-template name="number">
            <xsl:with-param name="text" select="normalize-space()"/>
            <xsl:with-param name="country" select="$country"/>
          </xsl:call-template>
        </Mobile>
      </xsl:if>
    </xsl:for-each>
    <xsl:for-each select="b:FAX[normalize-space() != '']">
      <xsl:variable name="use"><xsl:call-template name="use"><xsl:with-param name="type" select="string(@type)"/></xsl:call-template></xsl:variable>
      <xsl:if test="not(preceding-sibling::b:FAX[normalize-space() != '']
          [string(@type) = string(current()/@type) or $use = 'main' and contains($main-types, concat(' ', @type, ' '))
          or $use = 'other' and not(contains($types, concat(' ', @type, ' ')))])">
        <Fax use="{$use}">
          <xsl:call-template name="number">
            <xsl:with-param name="text" select="normalize-space()"/>
            <xsl:with-param name="country" select="$country"/>
          </xsl:call-template>
        </Fax>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- The first of these lists begins with two blanks: no type at all is the main one too. -->
  <xsl:variable name="main-types" select="'  office main '"/>
  <xsl:variable name="types" select="concat($main-types, 'sales purchasing accounting delivery private ')"/>

  <xsl:template name="use">
    <xsl:param name="type"/>
    <xsl:choose>
      <xsl:when test="contains($main-types, concat(' ', $type, ' '))">main</xsl:when>
      <xsl:when test="contains($types, concat(' ', $type, ' '))">
        <xsl:value-of select="$type"/>
      </xsl:when>
      <xsl:otherwise>other</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- German, French and some others have two codes in ISO 639-2: the bibliographic ones are read as well. -->
  <xsl:template name="language">
    <xsl:param name="code"/>
    <xsl:variable name="list" select="concat($languages, ' de=ger fr=fre nl=dut cs=cze sk=slo ro=rum el=gre ')"/>
    <xsl:variable name="ahead" select="substring-before(concat(' ', normalize-space($list), ' '), concat('=', $code, ' '))"/>
    <xsl:if test="$code != '' and $ahead != ''">
      <Language><xsl:value-of select="substring($ahead, string-length($ahead) - 1)"/></Language>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
