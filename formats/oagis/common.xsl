<?xml version="1.0" encoding="UTF-8"?>
<!-- What reading and writing OAGIS have in common. Not used alone. -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <!-- What is known of the file. All of them may be empty. -->
  <xsl:param name="interchange" select="''"/>
  <xsl:param name="sender" select="''"/>
  <xsl:param name="control-number" select="''"/>
  <xsl:param name="document" select="''"/>

  <!-- The schemeID of ids that the CRM gave, and of those that the ERP gave: customers and orders alike. -->
  <xsl:param name="crm-scheme" select="'CRM'"/>
  <xsl:param name="erp-scheme" select="'ERP'"/>

</xsl:stylesheet>
