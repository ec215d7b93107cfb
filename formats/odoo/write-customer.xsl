<?xml version="1.0" encoding="UTF-8"?>
<!--
  One canonical Customer to a partner of Odoo, with what belongs to it as partners of its own.

  crm_customer_K-1       the partner: name, main address, what has the use "main", tax and terms
  crm_address_K-1_-2     an invoice or delivery address, a child of it
  crm_contact_K-1_-P7    a contact person, a child of it
  crm_point_K-1_-sales   telephone, mobile and e-mail of another use, a child of it, so that none of them is lost
  crm_account_K-1_-DE89  a bank account; its bank is crm_bank_BIC

  What is left out stays as it is in Odoo. An address that the CRM no longer has stays there too.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  exclude-result-prefixes="x">

  <xsl:import href="common.xsl"/>

  <xsl:param name="salutations" select="'mr=base.res_partner_title_mister ms=base.res_partner_title_madam'"/>
  <xsl:param name="point-names" select="'sales=Sales|purchasing=Purchasing|accounting=Accounting|delivery=Delivery|private=Private|other=Other'"/>

  <xsl:variable name="records" select="/descendant-or-self::x:Customer[@changed]"/>

  <xsl:template match="/">
    <xsl:if test="count($records) != 1">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('write-customer.xsl maps exactly one Customer, not ', count($records), '.')"/>
      </xsl:message>
    </xsl:if>
    <odoo>
      <xsl:apply-templates select="$records"/>
    </odoo>
  </xsl:template>

  <xsl:template match="x:Customer">
    <xsl:if test="not(x:CrmId)">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('Customer ', x:ErpNumber, ' has no id of the CRM, which its external id in Odoo is made of. ',
          'Give it one in the CRM.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:variable name="id">
      <xsl:value-of select="concat($prefix, 'customer_')"/>
      <xsl:call-template name="id"><xsl:with-param name="key" select="x:CrmId"/></xsl:call-template>
    </xsl:variable>
    <data>
      <xsl:call-template name="provenance"/>
      <xsl:for-each select="x:BankAccount/x:BIC">
        <xsl:variable name="bic" select="normalize-space()"/>
        <xsl:if test="not(../preceding-sibling::x:BankAccount[normalize-space(x:BIC) = $bic])">
          <record id="{$prefix}bank_{$bic}" model="res.bank">
            <field name="name"><xsl:value-of select="$bic"/></field>
            <field name="bic"><xsl:value-of select="$bic"/></field>
          </record>
        </xsl:if>
      </xsl:for-each>
      <record id="{$id}" model="res.partner">
        <xsl:call-template name="text">
          <xsl:with-param name="name">name</xsl:with-param>
          <xsl:with-param name="source" select="x:Name"/>
        </xsl:call-template>
        <field name="is_company" eval="{concat(substring('True', 1, 4 * (normalize-space(x:Kind) = 'organisation')),
          substring('False', 1, 5 * (normalize-space(x:Kind) != 'organisation')))}"/>
        <xsl:call-template name="text">
          <xsl:with-param name="name">ref</xsl:with-param>
          <xsl:with-param name="source" select="x:ErpNumber"/>
        </xsl:call-template>
        <xsl:if test="@deleted">
          <field name="active" eval="{concat(substring('True', 1, 4 * (@deleted = 'false' or @deleted = '0')),
            substring('False', 1, 5 * (@deleted = 'true' or @deleted = '1')))}"/>
        </xsl:if>
        <xsl:call-template name="salutation">
          <xsl:with-param name="salutations" select="$salutations"/>
        </xsl:call-template>
        <xsl:for-each select="x:Address[@type = 'main']">
          <xsl:call-template name="address"/>
        </xsl:for-each>
        <xsl:call-template name="points"><xsl:with-param name="use">main</xsl:with-param></xsl:call-template>
        <xsl:call-template name="text">
          <xsl:with-param name="name">website</xsl:with-param>
          <xsl:with-param name="source" select="x:Web[@use = 'main']"/>
        </xsl:call-template>
        <xsl:call-template name="text">
          <xsl:with-param name="name">vat</xsl:with-param>
          <xsl:with-param name="source" select="x:VatId"/>
        </xsl:call-template>
        <xsl:call-template name="reference">
          <xsl:with-param name="name">property_payment_term_id</xsl:with-param>
          <xsl:with-param name="source" select="x:PaymentTerms"/>
        </xsl:call-template>
        <xsl:call-template name="text">
          <xsl:with-param name="name">lang</xsl:with-param>
          <xsl:with-param name="source" select="x:Language"/>
        </xsl:call-template>
        <xsl:call-template name="reference">
          <xsl:with-param name="name">property_product_pricelist</xsl:with-param>
          <xsl:with-param name="source" select="x:PriceList"/>
        </xsl:call-template>
        <xsl:call-template name="reference">
          <xsl:with-param name="name">property_account_position_id</xsl:with-param>
          <xsl:with-param name="source" select="x:TaxClass"/>
        </xsl:call-template>
        <xsl:call-template name="text">
          <xsl:with-param name="name">credit_limit</xsl:with-param>
          <xsl:with-param name="source" select="x:CreditLimit"/>
        </xsl:call-template>
        <xsl:if test="x:Note">
          <xsl:variable name="notes"><xsl:call-template name="notes"/></xsl:variable>
          <xsl:call-template name="value">
            <xsl:with-param name="name">comment</xsl:with-param>
            <xsl:with-param name="value" select="string($notes)"/>
          </xsl:call-template>
        </xsl:if>
        <xsl:call-template name="changed"/>
      </record>
      <xsl:for-each select="x:Address[@type != 'main']">
        <record model="res.partner">
          <xsl:call-template name="child">
            <xsl:with-param name="kind">address</xsl:with-param>
            <xsl:with-param name="part" select="@id"/>
            <xsl:with-param name="parent" select="string($id)"/>
            <xsl:with-param name="type" select="@type"/>
          </xsl:call-template>
          <xsl:call-template name="text">
            <xsl:with-param name="name">name</xsl:with-param>
            <xsl:with-param name="source" select="x:Name"/>
          </xsl:call-template>
          <xsl:call-template name="address"/>
        </record>
      </xsl:for-each>
      <xsl:for-each select="x:ContactPerson">
        <record model="res.partner">
          <xsl:call-template name="child">
            <xsl:with-param name="kind">contact</xsl:with-param>
            <xsl:with-param name="part" select="x:Id"/>
            <xsl:with-param name="parent" select="string($id)"/>
            <xsl:with-param name="type">contact</xsl:with-param>
          </xsl:call-template>
          <field name="name">
            <xsl:value-of select="normalize-space(concat(x:Title, ' ', x:FirstName, ' ', x:FamilyName))"/>
          </field>
          <xsl:call-template name="salutation">
            <xsl:with-param name="salutations" select="$salutations"/>
          </xsl:call-template>
          <xsl:call-template name="text">
            <xsl:with-param name="name">function</xsl:with-param>
            <xsl:with-param name="source" select="x:Function"/>
          </xsl:call-template>
          <xsl:call-template name="text">
            <xsl:with-param name="name">lang</xsl:with-param>
            <xsl:with-param name="source" select="x:Language"/>
          </xsl:call-template>
          <xsl:call-template name="best">
            <xsl:with-param name="name">phone</xsl:with-param>
            <xsl:with-param name="points" select="x:Phone"/>
          </xsl:call-template>
          <xsl:call-template name="best">
            <xsl:with-param name="name">mobile</xsl:with-param>
            <xsl:with-param name="points" select="x:Mobile"/>
          </xsl:call-template>
          <xsl:call-template name="best">
            <xsl:with-param name="name">email</xsl:with-param>
            <xsl:with-param name="points" select="x:Email"/>
          </xsl:call-template>
        </record>
      </xsl:for-each>
      <xsl:for-each select="x:Phone | x:Mobile | x:Email">
        <xsl:variable name="use" select="string(@use)"/>
        <!-- The first that has this use stands for all that have it. -->
        <xsl:if test="$use != 'main' and not(preceding-sibling::*[self::x:Phone or self::x:Mobile or self::x:Email]
          [@use = $use])">
          <xsl:for-each select="..">
            <record model="res.partner">
              <xsl:call-template name="child">
                <xsl:with-param name="kind">point</xsl:with-param>
                <xsl:with-param name="part" select="$use"/>
                <xsl:with-param name="parent" select="string($id)"/>
                <xsl:with-param name="type">other</xsl:with-param>
              </xsl:call-template>
              <field name="name">
                <xsl:value-of select="substring-before(substring-after(concat('|', $point-names, '|'),
                  concat('|', $use, '=')), '|')"/>
              </field>
              <xsl:call-template name="points"><xsl:with-param name="use" select="$use"/></xsl:call-template>
            </record>
          </xsl:for-each>
        </xsl:if>
      </xsl:for-each>
      <xsl:for-each select="x:BankAccount">
        <record model="res.partner.bank">
          <xsl:attribute name="id">
            <xsl:call-template name="part-id">
              <xsl:with-param name="kind">account</xsl:with-param>
              <xsl:with-param name="whole" select="../x:CrmId"/>
              <xsl:with-param name="part" select="x:IBAN"/>
            </xsl:call-template>
          </xsl:attribute>
          <field name="partner_id" ref="{$id}"/>
          <field name="acc_number"><xsl:value-of select="normalize-space(x:IBAN)"/></field>
          <xsl:if test="x:BIC">
            <field name="bank_id" ref="{$prefix}bank_{normalize-space(x:BIC)}"/>
          </xsl:if>
        </record>
      </xsl:for-each>
    </data>
  </xsl:template>

  <!-- The id of a partner below another, and the fields that put it there. The context is what it is made of. -->
  <xsl:template name="child">
    <xsl:param name="kind"/>
    <xsl:param name="part"/>
    <xsl:param name="parent"/>
    <xsl:param name="type"/>
    <xsl:attribute name="id">
      <xsl:call-template name="part-id">
        <xsl:with-param name="kind" select="$kind"/>
        <xsl:with-param name="whole" select="ancestor-or-self::x:Customer/x:CrmId"/>
        <xsl:with-param name="part" select="$part"/>
      </xsl:call-template>
    </xsl:attribute>
    <field name="parent_id" ref="{$parent}"/>
    <field name="type"><xsl:value-of select="$type"/></field>
  </xsl:template>

  <xsl:template name="points">
    <xsl:param name="use"/>
    <xsl:call-template name="text">
      <xsl:with-param name="name">phone</xsl:with-param>
      <xsl:with-param name="source" select="x:Phone[@use = $use]"/>
    </xsl:call-template>
    <xsl:call-template name="text">
      <xsl:with-param name="name">mobile</xsl:with-param>
      <xsl:with-param name="source" select="x:Mobile[@use = $use]"/>
    </xsl:call-template>
    <xsl:call-template name="text">
      <xsl:with-param name="name">email</xsl:with-param>
      <xsl:with-param name="source" select="x:Email[@use = $use]"/>
    </xsl:call-template>
  </xsl:template>

  <!-- The one of several that a person has: the preferred, else that of use main, else the first. -->
  <xsl:template name="best">
    <xsl:param name="name"/>
    <xsl:param name="points"/>
    <xsl:for-each select="$points">
      <xsl:sort select="number(@preferred = 'true' or @preferred = '1')" data-type="number" order="descending"/>
      <xsl:sort select="number(@use = 'main')" data-type="number" order="descending"/>
      <xsl:if test="position() = 1">
        <xsl:call-template name="text">
          <xsl:with-param name="name" select="$name"/>
          <xsl:with-param name="source" select="."/>
        </xsl:call-template>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
