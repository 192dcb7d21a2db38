"""A filing, blank or filled, as a workbook: sheets to fill in, sums and balances of the form as formulas."""
