def available(what):
    return {"tea": 7}.get(what, 0)
