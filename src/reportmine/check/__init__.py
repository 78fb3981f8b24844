"""One report against itself: do its own figures bear out its sums, shares, changes and rates?"""
