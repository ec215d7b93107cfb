<?xml version="1.0" encoding="UTF-8"?>
<!--
  One IDoc to its canonical record. The basic type says what it is, and of ORDERS05 the message type: ORDERS is an Order,
  ORDRSP an OrderStatus. An ALEAUD01 confirms up to 500 IDocs, and becomes as many Confirmations.

  The date 00000000 and an empty field are nothing. Numbers keep their leading zeros, but for item numbers.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1"
  xmlns:str="http://exslt.org/strings" exclude-result-prefixes="str">

  <xsl:import href="read-values.xsl"/>

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <xsl:param name="sales-organisation" select="'1000'"/>
  <xsl:param name="distribution-channel" select="'10'"/>
  <xsl:param name="division" select="'00'"/>
  <xsl:param name="company-code" select="'1000'"/>
  <xsl:param name="main-address" select="'1'"/>
  <!-- What the sums of an invoice are called. -->
  <xsl:param name="net-sum" select="'010'"/>
  <xsl:param name="tax-sum" select="'005'"/>
  <xsl:param name="gross-sum" select="'011'"/>

  <xsl:template match="/">
    <xsl:for-each select="//IDOC">
      <xsl:choose>
        <xsl:when test="E1KNA1M"><xsl:call-template name="customer"/></xsl:when>
        <xsl:when test="parent::INVOIC02"><xsl:call-template name="invoice"/></xsl:when>
        <xsl:when test="parent::ALEAUD01"><xsl:call-template name="audit"/></xsl:when>
        <xsl:when test="EDI_DC40/MESTYP = 'ORDERS'"><xsl:call-template name="order"/></xsl:when>
        <xsl:when test="EDI_DC40/MESTYP = 'ORDRSP'"><xsl:call-template name="status"/></xsl:when>
        <xsl:otherwise>
          <xsl:message terminate="yes">
            <xsl:value-of select="concat('IDoc ', EDI_DC40/DOCNUM, ' has the message type ', EDI_DC40/MESTYP, '. Of ORDERS05 only ',
              'ORDERS and ORDRSP are understood.')"/>
          </xsl:message>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- DEBMAS07 -->

  <xsl:template name="customer">
    <xsl:for-each select="E1KNA1M">
      <xsl:variable name="area" select="E1KNVVM[VKORG = $sales-organisation and VTWEG = $distribution-channel
        and SPART = $division]"/>
      <xsl:variable name="company" select="E1KNB1M[BUKRS = $company-code]"/>
      <xsl:variable name="own" select="normalize-space(E1KNVVM/E1KNVPM[PARVW = 'AG']/KNREF)"/>
      <Customer>
        <xsl:for-each select=".."><xsl:call-template name="changed"/></xsl:for-each>
        <xsl:if test="LOEVM">
          <xsl:attribute name="deleted"><xsl:value-of select="normalize-space(LOEVM) = 'X'"/></xsl:attribute>
        </xsl:if>
        <xsl:call-template name="customer-keys">
          <xsl:with-param name="own" select="$own"/>
          <xsl:with-param name="number" select="normalize-space(KUNNR)"/>
        </xsl:call-template>
        <Kind>
          <xsl:choose>
            <xsl:when test="normalize-space(STKZN) = 'X'">person</xsl:when>
            <xsl:otherwise>organisation</xsl:otherwise>
          </xsl:choose>
        </Kind>
        <!-- NAME4 alone behind an empty NAME3 is the additional line of the address. -->
        <xsl:variable name="line" select="NAME4[normalize-space(../NAME3) = '']"/>
        <Name><xsl:value-of select="normalize-space(concat(NAME1, ' ', NAME2, ' ', NAME3, ' ', NAME4[not($line)]))"/></Name>
        <xsl:if test="normalize-space(STKZN) = 'X'"><xsl:call-template name="salutation"/></xsl:if>
        <xsl:if test="normalize-space(LAND1) != ''">
          <Address type="main" id="{$main-address}">
            <xsl:call-template name="street"><xsl:with-param name="line" select="$line"/></xsl:call-template>
          </Address>
        </xsl:if>
        <xsl:call-template name="point"><xsl:with-param name="name">Phone</xsl:with-param><xsl:with-param name="value" select="TELF1"/></xsl:call-template>
        <xsl:call-template name="point"><xsl:with-param name="name">Mobile</xsl:with-param><xsl:with-param name="value" select="TELF2"/></xsl:call-template>
        <xsl:call-template name="point"><xsl:with-param name="name">Fax</xsl:with-param><xsl:with-param name="value" select="TELFX"/></xsl:call-template>
        <xsl:call-template name="point">
          <xsl:with-param name="name">Email</xsl:with-param>
          <xsl:with-param name="use">accounting</xsl:with-param>
          <xsl:with-param name="value" select="$company/INTAD"/>
        </xsl:call-template>
        <xsl:call-template name="point"><xsl:with-param name="name">Web</xsl:with-param><xsl:with-param name="value" select="E1KNA11/KNURL"/></xsl:call-template>
        <xsl:apply-templates select="E1KNVKM"/>
        <xsl:call-template name="text"><xsl:with-param name="name">VatId</xsl:with-param><xsl:with-param name="value" select="STCEG"/></xsl:call-template>
        <xsl:for-each select="E1KNBKM[normalize-space(IBAN) != '']">
          <BankAccount>
            <IBAN><xsl:value-of select="normalize-space(IBAN)"/></IBAN>
            <xsl:call-template name="known"><xsl:with-param name="name">BIC</xsl:with-param><xsl:with-param name="value" select="SWIFT"/></xsl:call-template>
            <xsl:call-template name="known"><xsl:with-param name="name">AccountHolder</xsl:with-param><xsl:with-param name="value" select="KOINH"/></xsl:call-template>
          </BankAccount>
        </xsl:for-each>
        <xsl:call-template name="known">
          <xsl:with-param name="name">PaymentTerms</xsl:with-param>
          <xsl:with-param name="value" select="$area/ZTERM | $company/ZTERM[not($area/ZTERM)]"/>
        </xsl:call-template>
        <xsl:call-template name="known"><xsl:with-param name="name">Currency</xsl:with-param><xsl:with-param name="value" select="$area/WAERS"/></xsl:call-template>
        <xsl:call-template name="known">
          <xsl:with-param name="name">Language</xsl:with-param>
          <xsl:with-param name="value" select="translate(SPRAS_ISO, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"/>
        </xsl:call-template>
        <xsl:call-template name="known"><xsl:with-param name="name">PriceList</xsl:with-param><xsl:with-param name="value" select="$area/PLTYP"/></xsl:call-template>
        <xsl:call-template name="known"><xsl:with-param name="name">TaxClass</xsl:with-param><xsl:with-param name="value" select="$area/E1KNVIM/TAXKD"/></xsl:call-template>
        <xsl:for-each select="$company/E1KNB5M[normalize-space(MABER) = '']/MANSP">
          <DunningBlock><xsl:value-of select="normalize-space() != ''"/></DunningBlock>
        </xsl:for-each>
        <xsl:for-each select="LIFSD">
          <DeliveryBlock><xsl:value-of select="normalize-space() != ''"/></DeliveryBlock>
        </xsl:for-each>
      </Customer>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="E1KNVKM">
    <ContactPerson>
      <Id><xsl:value-of select="normalize-space(concat(PARAU, substring(PARNR, 1, (normalize-space(PARAU) = '') * 10)))"/></Id>
      <xsl:call-template name="salutation"/>
      <xsl:call-template name="text"><xsl:with-param name="name">FirstName</xsl:with-param><xsl:with-param name="value" select="NAMEV"/></xsl:call-template>
      <FamilyName><xsl:value-of select="normalize-space(NAME1)"/></FamilyName>
      <xsl:call-template name="text"><xsl:with-param name="name">Department</xsl:with-param><xsl:with-param name="value" select="ABTPA"/></xsl:call-template>
      <xsl:call-template name="point"><xsl:with-param name="name">Phone</xsl:with-param><xsl:with-param name="value" select="TELF1"/></xsl:call-template>
    </ContactPerson>
  </xsl:template>

  <!-- ORDERS05 -->

  <xsl:template name="order">
    <xsl:variable name="id" select="normalize-space(E1EDK02[QUALF = '001']/BELNR
      | E1EDK01/BELNR[normalize-space(../../E1EDK02[QUALF = '001']/BELNR) = ''])"/>
    <Order>
      <xsl:call-template name="changed"/>
      <OrderId><xsl:value-of select="$id"/></OrderId>
      <xsl:call-template name="known"><xsl:with-param name="name">ErpNumber</xsl:with-param><xsl:with-param name="value" select="E1EDK02[QUALF = '002']/BELNR"/></xsl:call-template>
      <xsl:call-template name="day">
        <xsl:with-param name="name">IssueDate</xsl:with-param>
        <xsl:with-param name="value" select="E1EDK03[IDDAT = '012']/DATUM | E1EDK03[IDDAT = '022'][not(../E1EDK03/IDDAT = '012')]/DATUM"/>
      </xsl:call-template>
      <Customer><xsl:call-template name="sold-to"/></Customer>
      <xsl:call-template name="text"><xsl:with-param name="name">CustomerReference</xsl:with-param><xsl:with-param name="value" select="E1EDK02[QUALF = '044']/BELNR"/></xsl:call-template>
      <xsl:for-each select="E1EDKA1[PARVW = 'RE'][normalize-space(LAND1) != '']">
        <InvoiceParty><xsl:call-template name="party"/></InvoiceParty>
      </xsl:for-each>
      <xsl:for-each select="E1EDKA1[PARVW = 'WE'][normalize-space(LAND1) != '']">
        <DeliveryParty><xsl:call-template name="party"/></DeliveryParty>
      </xsl:for-each>
      <Currency><xsl:value-of select="normalize-space(E1EDK01/CURCY)"/></Currency>
      <xsl:call-template name="day">
        <xsl:with-param name="name">RequestedDeliveryDate</xsl:with-param>
        <xsl:with-param name="value" select="E1EDK03[IDDAT = '002']/DATUM"/>
      </xsl:call-template>
      <xsl:if test="normalize-space(E1EDK17[QUALF = '001']/LKOND) != ''">
        <DeliveryTerms>
          <Incoterms><xsl:value-of select="normalize-space(E1EDK17[QUALF = '001']/LKOND)"/></Incoterms>
          <xsl:call-template name="text"><xsl:with-param name="name">Place</xsl:with-param><xsl:with-param name="value" select="E1EDK17[QUALF = '002']/LKTEXT"/></xsl:call-template>
        </DeliveryTerms>
      </xsl:if>
      <xsl:call-template name="known"><xsl:with-param name="name">PaymentTerms</xsl:with-param><xsl:with-param name="value" select="E1EDK01/ZTERM"/></xsl:call-template>
      <xsl:for-each select="E1EDKT1[E1EDKT2]">
        <Note><xsl:for-each select="E1EDKT2"><xsl:call-template name="text-line"/></xsl:for-each></Note>
      </xsl:for-each>
      <xsl:if test="E1EDS01[SUMID = '002']">
        <Totals>
          <NetAmount><xsl:call-template name="amount"><xsl:with-param name="value" select="E1EDS01[SUMID = '002']/SUMME"/></xsl:call-template></NetAmount>
          <xsl:if test="E1EDS01[SUMID = '005']">
            <TaxAmount><xsl:call-template name="amount"><xsl:with-param name="value" select="E1EDS01[SUMID = '005']/SUMME"/></xsl:call-template></TaxAmount>
          </xsl:if>
          <xsl:if test="E1EDS01[SUMID = '003']">
            <GrossAmount><xsl:call-template name="amount"><xsl:with-param name="value" select="E1EDS01[SUMID = '003']/SUMME"/></xsl:call-template></GrossAmount>
          </xsl:if>
        </Totals>
      </xsl:if>
      <Lines><xsl:for-each select="E1EDP01"><xsl:call-template name="line"/></xsl:for-each></Lines>
    </Order>
  </xsl:template>

  <xsl:template name="line">
    <xsl:variable name="currency" select="normalize-space(../E1EDK01/CURCY)"/>
    <xsl:if test="normalize-space(CURCY) != '' and normalize-space(CURCY) != $currency">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('Order ', ../E1EDK01/BELNR, ', item ', POSEX, ' is in ', CURCY, ', but the order is in ', $currency,
          '. An order has one currency.')"/>
      </xsl:message>
    </xsl:if>
    <!-- The supplier's item number, and that of the customer where he says no other. -->
    <xsl:variable name="item" select="E1EDP19[QUALF = '002'] | E1EDP19[QUALF = '001'][not(../E1EDP19/QUALF = '002')]"/>
    <Line>
      <Number><xsl:value-of select="number(POSEX)"/></Number>
      <xsl:call-template name="known"><xsl:with-param name="name">ItemId</xsl:with-param><xsl:with-param name="value" select="$item/IDTNR | MATNR[not($item)]"/></xsl:call-template>
      <xsl:call-template name="known"><xsl:with-param name="name">GTIN</xsl:with-param><xsl:with-param name="value" select="E1EDP19[QUALF = '003']/IDTNR"/></xsl:call-template>
      <xsl:call-template name="known"><xsl:with-param name="name">Name</xsl:with-param><xsl:with-param name="value" select="$item/KTEXT"/></xsl:call-template>
      <Quantity><xsl:call-template name="amount"><xsl:with-param name="value" select="MENGE"/></xsl:call-template></Quantity>
      <Unit><xsl:value-of select="normalize-space(MENEE)"/></Unit>
      <xsl:call-template name="price"/>
      <xsl:call-template name="known"><xsl:with-param name="name">DiscountPercent</xsl:with-param><xsl:with-param name="value" select="E1EDP05[ALCKZ = '-'][normalize-space(KPERC) != ''][1]/KPERC"/></xsl:call-template>
      <xsl:call-template name="known"><xsl:with-param name="name">TaxCategory</xsl:with-param><xsl:with-param name="value" select="E1EDP04/MWSKZ"/></xsl:call-template>
      <xsl:call-template name="known"><xsl:with-param name="name">TaxRate</xsl:with-param><xsl:with-param name="value" select="E1EDP04/MSATZ"/></xsl:call-template>
      <xsl:call-template name="day"><xsl:with-param name="name">DeliveryDate</xsl:with-param><xsl:with-param name="value" select="E1EDP20[1]/EDATU"/></xsl:call-template>
      <xsl:if test="E1EDPT1/E1EDPT2">
        <Note><xsl:for-each select="E1EDPT1/E1EDPT2"><xsl:call-template name="text-line"/></xsl:for-each></Note>
      </xsl:if>
    </Line>
  </xsl:template>

  <!-- ORDRSP -->

  <xsl:template name="status">
    <xsl:variable name="number" select="normalize-space(E1EDK02[QUALF = '002']/BELNR
      | E1EDK01/BELNR[normalize-space(../../E1EDK02[QUALF = '002']/BELNR) = ''])"/>
    <xsl:variable name="id" select="normalize-space(E1EDK02[QUALF = '001']/BELNR)"/>
    <xsl:variable name="action" select="normalize-space(E1EDK01/ACTION)"/>
    <xsl:variable name="rejected" select="E1EDP01[normalize-space(ABGRU) != '' or ACTION = '003']"/>
    <xsl:variable name="changed" select="E1EDP01[ACTION = '002' or ACTION = '001']"/>
    <OrderStatus>
      <xsl:call-template name="changed"/>
      <xsl:if test="$id != ''"><OrderId><xsl:value-of select="$id"/></OrderId></xsl:if>
      <xsl:if test="$number != ''"><ErpNumber><xsl:value-of select="$number"/></ErpNumber></xsl:if>
      <xsl:if test="E1EDKA1[PARVW = 'AG'][normalize-space(concat(KNREF, PARTN)) != '']">
        <Customer><xsl:call-template name="sold-to"/></Customer>
      </xsl:if>
      <State>
        <xsl:choose>
          <xsl:when test="$action = '027' or (E1EDP01 and count($rejected) = count(E1EDP01) and $action = '')">rejected</xsl:when>
          <xsl:when test="$action = '004' or ($action != '029' and ($rejected or $changed))">changed</xsl:when>
          <xsl:otherwise>accepted</xsl:otherwise>
        </xsl:choose>
      </State>
      <xsl:call-template name="day"><xsl:with-param name="name">Date</xsl:with-param><xsl:with-param name="value" select="E1EDK03[IDDAT = '012']/DATUM"/></xsl:call-template>
      <xsl:for-each select="E1EDKT1[E1EDKT2]">
        <Reason><xsl:for-each select="E1EDKT2"><xsl:call-template name="text-line"/></xsl:for-each></Reason>
      </xsl:for-each>
      <xsl:if test="E1EDP01">
        <Lines><xsl:for-each select="E1EDP01"><xsl:call-template name="status-line"/></xsl:for-each></Lines>
      </xsl:if>
    </OrderStatus>
  </xsl:template>

  <xsl:template name="status-line">
    <Line>
      <!-- Our number of the item is in the reference to our order; POSEX is SAP's. -->
      <Number><xsl:value-of select="number(E1EDP02[QUALF = '001']/ZEILE | POSEX[not(../E1EDP02[QUALF = '001']/ZEILE)])"/></Number>
      <xsl:choose>
        <xsl:when test="normalize-space(ABGRU) != '' or ACTION = '003'"><State>rejected</State></xsl:when>
        <xsl:when test="ACTION = '002' or ACTION = '001'"><State>changed</State></xsl:when>
        <xsl:when test="ACTION = '005'"><State>accepted</State></xsl:when>
      </xsl:choose>
      <xsl:if test="E1EDP20/WMENG">
        <ConfirmedQuantity><xsl:value-of select="format-number(sum(E1EDP20/WMENG[normalize-space() != '']), '0.###')"/></ConfirmedQuantity>
      </xsl:if>
      <xsl:call-template name="known"><xsl:with-param name="name">Unit</xsl:with-param><xsl:with-param name="value" select="MENEE"/></xsl:call-template>
      <!-- Of several schedule lines the last day: then all of it is there. -->
      <xsl:for-each select="E1EDP20[EDATU != '' and EDATU != '00000000']">
        <xsl:sort select="EDATU" order="descending"/>
        <xsl:if test="position() = 1">
          <xsl:call-template name="day"><xsl:with-param name="name">ConfirmedDate</xsl:with-param><xsl:with-param name="value" select="EDATU"/></xsl:call-template>
        </xsl:if>
      </xsl:for-each>
      <xsl:if test="normalize-space(VPREI) != ''"><xsl:call-template name="price"/></xsl:if>
      <xsl:call-template name="known"><xsl:with-param name="name">Reason</xsl:with-param><xsl:with-param name="value" select="ABGRT"/></xsl:call-template>
      <xsl:for-each select="E1EDPT1[E1EDPT2]">
        <Reason><xsl:for-each select="E1EDPT2"><xsl:call-template name="text-line"/></xsl:for-each></Reason>
      </xsl:for-each>
    </Line>
  </xsl:template>

  <!-- INVOIC02 -->

  <xsl:template name="invoice">
    <Invoice>
      <xsl:call-template name="changed"/>
      <InvoiceNumber>
        <xsl:value-of select="normalize-space(E1EDK02[QUALF = '009']/BELNR | E1EDK01/BELNR[not(../../E1EDK02[QUALF = '009'])])"/>
      </InvoiceNumber>
      <TypeCode>
        <xsl:choose>
          <xsl:when test="E1EDK01/BSART = 'CRME'">381</xsl:when>
          <xsl:otherwise>380</xsl:otherwise>
        </xsl:choose>
      </TypeCode>
      <xsl:call-template name="day">
        <xsl:with-param name="name">IssueDate</xsl:with-param>
        <xsl:with-param name="value" select="E1EDK03[IDDAT = '026']/DATUM | E1EDK03[IDDAT = '012'][not(../E1EDK03/IDDAT = '026')]/DATUM"/>
      </xsl:call-template>
      <xsl:variable name="references" select="E1EDK02[QUALF = '001' or QUALF = '002']"/>
      <xsl:for-each select="$references">
        <xsl:variable name="next" select="following-sibling::E1EDK02[1][QUALF = '002'][string(POSNR) = string(current()/POSNR)]/BELNR"/>
        <xsl:choose>
          <xsl:when test="QUALF = '001'">
            <OrderReference>
              <OrderId><xsl:value-of select="normalize-space(BELNR)"/></OrderId>
              <xsl:if test="$next"><ErpNumber><xsl:value-of select="normalize-space($next)"/></ErpNumber></xsl:if>
            </OrderReference>
          </xsl:when>
          <xsl:when test="not(preceding-sibling::E1EDK02[1][QUALF = '001'][string(POSNR) = string(current()/POSNR)])">
            <OrderReference><ErpNumber><xsl:value-of select="normalize-space(BELNR)"/></ErpNumber></OrderReference>
          </xsl:when>
        </xsl:choose>
      </xsl:for-each>
      <!-- SAP names the order with each item. -->
      <xsl:if test="not($references)">
        <xsl:for-each select="E1EDP01/E1EDP02[QUALF = '002'][normalize-space(BELNR) != '']">
          <xsl:variable name="number" select="normalize-space(BELNR)"/>
          <xsl:if test="not(../preceding-sibling::E1EDP01/E1EDP02[QUALF = '002'][normalize-space(BELNR) = $number])">
            <OrderReference>
              <xsl:call-template name="known"><xsl:with-param name="name">OrderId</xsl:with-param><xsl:with-param name="value" select="../E1EDP02[QUALF = '001']/BELNR"/></xsl:call-template>
              <ErpNumber><xsl:value-of select="$number"/></ErpNumber>
            </OrderReference>
          </xsl:if>
        </xsl:for-each>
      </xsl:if>
      <Customer><xsl:call-template name="sold-to"/></Customer>
      <Currency><xsl:value-of select="normalize-space(E1EDK01/CURCY)"/></Currency>
      <NetAmount><xsl:call-template name="amount"><xsl:with-param name="value" select="E1EDS01[SUMID = $net-sum]/SUMME"/></xsl:call-template></NetAmount>
      <TaxAmount><xsl:call-template name="amount"><xsl:with-param name="value" select="E1EDS01[SUMID = $tax-sum]/SUMME"/></xsl:call-template></TaxAmount>
      <GrossAmount><xsl:call-template name="amount"><xsl:with-param name="value" select="E1EDS01[SUMID = $gross-sum]/SUMME"/></xsl:call-template></GrossAmount>
      <!-- INVOIC says what is to be paid, never what was. -->
      <State>open</State>
    </Invoice>
  </xsl:template>

  <!--
    ALEAUD01: 53 is posted; 51, 56, 60, 63, 65, 68 and 69 are not, or not as it was sent. The others say that SAP is still
    at it, and nothing follows from them. DOCNUM is what write stylesheets put there: the record's key.
  -->
  <xsl:template name="audit">
    <xsl:variable name="final" select="E1ADHDR/E1STATE[contains(' 53 51 56 60 63 65 68 69 ', concat(' ', normalize-space(STATUS), ' '))]"/>
    <xsl:if test="not($final)">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat('Audit ', EDI_DC40/DOCNUM, ' has no status that is final (53, or an error such as 51). Let ',
          'RBDSTATE report what is posted or refused.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:variable name="time"><xsl:call-template name="time"/></xsl:variable>
    <Records>
      <xsl:for-each select="$final">
        <xsl:variable name="message" select="normalize-space(concat(../MESTYP_LNG, substring(../MESTYP, 1, 30 * (normalize-space(../MESTYP_LNG) = ''))))"/>
        <Confirmation changed="{$time}">
          <Entity>
            <xsl:choose>
              <xsl:when test="$message = 'DEBMAS'">Customer</xsl:when>
              <xsl:when test="$message = 'ORDERS'">Order</xsl:when>
              <xsl:otherwise>
                <xsl:message terminate="yes">
                  <xsl:value-of select="concat('An audit of ', $message, ' confirms nothing that was sent from here: it is DEBMAS or ORDERS.')"/>
                </xsl:message>
              </xsl:otherwise>
            </xsl:choose>
          </Entity>
          <Key>
            <xsl:call-template name="key"><xsl:with-param name="number" select="normalize-space(DOCNUM)"/></xsl:call-template>
          </Key>
          <xsl:choose>
            <xsl:when test="normalize-space(STATUS) = '53'">
              <Outcome>imported</Outcome>
              <xsl:call-template name="known"><xsl:with-param name="name">AssignedKey</xsl:with-param><xsl:with-param name="value" select="E1PRTOB/OBJKEY"/></xsl:call-template>
            </xsl:when>
            <xsl:otherwise><Outcome>refused</Outcome></xsl:otherwise>
          </xsl:choose>
          <Code><xsl:value-of select="normalize-space(concat(STATUS, ' ', STAMID, STAMNO))"/></Code>
          <xsl:variable name="text"><xsl:call-template name="message"/></xsl:variable>
          <xsl:if test="$text != ''"><Text><xsl:value-of select="$text"/></Text></xsl:if>
        </Confirmation>
      </xsl:for-each>
    </Records>
  </xsl:template>

</xsl:stylesheet>
