# -*- coding: utf8000 -*-
print("hello")
