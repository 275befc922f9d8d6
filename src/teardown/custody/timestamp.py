"""Have a checkpoint dated by somebody else: an RFC 3161 authority signs that these bytes existed at a time.

Only done when an authority is configured (`TEARDOWN_TIMESTAMP_URL`); nothing but a hash leaves. The answer is an ordinary `.tsr`
file: `openssl ts -verify -data checkpoint.txt -in checkpoint.tsr -CAfile roots.pem` checks it without this program.
"""

from __future__ import annotations

import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from teardown.errors import CustodyError, OutputError, UsageError

_PATIENCE = 30.0
"""Seconds for the authority's answer."""
_LARGEST = 1_000_000
"""Bytes; answers with a chain of certificates have some thousands."""

Post = Callable[[str, bytes], bytes]
"""Sends a request's bytes to an address and returns the answer's."""


def request_timestamp(data: bytes, url: str, *, post: Post | None = None) -> bytes:
    """The authority's signed answer for some bytes, of which only the SHA-256 is sent (RFC 3161, 3.4).

    Raises:
        UsageError: no authority is configured, or the extra is not installed.
        OutputError: the authority does not answer.
        CustodyError: what it answers is no time stamp for these bytes.
    """
    if not url:
        raise UsageError("No time-stamping authority is configured. Set TEARDOWN_TIMESTAMP_URL to the address of one.")
    client = _client()
    request = client.TimestampRequestBuilder().data(data).hash_algorithm(client.HashAlgorithm.SHA256).build()
    answer = (post or _post)(url, request.as_bytes())
    try:
        response = client.decode_timestamp_response(answer)
        granted = client.PKIStatus(response.status) == client.PKIStatus.GRANTED
        fits = granted and response.tst_info.nonce == request.nonce
        fits = fits and response.tst_info.message_imprint.message == request.message_imprint.message
    except ValueError as error:
        raise CustodyError(f"{url} answered with something that is no time stamp ({error}).") from error
    if not fits:
        raise CustodyError(
            f"{url} {'answered for other bytes' if granted else 'refused to give a time stamp'}. Nothing was kept."
        )
    return answer


def stamped_at(answer: bytes, data: bytes, roots: Path) -> datetime:
    """When an authority dated some bytes, its signature and its certificates checked against roots that one trusts.

    Args:
        roots: PEM file with the authority's root certificate, and those between where the answer brings them not along.

    Raises:
        UsageError: the extra is not installed, or the file holds no certificate.
        CustodyError: the time stamp is not of these bytes, or nobody who is trusted signed it.
    """
    client = _client()
    from cryptography import x509

    try:
        certificates = x509.load_pem_x509_certificates(roots.read_bytes())
    except (OSError, ValueError) as error:
        raise UsageError(f"{roots} holds no certificates in PEM form ({error}).") from error
    builder = client.VerifierBuilder()
    for certificate in certificates:
        its_own = certificate.issuer == certificate.subject
        builder = builder.add_root_certificate(certificate) if its_own else builder.add_intermediate_certificate(certificate)
    try:
        response = client.decode_timestamp_response(answer)
        builder.build().verify_message(response, data)
        when: datetime = response.tst_info.gen_time
    except (client.VerificationError, ValueError) as error:
        raise CustodyError(f"The time stamp does not hold: {error}.") from error
    return when.astimezone(UTC)


def _client() -> Any:
    try:
        import rfc3161_client
    except ImportError:
        raise UsageError("Time stamps need a further library. Install it: pip install 'teardown[timestamp]'") from None
    return rfc3161_client


def _post(url: str, data: bytes) -> bytes:
    if not url.startswith(("https://", "http://")):
        raise UsageError(f"{url} is no address of a time-stamping authority: it begins with https:// or http://.")
    request = urllib.request.Request(  # noqa: S310 (the scheme was looked at)
        url, data, {"Content-Type": "application/timestamp-query", "Accept": "application/timestamp-reply"}
    )
    try:
        with urllib.request.urlopen(request, timeout=_PATIENCE) as answer:  # noqa: S310
            return bytes(answer.read(_LARGEST))
    except (urllib.error.URLError, OSError, ValueError) as error:
        raise OutputError(
            f"The time-stamping authority at {url} does not answer ({error}). Nothing was written. Try again later, or without "
            "--stamp."
        ) from error
