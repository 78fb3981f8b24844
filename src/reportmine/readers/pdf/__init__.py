"""PDFs: glyphs to lines, lines and drawn rules to paragraphs and tables."""
