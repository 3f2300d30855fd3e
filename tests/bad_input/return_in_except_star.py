def first(tasks):
    try:
        return tasks[0].result()
    except* (OSError, ValueError) as errors:
        for error in errors.exceptions:
            return error
