def stop(rows):
    for row in rows:
        def check():
            if row:
                break
        check()
