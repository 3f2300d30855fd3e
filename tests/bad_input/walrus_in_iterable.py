squares = [n * n for n in (numbers := range(10))]
