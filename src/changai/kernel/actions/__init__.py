"""Actions: a verb is declared once and is then a permission, a form, a button, an API call and an audit entry."""

from changai.kernel.actions.registry import Action, ActionRefused, action, actions_for, registry

__all__ = ["Action", "ActionRefused", "action", "actions_for", "registry"]
