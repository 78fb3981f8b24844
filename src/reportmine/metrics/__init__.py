"""What a figure is a figure of: concepts, keys to compare by, units reconciled, precision."""
