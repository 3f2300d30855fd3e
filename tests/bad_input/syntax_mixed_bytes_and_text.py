data = b"GET " "/"
