def first[T, T](rows: list[T]) -> T:
    return rows[0]
