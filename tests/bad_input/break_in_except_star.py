for task in tasks:
    try:
        task.result()
    except* OSError:
        break
