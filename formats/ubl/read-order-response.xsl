<?xml version="1.0" encoding="UTF-8"?>
<!--
  One UBL OrderResponse or OrderResponseSimple to one canonical OrderStatus.

  OrderReference/ID           the CRM's order id; SalesOrderID, here or at the root, the ERP's number.
  BuyerCustomerParty          with both account ids it tells the CRM the number of a customer who was a lead until now.
  OrderResponseCode           UNCL 4343, as Peppol has it, or the older UNCL 1225; see the template "state".
  LineStatusCode              UNCL 1229, or UBL's own words: Added, Cancelled, Disputed, NoStatus, Revised.

  A response that accepts, but has a line that was changed or not accepted, or a price with a reason for its change, says
  "changed": otherwise an ERP that puts its list price in place of the agreed one would look like one that agrees.
-->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns="urn:kontor:exchange:1"
  xmlns:u="urn:oasis:names:specification:ubl:schema:xsd:OrderResponse-2"
  xmlns:s="urn:oasis:names:specification:ubl:schema:xsd:OrderResponseSimple-2"
  xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2"
  xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2" exclude-result-prefixes="u s cac cbc">

  <xsl:import href="common-read.xsl"/>

  <xsl:variable name="subject" select="concat('Order response ', normalize-space(/*/cbc:ID))"/>
  <xsl:variable name="states"
    select="'|received|accepted|changed|rejected|partly-shipped|shipped|invoiced|paid|cancelled|'"/>

  <xsl:template match="/">
    <xsl:apply-templates select="u:OrderResponse | s:OrderResponseSimple"/>
  </xsl:template>

  <xsl:template match="u:OrderResponse | s:OrderResponseSimple">
    <xsl:variable name="reference" select="cac:OrderReference[1]"/>
    <xsl:if test="cac:OrderReference[normalize-space(cbc:ID) != normalize-space($reference/cbc:ID)]">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ' answers more than one order. Let each be answered by itself.')"/>
      </xsl:message>
    </xsl:if>
    <OrderStatus>
      <xsl:call-template name="record-attributes"/>
      <xsl:call-template name="order-keys">
        <xsl:with-param name="id" select="$reference/cbc:ID"/>
        <xsl:with-param name="number"
          select="cbc:SalesOrderID | $reference[not(../cbc:SalesOrderID)]/cbc:SalesOrderID"/>
      </xsl:call-template>
      <xsl:variable name="buyer" select="cac:BuyerCustomerParty"/>
      <xsl:if test="normalize-space($buyer/cbc:CustomerAssignedAccountID) != ''
        or normalize-space($buyer/cbc:SupplierAssignedAccountID) != ''">
        <Customer>
          <xsl:call-template name="customer-keys"><xsl:with-param name="party" select="$buyer"/></xsl:call-template>
        </Customer>
      </xsl:if>
      <State><xsl:call-template name="state"/></State>
      <xsl:call-template name="day">
        <xsl:with-param name="name">Date</xsl:with-param>
        <xsl:with-param name="source" select="cac:ValidityPeriod[1]/cbc:StartDate
          | cbc:IssueDate[not(../cac:ValidityPeriod[1]/cbc:StartDate)]"/>
      </xsl:call-template>
      <xsl:for-each select="(cbc:Note | cbc:RejectionNote)[normalize-space() != '']">
        <Reason><xsl:value-of select="."/></Reason>
      </xsl:for-each>
      <xsl:if test="cac:OrderLine">
        <Lines>
          <xsl:apply-templates select="cac:OrderLine"/>
        </Lines>
      </xsl:if>
    </OrderStatus>
  </xsl:template>

  <xsl:template name="state">
    <xsl:variable name="code" select="normalize-space(cbc:OrderResponseCode)"/>
    <xsl:variable name="simple" select="normalize-space(cbc:AcceptedIndicator)"/>
    <xsl:variable name="status" select="cac:OrderLine/cac:LineItem/cbc:LineStatusCode"/>
    <xsl:variable name="other" select="$status[contains('|1|2|3|7|changed|rejected|cancelled|Revised|Added|Disputed|Cancelled|',
      concat('|', normalize-space(), '|'))]
      | cac:OrderLine/cac:LineItem/cac:Price/cbc:PriceChangeReason | cac:OrderLine/cac:SellerSubstitutedLineItem"/>
    <xsl:choose>
      <xsl:when test="$code = 'CA' or $code = 'AC' or $code = 'AI' or $code = '30'">changed</xsl:when>
      <xsl:when test="$code = 'AP' or $code = 'AD' or $code = '29' or $simple = 'true' or $simple = '1'">
        <xsl:choose>
          <xsl:when test="$other and not(cbc:OrderResponseCode/@name = 'accepted, not all lines')">changed</xsl:when>
          <xsl:otherwise>accepted</xsl:otherwise>
        </xsl:choose>
      </xsl:when>
      <xsl:when test="$code = 'RE' or $code = '27' or $simple = 'false' or $simple = '0'">rejected</xsl:when>
      <xsl:when test="$code = 'AB' or $code = 'AJ'">received</xsl:when>
      <xsl:when test="$code != '' and contains($states, concat('|', $code, '|'))"><xsl:value-of select="$code"/></xsl:when>
      <!-- The code is optional: a response with lines says it with them. -->
      <xsl:when test="$code = '' and $status and not($status[normalize-space() != '7'])">rejected</xsl:when>
      <xsl:when test="$code = '' and $other">changed</xsl:when>
      <xsl:when test="$code = '' and $status and not($status[normalize-space() != '5'])">accepted</xsl:when>
      <xsl:otherwise>
        <xsl:message terminate="yes">
          <xsl:value-of select="concat($subject, ' has the OrderResponseCode &quot;', $code, '&quot;. Known are AB received, ',
            'AP accepted, CA accepted with changes, RE rejected, and 29, 30, 27 for the last three.')"/>
        </xsl:message>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A line is the one of the order that it refers to; its own id may be another. -->
  <xsl:template match="cac:OrderLine">
    <xsl:variable name="item" select="cac:LineItem"/>
    <xsl:variable name="id" select="normalize-space(cac:OrderLineReference[1]/cbc:LineID
      | $item[not(../cac:OrderLineReference)]/cbc:ID)"/>
    <xsl:if test="$id = '' or translate($id, '0123456789', '') != ''">
      <xsl:message terminate="yes">
        <xsl:value-of select="concat($subject, ': a line answers line &quot;', $id, '&quot; of the order, which is not a whole ',
          'number.')"/>
      </xsl:message>
    </xsl:if>
    <xsl:variable name="status" select="normalize-space($item/cbc:LineStatusCode)"/>
    <Line>
      <Number><xsl:value-of select="$id"/></Number>
      <xsl:choose>
        <xsl:when test="$status = '' or $status = 'NoStatus'">
          <xsl:if test="cac:SellerSubstitutedLineItem or $item/cac:Price/cbc:PriceChangeReason"><State>changed</State></xsl:if>
        </xsl:when>
        <xsl:when test="$status = '5'"><State>accepted</State></xsl:when>
        <xsl:when test="$status = '3' or $status = '1' or $status = 'Revised' or $status = 'Added'
          or $status = 'Disputed'"><State>changed</State></xsl:when>
        <xsl:when test="$status = '7'"><State>rejected</State></xsl:when>
        <xsl:when test="$status = '2' or $status = 'Cancelled'"><State>cancelled</State></xsl:when>
        <xsl:when test="$status = '42'"><State>shipped</State></xsl:when>
        <xsl:when test="contains($states, concat('|', $status, '|'))">
          <State><xsl:value-of select="$status"/></State>
        </xsl:when>
        <xsl:otherwise>
          <xsl:message terminate="yes">
            <xsl:value-of select="concat($subject, ', line ', $id, ' has the LineStatusCode &quot;', $status, '&quot;. Known are ',
              '5 accepted, 3 changed, 7 not accepted, 1 added, 2 deleted, 42 already delivered.')"/>
          </xsl:message>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="number">
        <xsl:with-param name="name">ConfirmedQuantity</xsl:with-param>
        <xsl:with-param name="source" select="$item/cbc:Quantity"/>
      </xsl:call-template>
      <xsl:call-template name="text">
        <xsl:with-param name="name">Unit</xsl:with-param>
        <xsl:with-param name="source" select="$item/cbc:Quantity/@unitCode
          | $item/cac:Price[not($item/cbc:Quantity)]/cbc:BaseQuantity/@unitCode"/>
      </xsl:call-template>
      <xsl:variable name="delivery" select="$item/cac:Delivery[1]"/>
      <!-- That of the line, else what is promised for all of them. -->
      <xsl:variable name="own" select="$delivery/cac:PromisedDeliveryPeriod
        | $delivery[not(cac:PromisedDeliveryPeriod)]/cac:EstimatedDeliveryPeriod"/>
      <xsl:variable name="period" select="$own | ../cac:Delivery[not($own)][1]/cac:PromisedDeliveryPeriod"/>
      <xsl:call-template name="day">
        <xsl:with-param name="name">ConfirmedDate</xsl:with-param>
        <xsl:with-param name="source" select="$period/cbc:EndDate | $period[not(cbc:EndDate)]/cbc:StartDate"/>
      </xsl:call-template>
      <xsl:call-template name="number">
        <xsl:with-param name="name">UnitPrice</xsl:with-param>
        <xsl:with-param name="source" select="$item/cac:Price/cbc:PriceAmount"/>
      </xsl:call-template>
      <xsl:call-template name="number">
        <xsl:with-param name="name">PriceBase</xsl:with-param>
        <xsl:with-param name="source" select="$item/cac:Price/cbc:BaseQuantity"/>
      </xsl:call-template>
      <xsl:for-each select="(cbc:Note | $item/cbc:Note | $item/cac:Price/cbc:PriceChangeReason)[normalize-space() != '']">
        <Reason><xsl:value-of select="."/></Reason>
      </xsl:for-each>
      <xsl:for-each select="cac:SellerSubstitutedLineItem/cac:Item | cac:SellerProposedSubstituteLineItem/cac:Item">
        <Reason>
          <xsl:choose>
            <xsl:when test="ancestor::cac:SellerSubstitutedLineItem">Replaced by item </xsl:when>
            <xsl:otherwise>Offered instead: item </xsl:otherwise>
          </xsl:choose>
          <xsl:value-of select="normalize-space(concat(cac:SellersItemIdentification/cbc:ID, ' ', cbc:Name))"/>
        </Reason>
      </xsl:for-each>
    </Line>
  </xsl:template>

</xsl:stylesheet>
