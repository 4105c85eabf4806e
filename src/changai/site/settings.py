"""Settings of an installation. State lives under CHANGAI_HOME (default: var/ beside the source)."""

import os
import secrets
from datetime import date
from pathlib import Path
from typing import Any

import dj_database_url

from changai.kernel.parameters import value

ROOT = Path(__file__).resolve().parents[3]
CATALOG = Path(os.environ.get("CHANGAI_CATALOG", ROOT / "catalog"))
HOME = Path(os.environ.get("CHANGAI_HOME", ROOT / "var")).resolve()
# The database, snapshots and sessions lie here: for this account of the machine only.
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)

CHANGAI_HOME = HOME
CHANGAI_CATALOG = CATALOG
CHANGAI_KEY_FILE = os.environ.get("CHANGAI_KEY_FILE", str(HOME / "keys.json"))
CHANGAI_SNAPSHOTS = HOME / "snapshots"


def _secret_key() -> str:
    """The signing key of this installation; a first start makes one."""
    path = HOME / "secret.key"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text().strip()


def _security(key: str) -> int:
    """A security parameter of catalog/parameters/security, as it holds nationwide when the program starts."""
    return int(value(f"security.{key}", date.today(), "000000"))


SECRET_KEY = os.environ.get("CHANGAI_SECRET_KEY") or _secret_key()
DEBUG = os.environ.get("CHANGAI_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("CHANGAI_HOSTS", "127.0.0.1,localhost,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("CHANGAI_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "changai.kernel.parameters",
    "changai.kernel.terms",
    "changai.kernel.places",
    "changai.kernel.access",
    "changai.kernel.vault",
    "changai.kernel.audit",
    "changai.kernel.parties",
    "changai.kernel.jobs",
    "changai.kernel.imports",
    "changai.kernel.files",
    "changai.kernel.facts",
    "changai.kernel.screens",
    "changai.kernel.casework",
    "changai.domains.workforce.people",
    "changai.domains.workforce.employers",
    "changai.domains.workforce.employment",
    "changai.domains.workforce.qualifications",
    "changai.domains.workforce.memberships",
    "changai.domains.workforce.duplicates",
    "changai.domains.workforce.roster",
    "changai.domains.workforce.register",
    "changai.domains.workforce.structure",
    "changai.domains.reform.documents",
    "changai.domains.reform.plans",
    "changai.domains.reform.targets",
    "changai.domains.reform.comparison",
    "changai.domains.reform.search",
    "changai.domains.reform.proposals",
    "changai.domains.rights.inspection",
    "changai.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "changai.kernel.access.middleware.PostMiddleware",
    "changai.kernel.access.middleware.GateMiddleware",
    "changai.kernel.screens.middleware.FrameMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "changai.site.urls"
WSGI_APPLICATION = "changai.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "changai.site.context.frame",
            ],
        },
    }
]

DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(
        os.environ.get("CHANGAI_DATABASE_URL") or f"sqlite:///{HOME / 'changai.sqlite3'}", conn_max_age=60
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a writer waits for its turn at the start instead of failing in the middle.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "changai.kernel.access.passwords.LengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "changai.kernel.access.passwords.KindsValidator"},
    {"NAME": "changai.kernel.access.passwords.HistoryValidator"},
]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = _security("lock_failures")
AXES_COOLOFF_TIME = _security("lock_minutes") / 60  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "changai.kernel.access.views.signin.locked_out"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "code"]
AXES_DISABLE_ACCESS_LOG = True
SESSION_COOKIE_AGE = _security("idle_minutes") * 60
SESSION_SAVE_EVERY_REQUEST = True
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Every request renews its session; in the database that would wait for the one writer, an import say.
    SESSION_ENGINE = "django.contrib.sessions.backends.file"
    SESSION_FILE_PATH = str(HOME / "sessions")
    Path(SESSION_FILE_PATH).mkdir(mode=0o700, exist_ok=True)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = os.environ.get("CHANGAI_HTTPS") == "1"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "changai.site.errors.csrf"
ACCOUNT_EMAIL_VERIFICATION = "none"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_ADAPTER = "changai.kernel.access.two_factor.Adapter"
MFA_TOTP_TOLERANCE = 1
# Roles whose posts act only after a second factor, for example "system_admin,security_admin,audit_admin".
CHANGAI_TWO_FACTOR_ROLES = [r for r in os.environ.get("CHANGAI_TWO_FACTOR_ROLES", "").split(",") if r]

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False
DATE_FORMAT = "Y-m-d"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
MEDIA_ROOT = HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
