"""Events in words, English and Japanese: what a ledger says to people."""

from __future__ import annotations

from teardown.case.events import (
    AnswerRecorded,
    CaseDescribed,
    Decided,
    DerivativesMade,
    Event,
    EvidenceNoted,
    LedgerMended,
    LetterDrafted,
    LetterReminded,
    LetterSent,
    OriginalRead,
    PhotoAnalysed,
    PhotoReceived,
    Rearranged,
    RegionDrawn,
    Released,
    Signed,
    UnitDescribed,
)
from teardown.case.records import AnswerStatus, RearrangementKind, Verdict

_VERDICTS_JA = {
    Verdict.ACCEPT: "提案どおり",
    Verdict.CORRECT: "訂正",
    Verdict.UNIDENTIFIED: "特定できず",
    Verdict.NOT_A_CHIP: "チップではない",
}
_STATUS_JA = {
    AnswerStatus.FULL: "全文",
    AnswerStatus.EXCERPT: "抜粋",
    AnswerStatus.NO_RESPONSE: "回答なし",
    AnswerStatus.DECLINED: "回答拒否",
    AnswerStatus.ACKNOWLEDGED: "受領の連絡",
}


def words_for(event: Event, language: str = "en") -> str:
    """What happened, on one line.

    Args:
        language: `en` or `ja`.
    """
    english, japanese = _both(event)
    return japanese if language == "ja" else english


def _both(event: Event) -> tuple[str, str]:
    match event:
        case CaseDescribed():
            return f"case described: {event.case.title}", f"案件の説明を記録：{event.case.title_ja or event.case.title}"
        case UnitDescribed():
            unit = event.unit
            name = " ".join(filter(None, (unit.maker, unit.model)))
            return f"unit {unit.id} described: {name}", f"機器{unit.id}の説明を記録：{name}"
        case PhotoReceived():
            photo, unit_id = event.received.photo, event.received.unit
            return (
                f"photo {photo.name} of {unit_id} received and sealed, SHA-256 {photo.sha256}",
                f"{unit_id}の写真{photo.name}を受領し封印、SHA-256 {photo.sha256}",
            )
        case PhotoAnalysed():
            short = event.photo_sha256[:16]
            return f"photo {short}… analysed by {event.method_version}", f"写真{short}…を解析（{event.method_version}）"
        case DerivativesMade():
            short, number = event.photo_sha256[:16], len(event.files)
            return f"{number} working copies and crops of photo {short}… made", f"写真{short}…の作業用画像{number}点を作成"
        case EvidenceNoted():
            noted = event.evidence
            return (
                f"evidence noted by {noted.noted_by}: “{noted.text}” means {noted.part_number} of {noted.manufacturer}",
                f"{noted.noted_by}が証拠を記録：「{noted.text}」は{noted.manufacturer}の{noted.part_number}を示す",
            )
        case Decided():
            return _decided(event)
        case Signed():
            return f"decision {event.signature.decision} signed", f"判定{event.signature.decision}に署名"
        case RegionDrawn():
            short = event.region.seen.sighting.photo_sha256[:16]
            return f"region drawn by {event.region.by} on photo {short}…", f"{event.region.by}が写真{short}…に領域を追加"
        case Rearranged():
            merged = event.rearrangement.kind is RearrangementKind.MERGE
            return (
                f"sightings held to be {'one chip' if merged else 'different chips'}",
                f"写っている部品を{'同一' if merged else '別々'}と判定",
            )
        case OriginalRead():
            short = event.photo_sha256[:16]
            return f"original {short}… read: {event.why}", f"原本{short}…を閲覧：{event.why}"
        case LedgerMended():
            return (
                f"a half-written line of {event.torn_bytes} bytes was set aside after a crash",
                f"異常終了で書きかけとなった行（{event.torn_bytes}バイト）を別に保存",
            )
        case LetterDrafted() | LetterSent() | LetterReminded() | AnswerRecorded() | Released():
            return _correspondence(event)


def _decided(event: Decided) -> tuple[str, str]:
    decision = event.decision
    named = " ".join(filter(None, (decision.manufacturer, decision.part_number)))
    blind = (", without seeing other readings", "（他の判定を見ずに）") if decision.blind else ("", "")
    return (
        f"decision {decision.id}: {decision.verdict}{' ' + named if named else ''}{blind[0]}",
        f"判定{decision.id}：{_VERDICTS_JA[decision.verdict]}{' ' + named if named else ''}{blind[1]}",
    )


def _correspondence(event: LetterDrafted | LetterSent | LetterReminded | AnswerRecorded | Released) -> tuple[str, str]:
    match event:
        case LetterDrafted():
            return (
                f"letter {event.letter.id} to {event.letter.addressee} drafted",
                f"{event.letter.addressee}宛ての照会状{event.letter.id}を作成",
            )
        case LetterSent():
            return f"letter {event.letter} sent on {event.sent_on}", f"照会状{event.letter}を{event.sent_on}に送付"
        case LetterReminded():
            return (
                f"reminder of letter {event.letter} on {event.reminded_on}",
                f"照会状{event.letter}の督促を{event.reminded_on}に送付",
            )
        case AnswerRecorded():
            answer = event.answer
            return (
                f"answer {answer.id} of {answer.company_name}: {answer.status}",
                f"{answer.company_name}の回答{answer.id}を記録：{_STATUS_JA[answer.status]}",
            )
        case Released():
            release = event.release
            after = (
                (f", supersedes {release.supersedes}", f"（{release.supersedes}に代わる）") if release.supersedes else ("", "")
            )
            return (
                f"{release.kind} {release.id} released, SHA-256 {release.sha256}{after[0]}",
                f"{release.kind} {release.id}を出力、SHA-256 {release.sha256}{after[1]}",
            )
