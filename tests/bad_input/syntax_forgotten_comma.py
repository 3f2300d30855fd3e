rows = [
    1
    2
]
