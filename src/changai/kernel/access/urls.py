"""Addresses of sign-in and of one's own account."""

from django.urls import path

from changai.kernel.access.views import account, admin, signin, tokens

urlpatterns = [
    path("login/", signin.sign_in),
    path("login/code/", signin.second_step),
    path("logout/", signin.sign_out),
    path("post/", signin.choose_post),
    path("password/", account.password),
    path("two-factor/", account.second_factor),
    path("tokens/", tokens.tokens),
    path("tokens/<int:pk>/revoke/", tokens.revoke),
    path("accounts/do/account.open/", admin.open_account),
    path("accounts/<int:pk>/do/account.reset_password/", admin.reset_password),
]
