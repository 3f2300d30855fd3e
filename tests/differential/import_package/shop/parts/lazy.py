print("lazy starts")
VALUE = "imported when it was needed"
