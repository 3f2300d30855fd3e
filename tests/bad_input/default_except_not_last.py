try:
    connect()
except:
    print("failed")
except OSError as error:
    print(error)
