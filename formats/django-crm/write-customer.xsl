<?xml version="1.0" encoding="UTF-8"?>
<!--
  One canonical Customer to a crm.company for loaddata.

  loaddata writes every column of a row, and what the file leaves out becomes the default. So a company that the CRM has
  is written from its own record, as it was exported last and is carried by Kontor, with what is agreed put in place. Where nothing
  is carried it is refused. A customer that the CRM does not know yet becomes a new row, of which there is nothing to lose.

  What the CRM keeps in its own words stays in them as long as it says the same: "0451 70 01-00" for +49451700100, an address in
  three lines, a second number behind a comma.

  Contact persons are the CRM's, and so are representative, segment, source and notes: they are not written.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  exclude-result-prefixes="x">

  <xsl:import href="write-common.xsl"/>
  <xsl:import href="copies.xsl"/>

  <!-- Of companies that begin in the ERP: the user and the group (department) who get them. A department sees only its own. -->
  <xsl:param name="owner" select="''"/>
  <xsl:param name="department" select="'Global sales'"/>

  <xsl:variable name="customer" select="/descendant-or-self::x:Customer[@changed]"/>
  <xsl:variable name="carried" select="$customer/following-sibling::*[1][self::x:Carried]/object[@model = 'crm.company']"/>
  <xsl:variable name="subject" select="concat('Customer ', $customer/x:CrmId, $customer/x:ErpNumber[not(../x:CrmId)])"/>

  <xsl:template match="/">
    <xsl:if test="count($customer) != 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('write-customer.xsl writes exactly one Customer, not ', count($customer), '.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:if test="$customer/x:Kind = 'person'">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ': django-crm has companies only, and ', $customer/x:Name, ' is a person.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:if test="($customer/@deleted = 'true' or $customer/@deleted = '1') and not($customer/x:CrmId)">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ': it is deleted, and the CRM never had it.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:if test="$customer/x:CrmId and not($carried[@pk = $customer/x:CrmId])">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ': the CRM has not exported this company since Kontor keeps its records, and ',
          'without it everything that Kontor does not know of it would be wiped. Export it, then resend.')"/>
      </xsl:message>
    </xsl:if>
    <django-objects version="1.0">
      <object model="crm.company">
        <xsl:choose>
          <xsl:when test="$carried">
            <xsl:attribute name="pk"><xsl:value-of select="$carried/@pk"/></xsl:attribute>
            <xsl:for-each select="$carried/field"><xsl:call-template name="known"/></xsl:for-each>
          </xsl:when>
          <xsl:otherwise><xsl:call-template name="new"/></xsl:otherwise>
        </xsl:choose>
      </object>
    </django-objects>
  </xsl:template>

  <!-- A field of a company that the CRM has. -->
  <xsl:template name="known">
    <xsl:variable name="number" select="$customer/x:ErpNumber"/>
    <xsl:choose>
      <xsl:when test="@name = 'full_name'"><xsl:call-template name="name"/></xsl:when>
      <xsl:when test="@name = 'update_date'"><xsl:call-template name="updated"/></xsl:when>
      <xsl:when test="@name = 'registration_number' and $customer-number = 'registration_number' and $number">
        <xsl:call-template name="registration"/>
      </xsl:when>
      <xsl:when test="@name = 'registration_number' and $customer-number != 'registration_number'
        and $customer/x:RegisterNumber"><xsl:call-template name="registration"/></xsl:when>
      <xsl:when test="@name = 'phone'">
        <xsl:variable name="was">
          <xsl:call-template name="phone">
            <xsl:with-param name="text" select="."/>
            <xsl:with-param name="country" select="normalize-space($carried/field[@name = 'country'])"/>
          </xsl:call-template>
        </xsl:variable>
        <!-- What it will be in the country to which the company has moved: 0351 is in another town there. -->
        <xsl:variable name="now">
          <xsl:call-template name="phone">
            <xsl:with-param name="text" select="."/>
            <xsl:with-param name="country"
              select="normalize-space(($customer/x:Address[@type = 'main']/x:Country | $carried/field[@name = 'country'])[1])"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:variable name="value">
          <xsl:choose>
            <xsl:when test="$customer/x:Phone[@use = 'main']">
              <xsl:value-of select="normalize-space($customer/x:Phone[@use = 'main'])"/>
            </xsl:when>
            <xsl:otherwise><xsl:value-of select="$was"/></xsl:otherwise>
          </xsl:choose>
        </xsl:variable>
        <xsl:call-template name="first-member">
          <xsl:with-param name="now" select="string($now)"/>
          <xsl:with-param name="value" select="string($value)"/>
          <xsl:with-param name="longest" select="100"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="@name = 'email' and $customer/x:Email[@use = 'main']">
        <xsl:variable name="now">
          <xsl:call-template name="first-of"><xsl:with-param name="text" select="."/></xsl:call-template>
        </xsl:variable>
        <xsl:call-template name="first-member">
          <xsl:with-param name="now" select="$now"/>
          <xsl:with-param name="value" select="normalize-space($customer/x:Email[@use = 'main'])"/>
          <xsl:with-param name="longest" select="200"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="@name = 'website' and $customer/x:Web[@use = 'main']"><xsl:call-template name="web"/></xsl:when>
      <xsl:when test="@name = 'description'"><xsl:call-template name="description"/></xsl:when>
      <!-- Whoever is deleted in the ERP is not to be sold to. The row stays: the CRM's people decide about it. -->
      <xsl:when test="@name = 'disqualified' and ($customer/@deleted = 'true' or $customer/@deleted = '1')">
        <field name="disqualified" type="BooleanField">True</field>
      </xsl:when>
      <xsl:when test="@name = 'address' or @name = 'region' or @name = 'city' or @name = 'city_name' or @name = 'country'">
        <xsl:variable name="as-it-is">
          <xsl:if test="normalize-space($carried/field[@name = 'country'][not(None)]) != ''">
            <xsl:call-template name="address-parts"><xsl:with-param name="object" select="$carried"/></xsl:call-template>
          </xsl:if>
        </xsl:variable>
        <!-- The parts without their names: two addresses that read the same are one. -->
        <xsl:variable name="agreed">
          <xsl:for-each select="$customer/x:Address[@type = 'main']/*[not(self::x:Name)]">
            <xsl:value-of select="normalize-space(.)"/>
          </xsl:for-each>
        </xsl:variable>
        <xsl:choose>
          <xsl:when test="not($customer/x:Address[@type = 'main']) or $agreed = string($as-it-is)">
            <xsl:call-template name="as-carried"/>
          </xsl:when>
          <xsl:otherwise><xsl:call-template name="place"><xsl:with-param name="field" select="@name"/></xsl:call-template></xsl:otherwise>
        </xsl:choose>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="as-carried"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A company that the CRM does not have: what is not said here gets the CRM's defaults. -->
  <xsl:template name="new">
    <xsl:call-template name="text-field">
      <xsl:with-param name="name">creation_date</xsl:with-param>
      <xsl:with-param name="type">DateTimeField</xsl:with-param>
      <xsl:with-param name="value" select="string($customer/@changed)"/>
    </xsl:call-template>
    <xsl:call-template name="updated"/>
    <xsl:call-template name="named-relation">
      <xsl:with-param name="name">department</xsl:with-param>
      <xsl:with-param name="to">auth.group</xsl:with-param>
      <xsl:with-param name="key" select="$department"/>
    </xsl:call-template>
    <xsl:call-template name="named-relation">
      <xsl:with-param name="name">owner</xsl:with-param>
      <xsl:with-param name="to">auth.user</xsl:with-param>
      <xsl:with-param name="key" select="$owner"/>
    </xsl:call-template>
    <xsl:call-template name="name"/>
    <xsl:call-template name="registration"/>
    <xsl:call-template name="text-field">
      <xsl:with-param name="name">phone</xsl:with-param>
      <xsl:with-param name="value" select="normalize-space($customer/x:Phone[@use = 'main'])"/>
    </xsl:call-template>
    <xsl:call-template name="text-field">
      <xsl:with-param name="name">email</xsl:with-param>
      <xsl:with-param name="value" select="normalize-space($customer/x:Email[@use = 'main'])"/>
      <xsl:with-param name="longest" select="200"/>
    </xsl:call-template>
    <xsl:call-template name="web"/>
    <xsl:for-each select="$customer/x:Address[@type = 'main']">
      <xsl:call-template name="place"><xsl:with-param name="field">address</xsl:with-param></xsl:call-template>
      <xsl:call-template name="place"><xsl:with-param name="field">region</xsl:with-param></xsl:call-template>
      <xsl:call-template name="place"><xsl:with-param name="field">city_name</xsl:with-param></xsl:call-template>
      <xsl:call-template name="place"><xsl:with-param name="field">country</xsl:with-param></xsl:call-template>
    </xsl:for-each>
    <xsl:call-template name="description"/>
  </xsl:template>

  <xsl:template name="as-carried"><xsl:apply-templates select="." mode="copy"/></xsl:template>

  <xsl:template name="name">
    <xsl:call-template name="text-field">
      <xsl:with-param name="name">full_name</xsl:with-param>
      <xsl:with-param name="value" select="normalize-space($customer/x:Name)"/>
      <xsl:with-param name="longest" select="200"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The later of the two moments, so that the CRM's next export is no older than what it was sent. -->
  <xsl:template name="updated">
    <xsl:variable name="mine" select="string($customer/@changed)"/>
    <xsl:variable name="its" select="string($carried/field[@name = 'update_date'])"/>
    <xsl:variable name="my-seconds">
      <xsl:call-template name="seconds"><xsl:with-param name="moment" select="$mine"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="its-seconds">
      <xsl:call-template name="seconds"><xsl:with-param name="moment" select="$its"/></xsl:call-template>
    </xsl:variable>
    <field name="update_date" type="DateTimeField">
      <xsl:choose>
        <xsl:when test="$its != '' and $its-seconds &gt;= $my-seconds"><xsl:value-of select="$its"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$mine"/></xsl:otherwise>
      </xsl:choose>
    </field>
  </xsl:template>

  <xsl:template name="registration">
    <xsl:call-template name="text-field">
      <xsl:with-param name="name">registration_number</xsl:with-param>
      <xsl:with-param name="longest" select="30"/>
      <xsl:with-param name="value" select="normalize-space(($customer/x:ErpNumber[$customer-number = 'registration_number']
        | $customer/x:RegisterNumber[$customer-number != 'registration_number'])[1])"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="web">
    <xsl:call-template name="text-field">
      <xsl:with-param name="name">website</xsl:with-param>
      <xsl:with-param name="value" select="normalize-space($customer/x:Web[@use = 'main'])"/>
      <xsl:with-param name="longest" select="200"/>
    </xsl:call-template>
  </xsl:template>

  <!-- A list with commas whose first member is what was agreed; what the CRM has behind it stays. -->
  <xsl:template name="first-member">
    <xsl:param name="now"/>
    <xsl:param name="value"/>
    <xsl:param name="longest"/>
    <xsl:choose>
      <xsl:when test="$now = $value"><xsl:call-template name="as-carried"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="others" select="normalize-space(substring-after(., ','))"/>
        <xsl:variable name="comma"><xsl:if test="$others != '' and $value != ''">, </xsl:if></xsl:variable>
        <xsl:call-template name="text-field">
          <xsl:with-param name="name" select="@name"/>
          <xsl:with-param name="value" select="concat($value, $comma, $others)"/>
          <xsl:with-param name="longest" select="$longest"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!--
    One of the fields of an address that is not the one which the CRM has. The place goes into the text too, since the form
    shows no city but one of the CRM's list.
  -->
  <xsl:template name="place">
    <xsl:param name="field"/>
    <xsl:variable name="address" select="$customer/x:Address[@type = 'main']"/>
    <xsl:choose>
      <xsl:when test="$field = 'address'">
        <xsl:if test="$address/x:AdditionalStreetName != '' and not($address/x:StreetName != '')">
          <xsl:message terminate="yes">
            <xsl:value-of select="concat($subject, ': the address has a further line (', $address/x:AdditionalStreetName,
              ') but no street.')"/>
          </xsl:message>
        </xsl:if>
        <field name="address" type="TextField">
          <xsl:value-of select="normalize-space(concat($address/x:StreetName, ' ', $address/x:BuildingNumber))"/>
          <xsl:if test="$address/x:AdditionalStreetName != ''">
            <xsl:value-of select="concat('&#10;', $address/x:AdditionalStreetName)"/>
          </xsl:if>
          <xsl:if test="normalize-space(concat($address/x:PostalZone, $address/x:CityName)) != ''">
            <xsl:text>&#10;</xsl:text>
            <xsl:value-of select="normalize-space(concat($address/x:PostalZone, ' ', $address/x:CityName))"/>
          </xsl:if>
        </field>
      </xsl:when>
      <xsl:when test="$field = 'region'">
        <xsl:call-template name="text-field">
          <xsl:with-param name="name">region</xsl:with-param>
          <xsl:with-param name="value" select="normalize-space($address/x:CountrySubentity)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$field = 'city_name'">
        <xsl:call-template name="text-field">
          <xsl:with-param name="name">city_name</xsl:with-param>
          <xsl:with-param name="value" select="normalize-space($address/x:CityName)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$field = 'country'">
        <xsl:call-template name="relation">
          <xsl:with-param name="name">country</xsl:with-param>
          <xsl:with-param name="to">crm.country</xsl:with-param>
          <xsl:with-param name="key" select="normalize-space($address/x:Country)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <!-- The city of the CRM's list stays if it is the same; else the address has none of the list. -->
        <xsl:variable name="listed">
          <xsl:call-template name="city-of"><xsl:with-param name="object" select="$carried"/></xsl:call-template>
        </xsl:variable>
        <xsl:choose>
          <xsl:when test="$listed = normalize-space($address/x:CityName)"><xsl:call-template name="as-carried"/></xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="relation">
              <xsl:with-param name="name">city</xsl:with-param>
              <xsl:with-param name="to">crm.city</xsl:with-param>
            </xsl:call-template>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What people wrote, or the notes of a new customer; below it a line for each field that the CRM does not have. -->
  <xsl:template name="description">
    <xsl:variable name="text">
      <xsl:choose>
        <xsl:when test="$carried">
          <xsl:call-template name="free-text">
            <xsl:with-param name="text" select="$carried/field[@name = 'description']"/>
          </xsl:call-template>
        </xsl:when>
        <xsl:otherwise>
          <xsl:for-each select="$customer/x:Note">
            <xsl:if test="position() &gt; 1"><xsl:text>&#10;</xsl:text></xsl:if>
            <xsl:value-of select="."/>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="lines">
      <xsl:call-template name="labelled-line">
        <xsl:with-param name="label" select="$label-number"/>
        <xsl:with-param name="value" select="$customer/x:ErpNumber[$customer-number != 'registration_number']"/>
      </xsl:call-template>
      <xsl:call-template name="labelled-line">
        <xsl:with-param name="label" select="$label-register"/>
        <xsl:with-param name="value" select="$customer/x:RegisterNumber[$customer-number = 'registration_number']"/>
      </xsl:call-template>
      <xsl:call-template name="labelled-line">
        <xsl:with-param name="label" select="$label-vat"/>
        <xsl:with-param name="value" select="$customer/x:VatId"/>
      </xsl:call-template>
      <xsl:call-template name="labelled-line">
        <xsl:with-param name="label" select="$label-terms"/>
        <xsl:with-param name="value" select="$customer/x:PaymentTerms"/>
      </xsl:call-template>
      <xsl:call-template name="labelled-line">
        <xsl:with-param name="label" select="$label-currency"/>
        <xsl:with-param name="value" select="$customer/x:Currency"/>
      </xsl:call-template>
      <xsl:call-template name="labelled-line">
        <xsl:with-param name="label" select="$label-language"/>
        <xsl:with-param name="value" select="$customer/x:Language"/>
      </xsl:call-template>
      <xsl:call-template name="labelled-line">
        <xsl:with-param name="label" select="$label-price-list"/>
        <xsl:with-param name="value" select="$customer/x:PriceList"/>
      </xsl:call-template>
      <xsl:call-template name="labelled-line">
        <xsl:with-param name="label" select="$label-tax-class"/>
        <xsl:with-param name="value" select="$customer/x:TaxClass"/>
      </xsl:call-template>
      <xsl:call-template name="labelled-line">
        <xsl:with-param name="label" select="$label-credit-limit"/>
        <xsl:with-param name="value" select="$customer/x:CreditLimit"/>
      </xsl:call-template>
      <xsl:call-template name="labelled-line">
        <xsl:with-param name="label" select="$label-dunning-block"/>
        <xsl:with-param name="value" select="$customer/x:DunningBlock"/>
      </xsl:call-template>
      <xsl:call-template name="labelled-line">
        <xsl:with-param name="label" select="$label-delivery-block"/>
        <xsl:with-param name="value" select="$customer/x:DeliveryBlock"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="whole">
      <xsl:call-template name="trim"><xsl:with-param name="text" select="concat($text, '&#10;', $lines)"/></xsl:call-template>
    </xsl:variable>
    <field name="description" type="TextField">
      <xsl:choose>
        <xsl:when test="starts-with($whole, '&#10;')"><xsl:value-of select="substring($whole, 2)"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$whole"/></xsl:otherwise>
      </xsl:choose>
    </field>
  </xsl:template>

  <!-- A line of the description, with what was agreed; what was never agreed stays as the CRM has it. -->
  <xsl:template name="labelled-line">
    <xsl:param name="label"/>
    <xsl:param name="value"/>
    <xsl:variable name="text">
      <xsl:choose>
        <xsl:when test="$value = 'true'">yes</xsl:when>
        <xsl:when test="$value = 'false'">no</xsl:when>
        <xsl:when test="$value"><xsl:value-of select="normalize-space($value)"/></xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="labelled">
            <xsl:with-param name="text" select="$carried/field[@name = 'description']"/>
            <xsl:with-param name="label" select="$label"/>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$text != ''"><xsl:value-of select="concat($label, ': ', $text, '&#10;')"/></xsl:if>
  </xsl:template>

</xsl:stylesheet>
