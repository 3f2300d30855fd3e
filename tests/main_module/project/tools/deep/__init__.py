print("tools/deep/__init__", __package__)
