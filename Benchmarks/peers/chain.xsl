<?xml version="1.0" encoding="UTF-8"?>
<!-- The mapping of one order, as it ships, applied to each order of a whole file: what one would hand to xsltproc. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:x="urn:kontor:exchange:1"
  exclude-result-prefixes="x">

  <xsl:import href="../../formats/sap-business-one/order.xsl"/>

  <!-- The shipped ones look for the one order of their document, and would gather all orders of the file here. -->
  <xsl:variable name="records" select="/.."/>
  <xsl:variable name="subject" select="'Order'"/>

  <xsl:template match="/">
    <BOM>
      <xsl:for-each select="x:Exchange/x:Order">
        <BO>
          <AdmInfo>
            <Object>oOrders</Object>
            <Version>2</Version>
          </AdmInfo>
          <xsl:apply-templates select="."/>
        </BO>
      </xsl:for-each>
    </BOM>
  </xsl:template>

</xsl:stylesheet>
