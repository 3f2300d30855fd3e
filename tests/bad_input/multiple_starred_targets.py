first, *middle, *rest = rows
