"""Old documents of Word and WPS (.doc, .wps), which LibreOffice turns into DOCX where it is installed."""
