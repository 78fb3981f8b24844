"""What a report says of itself: title, issuer, region, year, dates."""
