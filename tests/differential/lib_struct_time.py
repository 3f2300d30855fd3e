import time, sys
t = time.struct_time((2024,1,2,3,4,5,6,7,0))
print(t, t.tm_zone, t.tm_gmtoff, t.n_fields, t.n_sequence_fields, t.n_unnamed_fields, len(t), t.__match_args__)
t = time.struct_time([2024,1,2,3,4,5,6,7,0,"CET",3600]); print(t, t.tm_zone, t.tm_gmtoff, len(t), t[:3], t == (2024,1,2,3,4,5,6,7,0), hash(t) == hash(tuple(t)))
print(time.struct_time(range(9), {"tm_zone": "X"}).tm_zone)
for a in [(), (5,), ((1,2),), (range(12),), ((1,)*9, 5), (range(9), {"nope": 1})]:
    try: print(time.struct_time(*a))
    except Exception as e: print(type(e).__name__, e)
print(time.strftime("%Y", t), time.mktime(time.struct_time((2024,1,2,3,4,5,6,7,0))) > 0, time.localtime(0).tm_isdst, time.gmtime(0).tm_zone, time.gmtime(0).tm_gmtoff)
print(t.__replace__(tm_year=1) if hasattr(t, "__replace__") else "")
import copy
print(copy.replace(t, tm_hour=9), copy.copy(t), t.__reduce__())
