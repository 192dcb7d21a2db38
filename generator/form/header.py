"""The head of a filing: who reports, for which year, published when.  The same in every format."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import Field

from generator.form.authorities import OneOf, authorities, meanings
from generator.form.head_values import Address, Date, Line, Lines, Year
from generator.form.signature import OwnSignature
from generator.source.data_file import Model


def _examples(of: str) -> Callable[[dict[str, Any]], None]:
    """Names of authorities or of their websites, for editors: added to the field's JSON schema."""

    def add(schema: dict[str, Any]) -> None:
        schema["examples"] = list(getattr(authorities().examples, of))

    return add


class Website(Model):
    """The site that publishes the report (meta tags of 国办发〔2017〕47号)."""

    name: Line | None = Field(
        None, alias="名称", description="网站名称", json_schema_extra=_examples("websites")
    )
    domain: Line | None = Field(
        None, alias="域名", description="网站域名", examples=["www.example.gov.cn", "czj.example.gov.cn"]
    )
    code: Line | None = Field(
        None, alias="标识码", description="政府网站标识码，要加引号", examples=["1234560001", "1234560002"]
    )
    address: Address | None = Field(
        None,
        alias="报告地址",
        description="年度报告电子版的网址，http:// 或 https:// 开头",
        examples=["https://www.example.gov.cn/nb/2024.html", "https://www.example.gov.cn/nb/2025.html"],
    )


class Contact(Model):
    """Where readers may ask."""

    address: Line | None = Field(
        None, alias="地址", description="通信地址", examples=["示例市示例路1号", "示例市示例路2号"]
    )
    postcode: Line | None = Field(
        None, alias="邮编", description="邮政编码，要加引号", examples=["000000", "000001"]
    )
    telephone: Line | None = Field(
        None, alias="电话", description="办公电话", examples=["0000-00000000", "0000-00000001"]
    )
    email: Line | None = Field(
        None, alias="电子邮箱", description="公务邮箱", examples=["gk@example.gov.cn", "xxgk@example.gov.cn"]
    )


class Waiver(Model):
    """An accepted warning and the reason it was accepted for.

    ``seal`` is the finding's fingerprint: it binds the waiver to the values it was given for.
    """

    rule: Line = Field(alias="规则", description="规则代码", examples=["C31", "L23"])
    reason: Line = Field(
        alias="理由", description="接受这条警告的理由", examples=["机构改革，职能划转", "已核对"]
    )
    seal: Line | None = Field(
        None,
        alias="核对码",
        description="这条警告的核对码，见核对结果；数字变了，核对码就变，豁免随之失效",
        examples=["bcdfghjk", "kmnpqrst"],
    )


class Header(Model):
    """The head of a filing, by the contract of its keys."""

    format: Line = Field(alias="格式", description='格式版本，加引号，如 "2021"')
    authority: Line = Field(
        alias="机关",
        description="编制机关的全称，印在标题里",
        json_schema_extra=_examples("authorities"),
    )
    authority_kind: Annotated[str, OneOf("authority_kind")] = Field(
        alias="机关类型", description="哪一类机关", json_schema_extra=meanings("authority_kind")
    )
    level: Annotated[str, OneOf("level")] = Field(
        alias="行政层级", description="哪一级", json_schema_extra=meanings("level")
    )
    year: Year = Field(alias="年度", description="统计年度，不是发布的年份", examples=[2024, 2025])
    scope: Annotated[str, OneOf("scope")] | None = Field(
        None,
        alias="统计范围",
        description="数字统计到哪里，可省略",
        json_schema_extra=meanings("scope"),
    )
    published: Date = Field(
        alias="发布日期",
        description="公布年度报告的日期，写成 2025-01-24",
        examples=["2025-01-24", "2026-01-20"],
    )
    number: Line | None = Field(
        None,
        alias="文号",
        description="发文字号，印在标题上方，可省略",
        examples=["示例办函〔2025〕3号", "示例财〔2026〕1号"],
    )
    index: Line | None = Field(
        None,
        alias="索引号",
        description="政府信息的索引号，印在网页上，可省略",
        examples=["000000000/2025-00001", "000000000/2026-00001"],
    )
    title: Lines = Field(
        (),
        alias="标题",
        description="自拟的标题，一行或者几行，要写明年度，可用 {{ 年度 }}；不写就用格式的标题",
        examples=["{{ 年度 }}年示例市财政局政府信息公开工作年度报告", "关于{{ 年度 }}年信息公开工作的报告"],
    )
    subtitle: Lines = Field(
        (),
        alias="副标题",
        description="标题下面再印一行，可省略",
        examples=["——示例市财政局", "（{{ 年度 }}年度）"],
    )
    signature: OwnSignature = Field(
        None,
        alias="落款",
        description="署名和成文日期，可省略；写 true 就印机关和发布日期，别的写法见 README",
        examples=[True, {"日期": "2025-01-22"}],
    )
    attachments: Lines = Field(
        (),
        alias="附件",
        description="随报告公布的附件，写成 [甲目录, 乙流程图] 这样，可省略",
        examples=[["2024年主动公开目录", "依申请公开流程图"], ["内设机构名录"]],
    )
    website: Website | None = Field(None, alias="网站", description="发布报告的网站，可省略")
    contact: Contact | None = Field(None, alias="联系方式", description="联系方式，可省略")
    previous: Line | None = Field(
        None,
        alias="上年填报",
        description="上一年填报文件的相对路径，可省略",
        examples=["../2023/office.yaml", "2023.yaml"],
    )
    local: Line | None = Field(
        None,
        alias="地方规则",
        description="另加哪一份地方规则（templates/local 里的名称），可省略",
        examples=["示例市", "示例省"],
    )
    waivers: tuple[Waiver, ...] = Field((), alias="豁免", description="接受的警告及理由，可省略")

    @property
    def signing_day(self) -> datetime.date | None:
        """The day under the report (成文日期); None where it is not signed."""
        signature = self.signature
        return (signature.signed or self.published) if signature else None

    @property
    def public(self) -> Header:
        """The head as others may see it: what is the office's own affair stands as if it were left out."""
        fields = type(self).model_fields
        hidden = {name: field.get_default() for name, field in fields.items() if name not in PUBLISHED}
        return self.model_copy(update=hidden)


def as_text(value: object) -> str:
    """The value of a field as text; nothing where it was left out."""
    return "" if value in (None, ()) else str(value)


NAMES: dict[str, str] = {field.alias or name: name for name, field in Header.model_fields.items()}


def key_for(name: str) -> str:
    """The key under which a field is written."""
    return next(key for key, field in NAMES.items() if field == name)


KEYS: tuple[str, ...] = tuple(NAMES)

# What a report's outputs may carry of the head (docs/published.md).  A field that is not named here stays
# with the office: a new one is not published by being forgotten.
PUBLISHED: tuple[str, ...] = (
    "format",
    "authority",
    "authority_kind",
    "level",
    "year",
    "scope",
    "published",
    "number",
    "index",
    "title",
    "subtitle",
    "signature",
    "attachments",
    "website",
    "contact",
)

PUBLIC_KEYS: tuple[str, ...] = tuple(key for key, name in NAMES.items() if name in PUBLISHED)

REQUIRED: tuple[str, ...] = tuple(
    field.alias or name for name, field in Header.model_fields.items() if field.is_required()
)


@cache
def head_schema() -> Mapping[str, Any]:
    """The JSON schema of a head, worked out once: it takes as long as reading a report."""
    return Header.model_json_schema(by_alias=True)
