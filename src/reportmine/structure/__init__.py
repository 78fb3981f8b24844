"""What stands where: page chrome, headings with their numbering, and the tree of sections."""
