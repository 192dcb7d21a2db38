"""The figures and texts of a filing as a workbook, to be filled in or passed on."""

TITLE = "Excel 工作簿"
FILES = {"xlsx": ".xlsx"}
