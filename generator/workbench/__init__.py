"""The workbench: filings shown and changed in a browser, by calls that know nothing of browsers."""
