"""Tools that can be run."""
print("tools/__init__", __name__)
