"""Account and Post."""

from datetime import date

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.utils.crypto import salted_hmac

from changai.kernel.access.roles import ROLES, Reach, Role
from changai.kernel.access.scope import NOTHING, Scope
from changai.kernel.places.models import Region, subtree_prefix


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts with hashed passwords."""

    def create_user(self, username: str, password: str | None = None, **fields: object) -> "Account":
        """An account; no post, so no reach, until the security administrator grants one."""
        account = self.model(username=self.model.normalize_username(username), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser):
    """Who signs in. What the account may do hangs on its posts, never on the account."""

    username = models.CharField("账号", max_length=60, unique=True)
    display_name = models.CharField("姓名", max_length=60)
    email = models.EmailField("电子邮箱", blank=True)
    is_active = models.BooleanField("启用", default=True)
    must_change_password = models.BooleanField("须改密码", default=False)
    password_changed_at = models.DateTimeField("密码修改时间", null=True, blank=True)
    created_at = models.DateTimeField("开设时间", auto_now_add=True)
    session_round = models.PositiveIntegerField("会话轮次", default=0, editable=False)

    objects = AccountManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["display_name"]

    class Meta:
        verbose_name = "账号"

    def __str__(self) -> str:
        return self.display_name or self.username

    def end_sessions(self) -> None:
        """End every session of the account; `update_session_auth_hash` afterwards keeps the one in hand."""
        Account.objects.filter(pk=self.pk).update(session_round=models.F("session_round") + 1)
        self.refresh_from_db(fields=["session_round"])

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """As Django makes it, of the password and the round, so that sessions can be ended without a new password."""
        content = f"{self.password}:{self.session_round}"
        digest = salted_hmac("changai.account.session", content, secret=secret, algorithm="sha256")
        return str(digest.hexdigest())


class OldPassword(models.Model):
    """Hash of a password that the account used before, so that it is not used again too soon."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="old_passwords")
    password = models.CharField("密码摘要", max_length=128)
    at = models.DateTimeField("停用时间", auto_now_add=True)

    class Meta:
        verbose_name = "历史密码"


class Post(models.Model):
    """Who holds which role, where, from when to when. `until` is the last day."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="posts", verbose_name="账号")
    role_key = models.CharField("角色", max_length=20, choices=[(r.key, r.title) for r in ROLES.values()])
    region = models.ForeignKey(Region, models.PROTECT, null=True, blank=True, verbose_name="地区")
    organisation = models.ForeignKey(
        "parties.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name="单位",
        related_name="posts",
    )
    person = models.ForeignKey(
        "parties.Person", models.PROTECT, null=True, blank=True, verbose_name="本人", related_name="posts"
    )
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = "岗位"
        constraints = [
            models.CheckConstraint(
                condition=Q(region__isnull=False) | Q(organisation__isnull=False) | Q(person__isnull=False)
                | Q(role_key__in=["system_admin", "security_admin", "audit_admin"]),
                name="post_has_a_reach",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        where = self.organisation or self.region
        return f"{where}{self.role.title}" if where else self.role.title

    @property
    def role(self) -> Role:
        """The declared role."""
        return ROLES[self.role_key]

    def holds(self, day: date) -> bool:
        """Whether the post is held on the day."""
        return self.since <= day and (self.until is None or day <= self.until)

    @property
    def scope(self) -> Scope:
        """What the post reaches. An administrator's post reaches no business record."""
        reach = self.role.reach
        if reach is Reach.REGION and self.region_id:
            return Scope(prefix=subtree_prefix(self.region_id))
        if reach is Reach.ORGANISATION and self.organisation_id:
            return Scope(organisation=self.organisation_id)
        if reach is Reach.PERSON and self.person_id:
            return Scope(person=self.person_id)
        return NOTHING


class ApiToken(models.Model):
    """Lets another system read as a post does, until its last day. Only a digest of the secret is kept.

    digest: SHA-256 of the secret in hex; the secret has 256 random bits, so nothing slower is needed.
    """

    post = models.ForeignKey(Post, models.PROTECT, related_name="tokens", verbose_name="岗位")
    title = models.CharField("用途", max_length=60)
    digest = models.CharField("摘要", max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField("创建时间", auto_now_add=True)
    until = models.DateField("最后一天")
    revoked_at = models.DateTimeField("作废时间", null=True, blank=True)

    class Meta:
        verbose_name = "接口令牌"

    def __str__(self) -> str:
        return self.title

    def holds(self, day: date) -> bool:
        """Whether it opens anything on the day, the post and its account included."""
        return (
            self.revoked_at is None
            and day <= self.until
            and self.post.holds(day)
            and self.post.account.is_active
        )
