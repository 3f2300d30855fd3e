def names(rows):
    return {
        row.id: row.name
        async for row in rows
    }
