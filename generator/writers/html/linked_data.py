"""The page for machines: schema.org's Report, its tables as Datasets, its figures as values (JSON-LD)."""

from __future__ import annotations

from typing import Any

from generator.report.build import Report, TableBlock

Json = dict[str, Any]


def linked_data(report: Report) -> Json:
    """The Report; what the filing does not say is left out."""
    header, address = report.header, report.website.address
    office = {"@type": "GovernmentOrganization", "name": header.authority}
    described: Json = {
        "@context": "https://schema.org",
        "@type": "Report",
        "name": report.full_title,
        "inLanguage": report.language,
        "identifier": [value for value in (report.head.number, report.head.index) if value],
        "dateCreated": report.head.signed.isoformat() if report.head.signed else "",
        "datePublished": header.published.isoformat(),
        "temporalCoverage": f"{header.year}-01-01/{header.year}-12-31",
        "author": office,
        "publisher": office,
        "isAccessibleForFree": True,
        "abstract": _abstract(report),
        "url": address,
        "hasPart": [_dataset(report, block) for block in report.blocks if isinstance(block, TableBlock)],
    }
    return {key: value for key, value in described.items() if value}


def _abstract(report: Report) -> str:
    figures = "，".join(f"{figure.label}{figure.text}{figure.unit}" for figure in report.overview.figures)
    return f"{report.full_title}，按{report.form}编制。" + (f"{figures}。" if figures else "")


def _dataset(report: Report, table: TableBlock) -> Json:
    """A table, found in the page by its anchor."""
    address = report.website.address
    dataset: Json = {
        "@type": "Dataset",
        "name": f"{report.full_title}：{table.caption}",
        "description": f"{report.header.authority}{report.header.year}年的{table.caption}，"
        f"按{report.form}统计，共{table.rows}行{table.columns}列。",
        "temporalCoverage": f"{report.header.year}-01-01/{report.header.year}-12-31",
        "inLanguage": report.language,
        "isAccessibleForFree": True,
    }
    return {**dataset, "url": f"{address}#{table.id}"} if address else dataset
