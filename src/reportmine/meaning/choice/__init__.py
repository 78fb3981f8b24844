"""A choice by fitted points, where the rules' reading of a figure is in doubt."""
