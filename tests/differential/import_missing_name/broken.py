print("broken starts")
from whole import VALUE, does_not_exist
