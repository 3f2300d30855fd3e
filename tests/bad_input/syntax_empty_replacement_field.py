print(f"total: {}")
