"""The generated pages of screens."""
