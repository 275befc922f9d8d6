"""The guide inside a package, as plain text in English and Japanese: what it is, what lies where, how to check and how to dispute."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from teardown.export.cells import visible
from teardown.export.document import Document
from teardown.export.names import name_of
from teardown.export.strings import Language, Strings

GUIDES: Mapping[Language, str] = {"en": "README.txt", "ja": "README.ja.txt"}

_TEXTS: Mapping[Language, str] = {
    "en": """{title}
{rule}
{warning}
Evidence package, {variant} variant, as of {as_of}.
{supersedes}

WHAT IS IN IT
  report/               the report as page and PDF, in English and Japanese
  evidence.xlsx         the workbook with all evidence (evidence.ja.xlsx in Japanese)
  tables/               the same as CSV; texts stand between the marks “ and ”
  result.json           every component with all readings and candidates; its schema beside it
  case.json             units, photos, decisions, signatures, letters, answers; its schema beside it
  crops/                a picture of each component; index.csv says which is which
  photos.txt            the SHA-256 of every photo as received
{photos}{ledger}
HOW TO CHECK IT WITHOUT ANY SOFTWARE OF OURS
  In the folder above this one, which holds the file manifest-sha256.txt:

    Linux     sha256sum -c manifest-sha256.txt && sha256sum -c tagmanifest-sha256.txt
    macOS     shasum -a 256 -c manifest-sha256.txt && shasum -a 256 -c tagmanifest-sha256.txt
    Windows   Get-FileHash -Algorithm SHA256 FILE    (PowerShell, file by file)

  Every line must say OK. A file that is listed nowhere does not belong here. Any program for BagIt (RFC 8493) does the same.
  These checks show that nothing was changed since the manifests were written. That the manifests are the issuer's own is shown by
  the SHA-256 of tagmanifest-sha256.txt: ask the issuer for it, or compare it with what was published.
{photo_check}{ledger_check}
WHAT IT SHOWS, AND WHAT IT DOES NOT
  It shows that components with these markings were in the device that was taken apart. It does not show how they came there, who
  sold what to whom, or when, and says nothing about what a company knew, intended or allowed. Levels say how much may be said;
  the workbook's sheet on the method has their wording. Authenticity of the parts was not assessed.

HOW TO DISPUTE IT
  Write to the issuer and name the component. The answer is recorded word for word beside the finding; it deletes nothing, and no
  later version leaves it out.
{contact}""",
    "ja": """{title}
{rule}
{warning}
証拠パッケージ（{variant}）　{as_of}時点
{supersedes}

収録内容
  report/               報告書（ウェブページとPDF、英語・日本語）
  evidence.ja.xlsx      すべての根拠を収めた証拠資料（evidence.xlsxは英語版）
  tables/               同じ内容のCSV。文字列は “ と ” で囲んでいる
  result.json           全部品の読み取り結果と候補（スキーマを併載）
  case.json             調査した機器、写真、判定、署名、照会、回答（スキーマを併載）
  crops/                各部品の画像。対応はindex.csvに記載
  photos.txt            受領したすべての写真のSHA-256
{photos}{ledger}
当方のソフトウェアを用いない検証の方法
  一つ上のフォルダー（manifest-sha256.txtがある場所）で、次のコマンドを実行する。

    Linux     sha256sum -c manifest-sha256.txt && sha256sum -c tagmanifest-sha256.txt
    macOS     shasum -a 256 -c manifest-sha256.txt && shasum -a 256 -c tagmanifest-sha256.txt
    Windows   Get-FileHash -Algorithm SHA256 ファイル名　（PowerShell、ファイルごと）

  すべての行に「OK」と表示されることを確認する。一覧にないファイルは本パッケージのものではない。BagIt（RFC 8493）に対応した
  他のプログラムでも同じ検証ができる。
  この検証により、一覧の作成後に変更がないことがわかる。一覧そのものが発行者によるものであることは、tagmanifest-sha256.txtの
  SHA-256によって確認できる。発行者に問い合わせるか、公表された値と照合する。
{photo_check}{ledger_check}
示すこと、示さないこと
  これらの刻印をもつ部品が、分解した製品の中にあったことを示す。どのような経路で組み込まれたか、誰が誰にいつ販売したかは示さず、
  企業が何を知り、意図し、容認していたかについては一切述べない。記載できる内容の程度は「レベル」で示し、その表現は証拠資料の
  「方法と留意点」シートに記載した。部品の真正性は評価していない。

異議の申し立て
  部品を明示のうえ、発行者に連絡されたい。回答は、該当する記載に併記する形で原文のまま記録する。回答によって記載を削除することはなく、
  以後の版でも省くことはない。
{contact}""",
}

_PIECES: Mapping[str, tuple[str, str]] = {
    "sealed": ("sealed", "封印版"),
    "public": ("public", "公開版"),
    "photos_sealed": (
        "  photos/               the photos as received, by their SHA-256\n",
        "  photos/               受領したままの写真（ファイル名はSHA-256）\n",
    ),
    "photos_public": (
        "                        The photos themselves are sealed with the issuer: files can carry private data of who took them.\n",
        "                        写真そのものは、撮影者の個人情報を含みうるため、発行者が封印して保管している。\n",
    ),
    "ledger": (
        "  ledger.jsonl          extract of the ledger: what happened, an entry a line, each with the hash of the one before\n"
        "  checkpoint.txt        the ledger's state at that time\n",
        "  ledger.jsonl          台帳の抄本。1行が1件の記録で、各記録が直前の記録のハッシュ値を保持する\n"
        "  checkpoint.txt        その時点の台帳の確認票\n",
    ),
    "photo_check": (
        "  The photos once more, in this folder: sha256sum -c photos.txt\n",
        "  写真は、このフォルダーで次のコマンドによっても検証できる：sha256sum -c photos.txt\n",
    ),
    "ledger_check": (
        "  Compare the hash in checkpoint.txt with the printed checkpoint, and with the hash in the last line of ledger.jsonl.\n",
        "  checkpoint.txtのハッシュ値を、印刷された確認票およびledger.jsonlの最後の行のハッシュ値と照合する。\n",
    ),
    "first": ("It is the first version.", "最初の版である。"),
    "supersedes": (
        "It takes the place of the package or document {id} (SHA-256 {sha256}), which stays valid as what was said then.",
        "{id}（SHA-256：{sha256}）に代わる版である。以前の版は、当時の記載として有効である。",
    ),
    "contact": ("  {contact}\n", "  {contact}\n"),
}


def guide(document: Document, language: Language, *, sealed: bool, has_ledger: bool) -> str:
    """The guide's text.

    Raises:
        ValueError: the document has no case.
    """
    case = document.case
    if case is None:
        raise ValueError("a package is about a case")
    strings = Strings(language)

    def piece(key: str) -> str:
        return _PIECES[key][1 if language == "ja" else 0]

    title = visible(name_of(document, strings))
    last = case.supersedes
    warning = strings.warning(document.rendered, document.bom)
    contact = "; ".join(line.strip() for line in case.record.case.contact.split("\n") if line.strip())
    return _TEXTS[language].format(
        title=title,
        rule="=" * min(100, max(_columns(title), 12)),
        warning=f"\n*** {warning} ***\n" if warning else "",
        variant=piece("sealed" if sealed else "public"),
        as_of=case.as_of.isoformat(),
        supersedes=piece("supersedes").format(id=visible(last.id), sha256=last.sha256) if last else piece("first"),
        photos=piece("photos_sealed" if sealed else "photos_public"),
        ledger=piece("ledger") if has_ledger else "",
        photo_check=piece("photo_check") if sealed else "",
        ledger_check=piece("ledger_check") if has_ledger else "",
        contact=piece("contact").format(contact=visible(contact)) if contact else "",
    )


def _columns(text: str) -> int:
    """Columns that a text takes where each character is as wide as another, Japanese ones twice as wide."""
    return sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
