<?xml version="1.0" encoding="UTF-8"?>
<!-- Elements of the CRM as they stand, for what is carried. By itself, since here no namespace is meant. Not used alone. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:template match="*" mode="copy">
    <xsl:element name="{local-name()}">
      <xsl:for-each select="@*">
        <xsl:attribute name="{local-name()}"><xsl:value-of select="."/></xsl:attribute>
      </xsl:for-each>
      <xsl:apply-templates select="node()" mode="copy"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="text()" mode="copy"><xsl:value-of select="."/></xsl:template>

</xsl:stylesheet>
