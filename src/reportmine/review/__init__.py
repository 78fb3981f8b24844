"""What a person says of a reading: rows to be checked, corrections applied, the reading scored by them."""
