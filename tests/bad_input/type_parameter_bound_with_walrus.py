def first[T: (limit := int)](rows: list[T]) -> T:
    return rows[0]
