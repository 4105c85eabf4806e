"""Sealing and finding: SM4-GCM with the field's kind as associated data; HMAC-SM3 as blind index."""

import hmac
import os

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from changai.kernel.vault.keyring import Keyring, keyring

NONCE = 12
TAG = 16
INDEX = 16


def seal(text: str, kind: str, ring: Keyring | None = None) -> bytes:
    """Text → key version (2 bytes), nonce (12), ciphertext, tag (16)."""
    ring = ring or keyring()
    nonce = os.urandom(NONCE)
    encryptor = Cipher(algorithms.SM4(ring.keys[ring.current]), modes.GCM(nonce)).encryptor()
    encryptor.authenticate_additional_data(kind.encode())
    body = encryptor.update(text.encode()) + encryptor.finalize()
    return ring.current.to_bytes(2, "big") + nonce + body + encryptor.tag


def unseal(blob: bytes, kind: str, ring: Keyring | None = None) -> str:
    """The text of a sealed value. Raises cryptography's InvalidTag when it was altered or is of another kind."""
    ring = ring or keyring()
    version, nonce, body, tag = blob[:2], blob[2 : 2 + NONCE], blob[2 + NONCE : -TAG], blob[-TAG:]
    key = ring.keys[int.from_bytes(version, "big")]
    decryptor = Cipher(algorithms.SM4(key), modes.GCM(nonce, tag)).decryptor()
    decryptor.authenticate_additional_data(kind.encode())
    return (decryptor.update(body) + decryptor.finalize()).decode()


def blind(text: str, kind: str, ring: Keyring | None = None) -> bytes:
    """The keyed index of a value: 16 bytes, equal for equal text of one kind, useless without the key."""
    ring = ring or keyring()
    return hmac.digest(ring.index_key, f"{kind}\0{text}".encode(), "sm3")[:INDEX]
