"""Attachments of documents and vouchers, stored apart from their message."""

from __future__ import annotations

from dataclasses import dataclass

from netvisor.sandbox.books.core.work import Work


@dataclass(frozen=True, slots=True, kw_only=True)
class Attached:
    """One attached file."""

    mime: str
    description: str
    file_name: str
    content: bytes


def attach(work: Work, owner: int, files: list[Attached]) -> None:
    """Store the files of a document or voucher, replacing its earlier ones."""
    work.delete("attachment", owner=owner)
    for position, file in enumerate(files):
        work.insert(
            "attachment",
            owner=owner,
            position=position,
            mime=file.mime,
            description=file.description,
            file_name=file.file_name,
            content=file.content,
        )


def attached(work: Work, owner: int) -> list[Attached]:
    """The files of a document or voucher."""
    sql = (
        "select mime, description, file_name, content from attachment where company = ? and owner = ? order by position"
    )
    return [
        Attached(mime=row["mime"], description=row["description"], file_name=row["file_name"], content=row["content"])
        for row in work.rows(sql, work.company, owner)
    ]
