# Integers small and big: operators, comparison with floats, bytes.
def show(case):
    try:
        print(repr(case()))
    except Exception as error:
        print(type(error).__name__, error)


for case in [
    lambda: 0**0,
    lambda: 2**100,
    lambda: (2**70)**3,
    lambda: pow(3,200,10**20),
    lambda: pow(3,-1,7),
    lambda: pow(3,200,-7),
    lambda: pow(3,0,1),
    lambda: pow(3,0,-1),
    lambda: pow(-3,3,5),
    lambda: (-7)>>1,
    lambda: (-1)<<5,
    lambda: (2**70)>>65,
    lambda: -(2**70)>>65,
    lambda: -(2**70)>>700,
    lambda: ~(2**70),
    lambda: (2**70)&-1,
    lambda: -(2**70)|1,
    lambda: (2**70)^-(2**69),
    lambda: 2**62,
    lambda: -(2**62),
    lambda: 2**62-1,
    lambda: -(2**62)-1,
    lambda: (2**62)-(2**62),
    lambda: -(-(2**62)),
    lambda: abs(-(2**62)),
    lambda: 2**63*2**63,
    lambda: 1<<62,
    lambda: 1<<61,
    lambda: (2**100)/(2**99),
    lambda: (2**100+1)/3,
    lambda: 1/(2**1074),
    lambda: 1/(2**1075),
    lambda: 3/(2**1075),
    lambda: 2**53/3,
    lambda: (10**25)/7,
    lambda: -(10**25)/7,
    lambda: 1/3,
    lambda: float(2**53+1),
    lambda: float(2**64+2**11),
    lambda: float(2**64+2**11+1),
    lambda: 2**53+1==float(2**53+1),
    lambda: 2**53+1>float(2**53),
    lambda: 10**400>1e308,
    lambda: -10**400<1e308,
    lambda: 2**63==float(2**63),
]:
    show(case)
