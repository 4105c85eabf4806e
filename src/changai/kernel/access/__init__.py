"""Access: accounts, posts and the fail-closed scope that every read path passes."""
