"""The rarer distributions of random: methods of Random, here as functions of a generator.

They give CPython's numbers: the algorithms are those that Lib/random.py names, their operations in the same order."""
from math import acos, cos, e, exp, fabs, floor, lgamma, log, log2, pi, sqrt

_TWO_PI = 2.0 * pi
_LOG4 = log(4.0)
_SG_MAGIC = 1.0 + log(4.5)


def vonmisesvariate(self, mu, kappa):
    """An angle around mu (Fisher, Statistical Analysis of Circular Data, 1993)."""
    random = self.random
    if kappa <= 1e-6:
        return _TWO_PI * random()
    s = 0.5 / kappa
    r = s + sqrt(1.0 + s * s)
    while True:
        z = cos(pi * random())
        d = z / (r + z)
        u = random()
        if u < 1.0 - d * d or u <= (1.0 - d) * exp(d):
            break
    q = 1.0 / r
    f = (q + z) / (1.0 + q * z)
    turn = acos(f)
    return (mu + turn if random() > 0.5 else mu - turn) % _TWO_PI


def gammavariate(self, alpha, beta):
    """Cheng (1977) above 1, Ahrens and Dieter (1974, GS) below."""
    if alpha <= 0.0 or beta <= 0.0:
        raise ValueError("gammavariate: alpha and beta must be > 0.0")
    random = self.random
    if alpha > 1.0:
        ainv = sqrt(2.0 * alpha - 1.0)
        b = alpha - _LOG4
        c = alpha + ainv
        while True:
            u1 = random()
            if not 1e-7 < u1 < 0.9999999:
                continue
            u2 = 1.0 - random()
            v = log(u1 / (1.0 - u1)) / ainv
            x = alpha * exp(v)
            z = u1 * u1 * u2
            r = b + c * v - x
            if r + _SG_MAGIC - 4.5 * z >= 0.0 or r >= log(z):
                return x * beta
    if alpha == 1.0:
        return -log(1.0 - random()) * beta
    while True:
        u = random()
        b = (e + alpha) / e
        p = b * u
        if p <= 1.0:
            x = p ** (1.0 / alpha)
        else:
            x = -log((b - p) / alpha)
        u1 = random()
        if p > 1.0:
            if u1 <= x ** (alpha - 1.0):
                break
        elif u1 <= exp(-x):
            break
    return x * beta


def betavariate(self, alpha, beta):
    y = self.gammavariate(alpha, 1.0)
    return y / (y + self.gammavariate(beta, 1.0)) if y else 0.0


def paretovariate(self, alpha):
    u = 1.0 - self.random()
    return u ** (-1.0 / alpha)


def weibullvariate(self, alpha, beta):
    u = 1.0 - self.random()
    return alpha * (-log(u)) ** (1.0 / beta)


def binomialvariate(self, n=1, p=0.5):
    """How many of n trials succeed: by geometric distances where they are few, else by Hormann's BTRS (1993)."""
    if n < 0:
        raise ValueError("n must be non-negative")
    if p <= 0.0 or p >= 1.0:
        if p == 0.0:
            return 0
        if p == 1.0:
            return n
        raise ValueError("p must be in the range 0.0 <= p <= 1.0")
    random = self.random
    if n == 1:
        return int(random() < p)
    if p > 0.5:
        return n - self.binomialvariate(n, 1.0 - p)
    if n * p < 10.0:
        x = y = 0
        c = log2(1.0 - p)
        if not c:
            return x
        while True:
            y += floor(log2(random()) / c) + 1
            if y > n:
                return x
            x += 1
    ready = False
    spread = sqrt(n * p * (1.0 - p))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * p
    c = n * p + 0.5
    vr = 0.92 - 4.2 / b
    while True:
        u = random()
        u -= 0.5
        us = 0.5 - fabs(u)
        k = floor((2.0 * a / us + b) * u + c)
        if k < 0 or k > n:
            continue
        v = random()
        if us >= 0.07 and v <= vr:
            return k
        if not ready:
            alpha = (2.83 + 5.1 / b) * spread
            lpq = log(p / (1.0 - p))
            m = floor((n + 1) * p)
            h = lgamma(m + 1) + lgamma(n - m + 1)
            ready = True
        v *= alpha / (a / (us * us) + b)
        if log(v) <= h - lgamma(k + 1) - lgamma(n - k + 1) + (k - m) * lpq:
            return k
