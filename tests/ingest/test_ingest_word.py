from __future__ import annotations

import datetime as dt
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from tests.ingest.made_files import LIMITS, STORY, simple_word, word, zipped
from vigil.errors import InputError
from vigil.ingest import Limits, Received, decode
from vigil.model.report import Page


def read(body: bytes, limits: Limits = LIMITS) -> Page:
    return decode(Received.of("made.docx", body), limits)


def refusal(body: bytes, limits: Limits = LIMITS) -> str:
    with pytest.raises(InputError) as caught:
        read(body, limits)
    return str(caught.value)


def test_headings_paragraphs_and_tables_come_in_order() -> None:
    document = docx.Document()
    document.add_heading("Hearing put off", 1)
    document.add_paragraph("First paragraph.")
    table = document.add_table(rows=2, cols=2)
    for cell, text in zip(table._cells, ("Name", "Age", "Arman Tester", "30"), strict=True):
        cell.text = text
    document.add_paragraph("")
    document.add_paragraph("Last paragraph.")
    page = read(word(document))
    assert page.markup == "plain"
    assert page.text == "Hearing put off\n\nFirst paragraph.\n\nName\tAge\n\nArman Tester\t30\n\nLast paragraph."


def test_tracked_changes_are_read_as_accepted() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("He was ")
    for name, tag, text in (("del", "delText", "freed"), ("ins", "t", "detained")):
        change = f'<w:{name} {nsdecls("w")} w:id="1" w:author="a"><w:r><w:{tag}>{text}</w:{tag}></w:r></w:{name}>'
        paragraph._p.append(parse_xml(change))
    assert read(word(document)).text == "He was detained"


def test_links_controls_breaks_and_boxes_are_read() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("One")
    ns = nsdecls("w")
    paragraph._p.append(parse_xml(f"<w:hyperlink {ns}><w:r><w:tab/><w:t>two</w:t></w:r></w:hyperlink>"))
    box = f"<w:r {ns}><w:pict><w:txbxContent><w:p><w:r><w:t>A box</w:t></w:r></w:p></w:txbxContent></w:pict></w:r>"
    paragraph._p.append(parse_xml(box))
    control = (
        f"<w:sdt {ns}><w:sdtContent><w:p><w:r><w:t>Three</w:t><w:br/><w:t>four</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    document.element.body.insert(1, parse_xml(control))
    assert read(word(document)).text == "One\ttwo\n\nA box\n\nThree\nfour"


def test_of_two_versions_of_one_thing_the_first_is_read() -> None:
    document = docx.Document()
    inner = "<w:r><w:t>{}</w:t></w:r>"
    markup = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    both = (
        f'<mc:AlternateContent {nsdecls("w")} xmlns:mc="{markup}"><mc:Choice Requires="wps">{inner.format("new")}'
        f"</mc:Choice><mc:Fallback>{inner.format('old')}</mc:Fallback></mc:AlternateContent>"
    )
    document.add_paragraph()._p.append(parse_xml(both))
    assert read(word(document)).text == "new"


def test_properties_are_hints() -> None:
    document = docx.Document()
    document.add_paragraph(STORY)
    told = document.core_properties
    told.title, told.author, told.modified = (
        " Hearing put off ",
        "Bota Sample",
        dt.datetime(2020, 1, 10, 8, 30, tzinfo=dt.UTC),
    )
    page = read(word(document))
    assert (page.title_hint, page.byline_hint, page.published_hint) == ("Hearing put off", "Bota Sample", None)
    assert [issue.code for issue in page.issues] == ["date-of-file"]
    assert "made on 2020-01-10" in page.issues[0].message


def test_the_date_of_the_template_is_no_date() -> None:
    page = read(simple_word(STORY))
    assert (page.published_hint, page.issues) == (None, ())


def test_a_broken_document_is_refused() -> None:
    whole = simple_word(STORY)
    assert "broken" in refusal(zipped({"word/document.xml": b"<w:document", "[Content_Types].xml": b"<Types/>"}))
    assert "broken" in refusal(zipped({"word/document.xml": b"no XML"}))
    with pytest.raises(InputError, match="a broken DOCX or WACZ file"):
        Received.of("cut.docx", whole[: len(whole) // 2])
    damaged = bytearray(whole)
    damaged[200:400] = bytes(200)
    with pytest.raises(InputError, match="broken"):
        read(bytes(damaged))


def test_a_document_without_text_is_refused() -> None:
    assert "without text" in refusal(word(docx.Document()))


def test_a_zip_bomb_is_refused_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = zipped({"word/document.xml": bytes(300_000_000)})
    assert len(bomb) < 400_000

    def opened(*_args: object) -> None:
        raise AssertionError("unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "open", opened)
    assert "unpacks to 300 MB" in refusal(bomb)


def test_a_document_of_too_many_parts_is_refused() -> None:
    parts = {f"word/media/{number}": b"x" for number in range(11)} | {"word/document.xml": b"x"}
    assert "holds 12 files, over the limit of 10" in refusal(zipped(parts), Limits(members=10))


def test_a_locked_document_is_refused() -> None:
    locked = bytearray(zipped({"word/document.xml": b"x"}))
    directory = locked.index(b"PK\x01\x02")
    locked[directory + 8] |= 1
    assert "protected by a password" in refusal(bytes(locked))


def test_entities_are_not_expanded() -> None:
    lots = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 9))
    document = docx.Document()
    document.add_paragraph("PLACE")
    whole = word(document)
    with zipfile.ZipFile(__import__("io").BytesIO(whole)) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    xml = members["word/document.xml"].decode()
    start = xml.index("<w:document")
    members["word/document.xml"] = (
        (xml[:start] + f'<!DOCTYPE w [<!ENTITY e0 "boom"><!ENTITY f SYSTEM "file:///etc/passwd">{lots}]>' + xml[start:])
        .replace("PLACE", "Kept &e8; &f; text.")
        .encode()
    )
    try:
        text = read(zipped(members)).text
    except InputError:
        return
    assert "boom" not in text
    assert "root:" not in text
