connect(host="localhost", port=5432, host="db")
