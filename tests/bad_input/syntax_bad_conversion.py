print(f"total: {total!z}")
