"""Sealing and finding: SM4-GCM with the field's kind as associated data; HMAC-SM3 as blind index.

A sealed value is: key version (2 bytes), nonce (12), ciphertext, tag (16). An index is 16 bytes.
The `_many` forms share key schedules and random bytes and are the ones for imports.
"""

import os
import unicodedata
from collections.abc import Iterable, Sequence

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from changai.kernel.vault.keyring import Keyring, keyring

VERSION = 2
NONCE = 12
TAG = 16
INDEX = 16


class SealBroken(ValueError):
    """A sealed value can't be opened: altered, of another kind, or its key is not in the key file."""


def seal(text: str, kind: str, ring: Keyring | None = None) -> bytes:
    """One text sealed under the key in use."""
    return seal_many([text], kind, ring)[0]


def seal_many(texts: Sequence[str], kind: str, ring: Keyring | None = None) -> list[bytes]:
    """Texts sealed under the key in use, in the order given; every one has a nonce of its own."""
    ring = ring or keyring()
    version, key, extra = (
        ring.current.to_bytes(VERSION, "big"),
        algorithms.SM4(ring.keys[ring.current]),
        kind.encode(),
    )
    nonces = os.urandom(NONCE * len(texts))
    sealed = []
    for number, text in enumerate(texts):
        nonce = nonces[NONCE * number : NONCE * (number + 1)]
        encryptor = Cipher(key, modes.GCM(nonce)).encryptor()
        encryptor.authenticate_additional_data(extra)
        body = encryptor.update(text.encode()) + encryptor.finalize()
        sealed.append(version + nonce + body + encryptor.tag)
    return sealed


def version_of(blob: bytes) -> int:
    """The key version that a value was sealed under."""
    return int.from_bytes(blob[:VERSION], "big")


def unseal(blob: bytes, kind: str, ring: Keyring | None = None) -> str:
    """The text of a sealed value. Raises SealBroken when it was altered, is of another kind or has no key."""
    return unseal_many([blob], kind, ring)[0]


def unseal_many(blobs: Iterable[bytes], kind: str, ring: Keyring | None = None) -> list[str]:
    """The texts of sealed values, in the order given. Raises SealBroken at the first that can't be opened."""
    ring = ring or keyring()
    ciphers = {version: algorithms.SM4(key) for version, key in ring.keys.items()}
    extra = kind.encode()
    texts = []
    for blob in blobs:
        key = ciphers.get(version_of(blob))
        if key is None or len(blob) < VERSION + NONCE + TAG:
            raise SealBroken(
                f"加密数据无法解开：密钥文件中没有第 {version_of(blob)} 版密钥，请核对密钥文件是否属于本系统"
            )
        nonce, body, tag = blob[VERSION : VERSION + NONCE], blob[VERSION + NONCE : -TAG], blob[-TAG:]
        decryptor = Cipher(key, modes.GCM(nonce, tag)).decryptor()
        decryptor.authenticate_additional_data(extra)
        try:
            texts.append((decryptor.update(body) + decryptor.finalize()).decode())
        except InvalidTag as error:
            raise SealBroken(
                "加密数据无法解开：内容被改动过，或密钥文件不属于本系统，请从备份核对"
            ) from error
    return texts


def canonical(text: str) -> str:
    """The form that is indexed: half-width, no white space, upper case; so 42…x is found as 42…X."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return "".join(text.split()).upper()


def blind(text: str, kind: str, ring: Keyring | None = None) -> bytes:
    """The keyed index of a value: equal for equal text of one kind, useless without the key."""
    return blind_many([text], kind, ring)[0]


def blind_many(texts: Iterable[str], kind: str, ring: Keyring | None = None) -> list[bytes]:
    """The keyed indexes of values, in the order given."""
    base = hmac.HMAC((ring or keyring()).index_key, hashes.SM3())
    base.update(kind.encode() + b"\0")
    found = []
    for text in texts:
        one = base.copy()
        one.update(canonical(text).encode())
        found.append(one.finalize()[:INDEX])
    return found
