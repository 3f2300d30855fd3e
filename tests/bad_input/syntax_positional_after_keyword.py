connect(host="localhost", 5432)
