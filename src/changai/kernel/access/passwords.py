"""Rules for passwords, their history, and one-time passwords."""

import secrets
import string

from django.contrib.auth.hashers import check_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from changai.kernel.access.models import Account, OldPassword
from changai.kernel.access.policy import security

# Without letters and digits that are mistaken for each other when read aloud or copied by hand.
CLEAR = ("ABCDEFGHJKLMNPQRSTUVWXYZ", "abcdefghijkmnpqrstuvwxyz", "23456789", "@#%+=")
ONE_TIME_LENGTH = 14


class LengthValidator:
    """Long enough."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raises ValidationError when the password is too short."""
        if len(password) < security("password_length"):
            raise ValidationError(f"密码太短：{self.get_help_text()}", code="password_length")

    def get_help_text(self) -> str:
        """The rule in words."""
        return f"至少要有 {security('password_length')} 个字符。"


class KindsValidator:
    """Enough of: capital letters, small letters, digits, signs."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raises ValidationError when there are too few kinds."""
        kinds = [
            any(c in string.ascii_uppercase for c in password),
            any(c in string.ascii_lowercase for c in password),
            any(c in string.digits for c in password),
            any(c not in string.ascii_letters + string.digits for c in password),
        ]
        if sum(kinds) < security("password_kinds"):
            raise ValidationError(f"密码种类太少：{self.get_help_text()}", code="password_kinds")

    def get_help_text(self) -> str:
        """The rule in words."""
        return f"大写字母、小写字母、数字、符号四种中至少要有 {security('password_kinds')} 种。"


class HistoryValidator:
    """Not the present password and none of the last ones."""

    def validate(self, password: str, user: Account | None = None) -> None:
        """Raises ValidationError when the password was used before."""
        count = security("password_history")
        if user is None or user.pk is None or not count:
            return
        last = OldPassword.objects.filter(account_id=user.pk).order_by("-pk")
        used = [user.password, *last.values_list("password", flat=True)[: count - 1]]
        if any(check_password(password, one) for one in used):
            raise ValidationError(f"这个密码用过了：{self.get_help_text()}", code="password_used")

    def get_help_text(self) -> str:
        """The rule in words."""
        return f"不能与最近用过的 {security('password_history')} 个密码相同。"


def rules() -> str:
    """All rules in words, short enough to be read."""
    own = (LengthValidator(), KindsValidator(), HistoryValidator())
    return "".join(one.get_help_text() for one in own) + "不要用常见的密码，也不要与账号、姓名相近。"


@transaction.atomic
def change(account: Account, password: str, *, one_time: bool = False) -> None:
    """Set a new password and keep the old one's hash. one_time: it must be changed at the next sign-in."""
    if account.has_usable_password():
        OldPassword.objects.create(account=account, password=account.password)
        kept = OldPassword.objects.filter(account=account).order_by("-pk").values_list("pk", flat=True)
        OldPassword.objects.filter(account=account).exclude(
            pk__in=list(kept[: security("password_history")])
        ).delete()
    account.set_password(password)
    account.password_changed_at = timezone.now()
    account.must_change_password = one_time
    account.save(update_fields=["password", "password_changed_at", "must_change_password"])


def one_time_password() -> str:
    """A random password that meets the rules and is easy to copy by hand."""
    chosen = [secrets.choice(kind) for kind in CLEAR]
    chosen += [secrets.choice("".join(CLEAR[:3])) for _ in range(ONE_TIME_LENGTH - len(chosen))]
    secrets.SystemRandom().shuffle(chosen)
    return "".join(chosen)
