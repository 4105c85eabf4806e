"""The second factor: time-based codes (TOTP) and recovery codes, kept by allauth.mfa, sealed by the vault."""

from typing import Any

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.db import transaction

from changai.kernel.access.models import Account
from changai.kernel.vault.cipher import seal, unseal
from changai.kernel.vault.rotation import keeps_sealed

KIND = "totp"
SEALED_KEYS = ("secret", "seed")  # of allauth.mfa's data: of codes, of recovery codes


keeps_sealed(
    "mfa.Authenticator", lambda one: [(one.data, key, KIND) for key in SEALED_KEYS if key in one.data]
)


class Adapter(DefaultMFAAdapter):
    """Secrets lie sealed in the database."""

    def encrypt(self, text: str) -> str:
        """Sealed, as hex."""
        return seal(text, KIND).hex()

    def decrypt(self, encrypted_text: str) -> str:
        """The text of `encrypt`."""
        return unseal(bytes.fromhex(encrypted_text), KIND)

    def get_totp_issuer(self) -> str:
        """The name that the phone shows."""
        return "产改通"

    def _get_user_identifier(self, user: Any) -> str:
        return str(user.username)


def enabled(account: Account) -> bool:
    """Whether the account has a second factor."""
    return Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists()


def new_secret() -> str:
    """A fresh secret, sealed, to be kept in the session until it is confirmed."""
    return Adapter().encrypt(generate_totp_secret())


def picture(account: Account, sealed: str) -> tuple[str, str]:
    """The QR code (SVG) of a secret, and the secret in groups of four for typing by hand."""
    adapter = Adapter()
    secret = adapter.decrypt(sealed)
    svg = adapter.build_totp_svg(adapter.build_totp_url(account, secret))
    return svg[svg.index("<svg") :], " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))


@transaction.atomic
def enable(account: Account, sealed: str, code: str) -> list[str] | None:
    """Turn the second factor on if the code fits the secret, and end the account's sessions.

    Returns the recovery codes, None if the code does not fit.
    """
    secret = Adapter().decrypt(sealed)
    counter = _counter(secret, code)
    if counter is None:
        return None
    disable(account)
    made = TOTP.activate(account, secret).instance
    made.data["counter"] = counter
    made.save()
    return RecoveryCodes.activate(account).generate_codes()


@transaction.atomic
def disable(account: Account) -> int:
    """Turn it off and end the account's sessions. Returns how many authenticators went."""
    account.end_sessions()
    return Authenticator.objects.filter(user=account).delete()[0]


@transaction.atomic
def check(account: Account, code: str) -> bool:
    """Whether a code, or an unused recovery code, is the account's. Each code works once."""
    held = Authenticator.objects.select_for_update().filter(user=account)
    totp = held.filter(type=Authenticator.Type.TOTP).first()
    if totp is not None:
        counter = _counter(Adapter().decrypt(totp.data["secret"]), code, after=totp.data.get("counter", 0))
        if counter is not None:
            totp.data["counter"] = counter
            totp.save()
            totp.record_usage()
            return True
    recovery = held.filter(type=Authenticator.Type.RECOVERY_CODES).first()
    return recovery is not None and bool(RecoveryCodes(recovery).validate_code(code))


def unused_recovery_codes(account: Account) -> int:
    """How many recovery codes are left."""
    held = Authenticator.objects.filter(user=account, type=Authenticator.Type.RECOVERY_CODES).first()
    return len(RecoveryCodes(held).get_unused_codes()) if held else 0


def _counter(secret: str, code: str, after: int = 0) -> int | None:
    """The time step that a code belongs to, if that is near and later than `after`; else None.

    Steps are remembered with the authenticator, not in a cache, so that a code works once across processes.
    """
    for counter in yield_hotp_counters_from_time():
        fits = compare_user_code(actual=code, expected=format_hotp_value(hotp_value(secret, counter)))
        if fits and counter > after:
            return counter
    return None
