"""Documents for eScan: receipts and pictures of vouchers."""
