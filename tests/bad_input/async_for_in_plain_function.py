def rows(cursor):
    async for row in cursor:
        print(row)
