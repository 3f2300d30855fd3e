limit = 12abc
