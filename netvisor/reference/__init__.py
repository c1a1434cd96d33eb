"""The field's own lists and identifiers: VAT codes, voucher types, Finnish identifiers."""
