"""Word documents: DOCX, flat OPC and Word 2003 XML."""
