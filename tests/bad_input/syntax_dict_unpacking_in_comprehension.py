merged = {**row for row in rows}
