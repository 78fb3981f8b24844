"""Reports beside each other: two years, many in a panel, targets and claims."""
