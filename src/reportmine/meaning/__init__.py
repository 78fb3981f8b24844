"""What the figures of sentences mean: item, action, actor, role, period, status."""
