"""Settings of the test suite: a home of its own, quick hashes, tasks run at once."""

import atexit
import os
import shutil
import tempfile

_home = tempfile.mkdtemp(prefix="changai-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["CHANGAI_HOME"] = _home

from changai.site.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
AXES_ENABLED = True
CHANGAI_AUDIT_TRIGGERS = (
    False  # emptying tables between tests is what they forbid; their own tests install them
)
