class Model(Base, table="rows", table="lines"):
    pass
