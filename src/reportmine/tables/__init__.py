"""Grids to cells with their headers: what each counts, in what unit, of when."""
