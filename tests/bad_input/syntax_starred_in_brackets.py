x = (*rows)
